// The token list that `--tokens` prints.
#include "lexer/lexer.h"

// Newlines and control characters as Python would write them.
static void put_quoted(OuBuffer *out, const char *text, uint32_t length)
{
    ou_buffer_put_char(out, '\'');
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n') ou_buffer_put_text(out, "\\n");
        else if (c == '\\' || c == '\'') ou_buffer_put_format(out, "\\%c", c);
        else if (c < 32 || c == 127) ou_buffer_put_format(out, "\\x%02x", c);
        else ou_buffer_put_char(out, (char)c);
    }
    ou_buffer_put_char(out, '\'');
}

static void put_span(OuBuffer *out, OuSource *source, uint32_t start, uint32_t end)
{
    OuPosition from = ou_source_locate(source, start), to = ou_source_locate(source, end);
    ou_buffer_put_format(out, "%u,%u-%u,%u", from.line, from.column, to.line, to.column);
}

static void put_token(OuBuffer *out, OuSource *source, const OuToken *token)
{
    put_span(out, source, token->start, token->end);
    ou_buffer_put_format(out, "  %-12s", ou_token_name(token->kind));
    put_quoted(out, source->text + token->start, token->end - token->start);
    ou_buffer_put_char(out, '\n');
}

static void put_error(OuBuffer *out, OuSource *source, const OuSourceError *error)
{
    put_span(out, source, error->start, error->end);
    ou_buffer_put_format(out, "  error: %s\n", error->message);
}

bool ou_lexer_dump(OuSource *source, OuBuffer *out)
{
    OuLexer lexer;
    OuToken token = { .kind = OU_TOKEN_NEWLINE };
    ou_lexer_init(&lexer, source);
    while (token.kind != OU_TOKEN_END && ou_lexer_next(&lexer, &token)) {
        put_token(out, source, &token);
    }
    if (lexer.failed) put_error(out, source, &lexer.error);
    return !out->failed && !(lexer.failed && lexer.error.kind == OU_SOURCE_MEMORY_ERROR);
}
