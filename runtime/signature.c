// signature.c: reads the Python-syntax signature of a native, once.
#include "runtime/signature.h"

#include <string.h>

#include "runtime/error.h"
#include "runtime/str.h"

typedef struct Reader { const char *at; } Reader;

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '$' || c == '.';
}

static size_t name_length(const char *text)
{
    size_t length = 0;
    while (is_name_char(text[length])) length++;
    return length;
}

static unsigned count_parameters(const char *text)
{
    unsigned commas = 0, depth = 0;
    for (const char *c = strchr(text, '('); *c; c++) {
        if (*c == '(' || *c == '[' || *c == '{') depth++;
        else if (*c == ')' || *c == ']' || *c == '}') { if (--depth == 0) break; }
        else if (*c == ',') commas++;
        else if (*c == '\'') { while (*++c != '\'') {} }
    }
    return commas + 1;
}

// Skips a default value up to the comma or the closing parenthesis of the list.
static const char *skip_default(const char *c)
{
    for (unsigned depth = 0; ; c++) {
        if (*c == '\'') { while (*++c != '\'') {} continue; }
        if (*c == '(' || *c == '[' || *c == '{') depth++;
        if (*c == ')' || *c == ']' || *c == '}') { if (depth == 0) return c; depth--; }
        if (*c == ',' && depth == 0) return c;
    }
}

static bool add(OuVM *vm, OuNative *native, const char *name, size_t length, uint8_t flavour,
                bool optional)
{
    OuString *interned = ou_str_intern_text(vm, name, length);
    if (!interned) return false;
    native->parameters[native->parameter_count++] =
        (OuParameter){ .name = interned, .flavour = flavour, .is_optional = optional };
    return true;
}

static void count_positional(OuNative *native)
{
    native->is_simple = true;
    for (unsigned i = 0; i < native->parameter_count; i++) {
        const OuParameter *parameter = &native->parameters[i];
        if (parameter->flavour > OU_PARAMETER_EITHER) { native->is_simple = false; continue; }
        native->maximum_positional++;
        if (!parameter->is_optional) native->required_positional++;
    }
}

// One parameter, `/` or `*`; `flavour` is what plain names are from here on.
static const char *read_item(OuVM *vm, OuNative *native, const char *c, uint8_t *flavour)
{
    if (*c == '/') {
        for (unsigned i = 0; i < native->parameter_count; i++) {
            native->parameters[i].flavour = OU_PARAMETER_POSITIONAL;
        }
        return c + 1;
    }
    uint8_t kind = *flavour;
    if (c[0] == '*' && c[1] == '*') { kind = OU_PARAMETER_KEYWORDS; c += 2; }
    else if (*c == '*') {
        c++;
        *flavour = OU_PARAMETER_KEYWORD;
        if (!is_name_char(*c)) return c;
        kind = OU_PARAMETER_REST;
    }
    size_t length = name_length(c);
    const char *name = c;
    c += length;
    if (*c == ':') c = skip_default(c);
    bool optional = *c == '=' || native->is_bracketed;
    if (*c == '=') c = skip_default(c + 1);
    if (native->parameter_count == 0 && name[0] == '$') {
        native->flavour =
            strncmp(name, "$type", 5) == 0 ? OU_NATIVE_CLASS_METHOD : OU_NATIVE_STATIC;
        if (native->flavour == OU_NATIVE_STATIC) return c;
    } else if (native->parameter_count == 0 && length == 4 && memcmp(name, "self", 4) == 0
               && native->owner) {
        native->flavour = OU_NATIVE_METHOD;
    }
    return add(vm, native, name, length, kind, optional) ? c : NULL;
}

bool ou_signature_read(OuVM *vm, OuNative *native, const char *text)
{
    size_t length = name_length(text);
    native->name = ou_str_intern_text(vm, text, length);
    native->parameters = ou_arena_alloc(&vm->arena, count_parameters(text) * sizeof(OuParameter));
    if (!native->name || !native->parameters) {
        if (native->name) (void)ou_raise_memory_error(vm);
        return false;
    }
    uint8_t flavour = OU_PARAMETER_EITHER;
    const char *c = text + length + 1;
    while (*c != ')') {
        if (*c == '[') native->is_bracketed = true;
        if (strchr(" ,\n[]", *c)) { c++; continue; }
        c = read_item(vm, native, c, &flavour);
        if (!c) return false;
    }
    for (unsigned i = 0; native->is_bracketed && i < native->parameter_count; i++) {
        native->parameters[i].flavour = OU_PARAMETER_POSITIONAL;
    }
    // The receiver is never given by keyword.
    if (native->parameter_count && (native->flavour == OU_NATIVE_METHOD
                                    || native->flavour == OU_NATIVE_CLASS_METHOD)) {
        native->parameters[0].flavour = OU_PARAMETER_POSITIONAL;
    }
    count_positional(native);
    return true;
}
