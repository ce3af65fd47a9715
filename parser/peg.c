#include "parser/peg.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

typedef struct Reader {
    OuPegGrammar *grammar;
    const char   *at;
    bool          failed;       // no memory
} Reader;

static OuPegAlternative *read_alternatives(Reader *reader);

static void skip_blanks(Reader *reader)
{
    while (isspace((unsigned char)*reader->at))
        reader->at++;
}

static bool take(Reader *reader, const char *text)
{
    skip_blanks(reader);
    size_t length = strlen(text);
    if (strncmp(reader->at, text, length))
        return false;
    reader->at += length;
    return true;
}

static OuPegText read_word(Reader *reader)
{
    skip_blanks(reader);
    const char *start = reader->at;
    while (isalnum((unsigned char)*reader->at) || *reader->at == '_')
        reader->at++;
    return (OuPegText){ start, (uint32_t)(reader->at - start) };
}

// What stands up to the byte `end`, which is passed too.
static OuPegText read_until(Reader *reader, char end)
{
    const char *start = reader->at;
    reader->at = strchr(start, end);
    assert(reader->at);
    return (OuPegText){ start, (uint32_t)(reader->at++ - start) };
}

static void *reader_new(Reader *reader, size_t size)
{
    void *block = ou_arena_alloc(reader->grammar->arena, size);
    if (!block)
        reader->failed = true;
    return block;
}

static OuPegItem *new_item(Reader *reader, OuPegItemKind kind, OuPegItem *inner)
{
    OuPegItem *item = reader_new(reader, sizeof(OuPegItem));
    if (item) {
        item->kind = (uint8_t)kind;
        item->inner = inner;
    }
    return item;
}

static uint8_t token_from_spelling(OuPegText text)
{
    for (int kind = 0; kind < OU_TOKEN_COUNT; kind++)
        if (ou_is_peg_text(text, ou_token_spelling((OuTokenKind)kind)))
            return (uint8_t)kind;
    assert(!"no token is spelled like this");
    return OU_TOKEN_INVALID;
}

static uint8_t token_from_name(OuPegText text)
{
    if (ou_is_peg_text(text, "TYPE_COMMENT"))
        return OU_TOKEN_COUNT;              // no token is of this kind
    for (int kind = 0; kind < OU_TOKEN_COUNT; kind++)
        if (ou_is_peg_text(text, ou_token_name((OuTokenKind)kind)))
            return (uint8_t)kind;
    assert(!"no token is named like this");
    return OU_TOKEN_INVALID;
}

static uint8_t kind_from_name(OuPegText text)
{
    for (int kind = 0; kind < OU_NODE_KIND_COUNT; kind++)
        if (ou_is_peg_text(text, ou_ast_kind_name((OuNodeKind)kind)))
            return (uint8_t)kind;
    assert(!"no kind of node is named like this");
    return OU_NODE_NONE;
}

static OuPegItem *read_token(Reader *reader, OuPegItemKind kind)
{
    OuPegText text = read_until(reader, '\'');
    OuPegItem *item = new_item(reader, kind, NULL);
    if (item)
        item->token = token_from_spelling(text);
    return item;
}

static OuPegItem *read_group(Reader *reader)
{
    OuPegItem *item = new_item(reader, OU_PEG_GROUP, NULL);
    OuPegAlternative *group = read_alternatives(reader);
    bool closed = take(reader, ")");
    assert(closed || reader->failed);
    if (item)
        item->group = group;
    return item;
}

// The name of a rule, or in capitals that of a token.
static OuPegItem *read_named(Reader *reader)
{
    OuPegText word = read_word(reader);
    assert(word.length);
    if (ou_is_peg_text(word, "SOFT_KEYWORD"))
        return new_item(reader, OU_PEG_SOFT_KEYWORD, NULL);
    bool is_token = isupper((unsigned char)word.bytes[0]);
    OuPegItem *item = new_item(reader, is_token ? OU_PEG_TOKEN : OU_PEG_RULE, NULL);
    if (!item)
        return NULL;
    if (is_token)
        item->token = token_from_name(word);
    else if (!(item->rule = ou_peg_rule(reader->grammar, word)))
        reader->failed = true;
    return item;
}

static OuPegItem *read_atom(Reader *reader)
{
    if (take(reader, "'"))
        return read_token(reader, OU_PEG_TOKEN);
    if (take(reader, "("))
        return read_group(reader);
    if (!take(reader, "`"))
        return read_named(reader);
    OuPegItem *item = new_item(reader, OU_PEG_WORD, NULL);
    OuPegText text = read_until(reader, '`');
    if (item)
        item->text = text;
    return item;
}

// An atom with what is written behind it: x? x* x+ s.x+
static OuPegItem *read_repeated(Reader *reader)
{
    OuPegItem *item = read_atom(reader);
    switch (*reader->at) {
    case '?':
        reader->at++;
        return new_item(reader, OU_PEG_OPTIONAL, item);
    case '*':
        reader->at++;
        return new_item(reader, OU_PEG_ANY_NUMBER, item);
    case '+':
        reader->at++;
        return new_item(reader, OU_PEG_ONE_OR_MORE, item);
    case '.': {
        reader->at++;
        OuPegItem *list = new_item(reader, OU_PEG_SEPARATED, read_atom(reader));
        assert(*reader->at == '+');
        reader->at++;
        if (list)
            list->separator = item;
        return list;
    }
    default:
        return item;
    }
}

static OuPegItem *read_item(Reader *reader)
{
    skip_blanks(reader);
    if (take(reader, "&&'"))
        return read_token(reader, OU_PEG_FORCED);
    if (take(reader, "&"))
        return new_item(reader, OU_PEG_AHEAD, read_repeated(reader));
    if (take(reader, "!"))
        return new_item(reader, OU_PEG_NOT_AHEAD, read_repeated(reader));
    if (take(reader, "~"))
        return new_item(reader, OU_PEG_CUT, NULL);
    uint8_t label = 0;
    if ((*reader->at == 'a' || *reader->at == 'b') && reader->at[1] == '=') {
        label = (uint8_t)(*reader->at - 'a' + 1);
        reader->at += 2;
    }
    OuPegItem *item = read_repeated(reader);
    if (item)
        item->label = label;
    return item;
}

static OuPegActionKind action_from_word(OuPegText word)
{
    static const struct { const char *word; OuPegActionKind action; } actions[] = {
        { "at", OU_PEG_ACTION_AT },         { "range", OU_PEG_ACTION_RANGE },
        { "last", OU_PEG_ACTION_LAST },     { "starting", OU_PEG_ACTION_STARTING },
        { "indent", OU_PEG_ACTION_INDENT }, { "target", OU_PEG_ACTION_TARGET },
        { "give", OU_PEG_ACTION_GIVE },     { "call", OU_PEG_ACTION_CALL },
    };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (ou_is_peg_text(word, actions[i].word))
            return actions[i].action;
    assert(!"no action is called like this");
    return OU_PEG_ACTION_NONE;
}

// The names of the captures are there for the reader: an action always takes a, or a and b.
static void read_action(Reader *reader, OuPegAlternative *alternative)
{
    alternative->action = (uint8_t)action_from_word(read_word(reader));
    if (alternative->action == OU_PEG_ACTION_CALL)
        alternative->text = read_word(reader);
    while (take(reader, "a") || take(reader, "b")) {}
    if (take(reader, "<"))
        alternative->text = read_until(reader, '>');
    bool closed = take(reader, "}");
    assert(closed);
}

static bool ends_items(Reader *reader)
{
    skip_blanks(reader);
    if (!strncmp(reader->at, "->", 2) || strchr("|){", *reader->at) || !*reader->at)
        return true;
    // Another rule begins: "name:" or "memo name:"; no item is followed by a colon.
    Reader ahead = *reader;
    OuPegText word = read_word(&ahead);
    if (ou_is_peg_text(word, "memo") || ou_is_peg_text(word, "plain"))
        return true;
    return word.length && *ahead.at == ':';
}

static OuPegAlternative *read_alternative(Reader *reader)
{
    OuPegAlternative *alternative = reader_new(reader, sizeof(OuPegAlternative));
    if (!alternative)
        return NULL;
    OuPegItem **end = &alternative->items;
    while (!reader->failed && !ends_items(reader)) {
        *end = read_item(reader);
        if (*end)
            end = &(*end)->next;
    }
    if (take(reader, "->")) {
        alternative->makes_node = true;
        if (!take(reader, "*"))
            alternative->node_kind = kind_from_name(read_word(reader));
    }
    if (take(reader, "{"))
        read_action(reader, alternative);
    return alternative;
}

static OuPegAlternative *read_alternatives(Reader *reader)
{
    OuPegAlternative *first = NULL, **end = &first;
    (void)take(reader, "|");            // in front of the first for the looks
    do {
        *end = read_alternative(reader);
        if (*end)
            end = &(*end)->next;
    } while (!reader->failed && take(reader, "|"));
    return first;
}

static void read_rule(Reader *reader)
{
    bool is_memo = take(reader, "memo "), is_plain = take(reader, "plain ");
    OuPegText name = read_word(reader);
    OuPegRule *rule = ou_peg_rule(reader->grammar, name);
    bool colon = take(reader, ":");
    assert(colon && name.length);
    if (!rule) {
        reader->failed = true;
        return;
    }
    rule->is_memo = is_memo;
    rule->is_plain = is_plain;
    rule->is_invalid = !strncmp(name.bytes, "invalid_", 8);
    rule->alternatives = read_alternatives(reader);
    for (OuPegAlternative *a = rule->alternatives; a; a = a->next)
        if (a->items && a->items->kind == OU_PEG_RULE && a->items->rule == rule)
            rule->is_left_recursive = true;
}

OuPegRule *ou_peg_rule(OuPegGrammar *grammar, OuPegText name)
{
    OuName *entry = ou_ast_intern(&grammar->names, name.bytes, name.length);
    if (entry && !entry->cache)
        entry->cache = OU_ARENA_NEW(grammar->arena, OuPegRule);
    return entry ? entry->cache : NULL;
}

bool ou_peg_compile(OuPegGrammar *grammar, OuArena *arena, const char *rules)
{
    Reader reader = { .grammar = grammar, .at = rules };
    grammar->arena = arena;
    ou_ast_names_init(&grammar->names, arena);
    for (skip_blanks(&reader); *reader.at && !reader.failed; skip_blanks(&reader))
        read_rule(&reader);
    return !reader.failed;
}
