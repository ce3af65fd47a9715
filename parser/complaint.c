#include "parser/complaint.h"

#include <stdio.h>
#include <string.h>

bool ou_complaint_memory(OuSyntaxError *error)
{
    *error = (OuSyntaxError){ .kind = OU_SYNTAX_MEMORY_ERROR, .message = "out of memory" };
    return false;
}

// The formatted text in the tree's arena; NULL when memory is refused.
static const char *format_message(OuSyntaxTree *tree, const char *format, va_list arguments)
{
    char text[200];
    va_list again;
    va_copy(again, arguments);
    size_t length = (size_t)vsnprintf(text, sizeof text, format, arguments);
    char *message = ou_arena_alloc(tree->source.arena, length + 1);
    if (message && length < sizeof text) memcpy(message, text, length);
    else if (message) vsnprintf(message, length + 1, format, again);
    va_end(again);
    return message;
}

static void show_line(OuSyntaxTree *tree, OuSyntaxError *error)
{
    uint32_t length;
    const char *text = ou_source_line(&tree->source, (uint32_t)error->line, &length);
    bool has_newline = text + length < tree->source.text + tree->source.length;
    error->text = text;
    error->text_length = length + has_newline;
}

static bool fill_error(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start,
                       const char *message)
{
    if (!message) return ou_complaint_memory(error);
    OuPosition from = ou_source_locate(&tree->source, start);
    *error = (OuSyntaxError){
        .kind = OU_SYNTAX_ERROR, .has_place = true, .message = message,
        .line = (int32_t)from.line, .column = (int32_t)from.byte_column + 1,
        .end_line = (int32_t)from.line,
    };
    if (*tree->source.path != '<') show_line(tree, error);
    return true;
}

bool ou_complaint_from(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start, const char *format,
                       ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(tree, format, arguments);
    va_end(arguments);
    fill_error(tree, error, start, message);
    return false;
}

bool ou_complaint_list(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start, uint32_t end,
                       const char *format, va_list arguments)
{
    if (!fill_error(tree, error, start, format_message(tree, format, arguments))) return false;
    OuPosition to = ou_source_locate(&tree->source, end);
    error->end_line = (int32_t)to.line;
    error->end_column = (int32_t)to.byte_column + 1;
    return false;
}

bool ou_complaint_at(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start, uint32_t end,
                     const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ou_complaint_list(tree, error, start, end, format, arguments);
    va_end(arguments);
    return false;
}

bool ou_complaint_warn(OuSyntaxTree *tree, const OuNode *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(tree, format, arguments);
    va_end(arguments);
    OuSourceWarning *warning = OU_ARENA_NEW(tree->source.arena, OuSourceWarning);
    if (!message || !warning) return false;
    *warning = (OuSourceWarning){ .message = message, .start = at->start, .end = at->end };
    OuSourceWarning **last = &tree->warnings;
    while (*last) last = &(*last)->next;
    *last = warning;
    return true;
}
