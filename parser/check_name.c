#include "parser/check_walk.h"

#include <string.h>

// ---- sets ---------------------------------------------------------------------------------------

static void put_name(OuCheckNames *names, OuName *name)
{
    uint32_t mask = names->bucket_count - 1, i = name->hash & mask;
    while (names->buckets[i]) i = (i + 1) & mask;
    names->buckets[i] = name;
}

static bool has_name(const OuCheckNames *names, const OuName *name)
{
    if (names->bucket_count == 0) return false;
    uint32_t mask = names->bucket_count - 1, i = name->hash & mask;
    while (names->buckets[i] && names->buckets[i] != name) i = (i + 1) & mask;
    return names->buckets[i] != NULL;
}

static bool grow_names(OuCheck *check, OuCheckNames *names)
{
    OuCheckNames larger = {
        .bucket_count = names->bucket_count ? names->bucket_count * 2 : 8, .count = names->count,
    };
    larger.buckets = ou_arena_alloc(check->arena, larger.bucket_count * sizeof *larger.buckets);
    if (!larger.buckets) return false;
    for (uint32_t i = 0; i < names->bucket_count; i++) {
        if (!ou_arena_may_go_on_at(check->arena, i)) return false;
        if (names->buckets[i]) put_name(&larger, names->buckets[i]);
    }
    *names = larger;
    return true;
}

bool ou_check_add_name(OuCheck *check, OuCheckNames *names, OuName *name)
{
    if (has_name(names, name)) return false;
    if (names->count * 2 >= names->bucket_count && !grow_names(check, names)) {
        ou_check_fail_memory(check);
        return true;
    }
    put_name(names, name);
    names->count++;
    return true;
}

// ---- __debug__ ----------------------------------------------------------------------------------

void ou_check_binding(OuCheck *check, const OuName *name, const OuNode *at)
{
    if (name && name == check->debug) ou_check_fail(check, at, "cannot assign to __debug__");
}

static void check_parameter(OuCheck *check, const OuNode *parameter, const OuNode *at)
{
    if (parameter) ou_check_binding(check, OU_AS(Arg, parameter)->arg, at);
}

static void check_parameter_list(OuCheck *check, const OuNodeList *list, const OuNode *at)
{
    for (uint32_t i = 0; i < list->count; i++) check_parameter(check, list->items[i], at);
}

void ou_check_parameters(OuCheck *check, const OuNode *node, const OuNode *at)
{
    const OuArgumentsNode *arguments = OU_AS(Arguments, node);
    check_parameter_list(check, &arguments->posonlyargs, at);
    check_parameter_list(check, &arguments->args, at);
    check_parameter(check, arguments->vararg, at);
    check_parameter_list(check, &arguments->kwonlyargs, at);
    check_parameter(check, arguments->kwarg, at);
}

// `import __debug__.a` binds `__debug__`.
void ou_check_alias(OuCheck *check, const OuNode *node, const OuNode *at)
{
    const OuAliasNode *alias = OU_AS(Alias, node);
    const OuName *name = alias->asname ? alias->asname : alias->name;
    bool dotted = !alias->asname && strncmp(name->text, "__debug__.", 10) == 0;
    ou_check_binding(check, dotted ? check->debug : name, at);
}

// ---- keywords -----------------------------------------------------------------------------------

// CPython names the second mention of the first keyword that is repeated.
static void fail_repeated(OuCheck *check, const OuNodeList *keywords)
{
    for (uint32_t i = 0; i < keywords->count; i++) {
        const OuName *name = OU_AS(Keyword, keywords->items[i])->arg;
        for (uint32_t j = i + 1; name && j < keywords->count; j++) {
            if (OU_AS(Keyword, keywords->items[j])->arg != name) continue;
            ou_check_fail(check, keywords->items[j], "keyword argument repeated: %s", name->text);
            return;
        }
    }
}

void ou_check_keywords(OuCheck *check, const OuNodeList *keywords, const OuNode *at)
{
    OuCheckNames seen = { 0 };
    bool repeated = false;
    for (uint32_t i = 0; i < keywords->count && !repeated; i++) {
        OuName *name = OU_AS(Keyword, keywords->items[i])->arg;
        if (!name) continue;
        ou_check_binding(check, name, at);
        repeated = !ou_check_add_name(check, &seen, name);
    }
    if (repeated) fail_repeated(check, keywords);
}

// ---- targets ------------------------------------------------------------------------------------

static void check_unpacking(OuCheck *check, const OuNode *node, const OuNodeList *items)
{
    bool starred = false;
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind != OU_NODE_STARRED) continue;
        if (starred) {
            ou_check_fail(check, node, "multiple starred expressions in assignment");
        } else if (i >= 256) {
            ou_check_fail(check, node, "too many expressions in star-unpacking assignment");
        }
        starred = true;
    }
}

void ou_check_target(OuCheck *check, const OuNode *node)
{
    bool stores = node->context == OU_CONTEXT_STORE;
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_NAME:
        if (stores) ou_check_binding(check, OU_AS(Name, node)->id, node);
        else if (OU_AS(Name, node)->id == check->debug) {
            ou_check_fail(check, node, "cannot delete __debug__");
        }
        break;
    case OU_NODE_ATTRIBUTE:
        if (stores) ou_check_binding(check, OU_AS(Attribute, node)->attr, node);
        break;
    case OU_NODE_TUPLE: case OU_NODE_LIST:
        if (stores) check_unpacking(check, node, &OU_AS(Tuple, node)->elts);
        break;
    default:
        break;
    }
}
