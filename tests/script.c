#define _GNU_SOURCE
#include "script.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_SECONDS = 20 };

void *checked(void *block)
{
    if (!block) {
        fputs("runner: out of memory\n", stderr);
        exit(2);
    }
    return block;
}

void lines_add(Lines *lines, char *text, int number)
{
    lines->items = checked(realloc(lines->items, (lines->count + 1) * sizeof *lines->items));
    lines->items[lines->count++] = (Line){ text, number };
}

void lines_free(Lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i].text);
    free(lines->items);
}

char *text_format(const char *pattern, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, pattern);
    if (vasprintf(&text, pattern, arguments) < 0)
        text = NULL;
    va_end(arguments);
    return checked(text);
}

char *text_read_stream(FILE *stream)
{
    size_t length = 0, room = 4096;
    char *text = checked(malloc(room));
    rewind(stream);
    for (size_t got; (got = fread(text + length, 1, room - length - 1, stream)) > 0;) {
        length += got;
        if (room - length < 2)
            text = checked(realloc(text, room *= 2));
    }
    text[length] = 0;
    for (size_t i = 0; i < length; i++)
        if (!text[i])
            text[i] = '\x01';    // a NUL byte in the output must not hide what follows
    return text;
}

char *text_read_path(const char *path)
{
    FILE *stream = fopen(path, "r");
    if (!stream)
        return NULL;
    char *text = text_read_stream(stream);
    fclose(stream);
    return text;
}

Lines text_split(const char *text)
{
    Lines lines = { 0 };
    for (int number = 1; *text; number++) {
        size_t length = strcspn(text, "\n");
        lines_add(&lines, checked(strndup(text, length)), number);
        text += length + (text[length] == '\n');
    }
    return lines;
}

// `text` with every `name` replaced by `value`; frees `text`.
static char *substitute(char *text, const char *name, const char *value)
{
    for (char *at; (at = strstr(text, name));) {
        char *longer = text_format("%.*s%s%s", (int)(at - text), text, value, at + strlen(name));
        free(text);
        text = longer;
    }
    return text;
}

// What follows `name` in the line (one space is skipped), or NULL.
static const char *directive(const char *line, const char *name)
{
    const char *at = strstr(line, name);
    if (!at)
        return NULL;
    at += strlen(name);
    return at + (*at == ' ');
}

char *text_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? checked(strndup(path, (size_t)(slash - path))) : checked(strdup("."));
}

// Fills in {file}, {dir}, {tmp} and {ouro}.
static char *expand(const Names *names, const char *text)
{
    char *path = checked(realpath(names->file, NULL));
    char *directory = text_directory(path);
    char *result = checked(strdup(text));
    result = substitute(result, "{file}", path);
    result = substitute(result, "{dir}", directory);
    result = substitute(result, "{tmp}", names->scratch);
    result = substitute(result, "{ouro}", names->binary);
    free(path);
    free(directory);
    return result;
}

static void script_take_line(Script *script, const Names *names, const char *line, int number)
{
    const char *text;
    if ((text = directive(line, "# expect:")))
        lines_add(&script->out, expand(names, text), number);
    else if ((text = directive(line, "# expect-stderr:")))
        lines_add(&script->err, expand(names, text), number);
    else if ((text = directive(line, "# expect-error:")))
        script->error = (Line){ expand(names, text), number };
    else if ((text = directive(line, "# expect-exit:")))
        script->exit = (Line){ expand(names, text), number };
    else if ((text = directive(line, "# run:")))
        script->run = expand(names, text);
    else if ((text = directive(line, "# args:")))
        script->arguments = expand(names, text);
    else if ((text = directive(line, "# env:")))
        lines_add(&script->environment, expand(names, text), number);
    else if ((text = directive(line, "# stdin:")))
        lines_add(&script->input, checked(strdup(text)), number);
    else if ((text = directive(line, "# timeout:")))
        script->seconds = atoi(text);
    else if (directive(line, "# moments:"))
        script->counts_moments = true;
    else if (directive(line, "# differs:"))
        script->differs = true;
}

Script script_read(const char *path, const Names *names)
{
    Script script = { .seconds = DEFAULT_SECONDS };
    char *source = text_read_path(path);
    if (!source) {
        fprintf(stderr, "runner: can't read %s\n", path);
        exit(2);
    }
    Lines lines = text_split(source);
    for (size_t i = 0; i < lines.count; i++)
        script_take_line(&script, names, lines.items[i].text, lines.items[i].number);
    if (!script.run)
        script.run = text_format("exec %s %s %s", names->binary, path,
                                 script.arguments ? script.arguments : "");
    lines_free(&lines);
    free(source);
    return script;
}

void script_free(Script *script)
{
    lines_free(&script->out);
    lines_free(&script->err);
    lines_free(&script->environment);
    lines_free(&script->input);
    free(script->error.text);
    free(script->exit.text);
    free(script->run);
    free(script->arguments);
}
