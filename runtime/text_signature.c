#include "runtime/text_signature.h"

#include <string.h>

#include "gc/buffer.h"
#include "runtime/error.h"
#include "runtime/slots.h"
#include "runtime/str.h"

// "max(iterable, ...) -> value", "D.update(...)": such a docstring takes the place of a signature.
static bool tells_usage(const char *doc, const char *name, size_t length)
{
    if (!doc) return false;
    if (doc[0] >= 'A' && doc[0] <= 'Z' && doc[1] == '.') doc += 2;
    return strncmp(doc, name, length) == 0 && doc[length] == '(';
}

static bool starts_with(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

// Where the parameters behind the first one begin: behind ", ", or at ")".
static const char *skip_first(const char *text)
{
    text += strcspn(text, ",)");
    return *text == ',' ? text + 2 : text;
}

static bool has_slash(const char *text)
{
    return strstr(text, ", /") || starts_with(text, "/");
}

static bool has_dollar(const char *text)
{
    return starts_with(text, "$type") || starts_with(text, "$static");
}

// `text` stands behind the opening parenthesis.
static void put_parameters(OuBuffer *out, const char *text, const char *self)
{
    bool is_static = starts_with(text, "$static");
    bool needs_slash = *self && !has_slash(text);
    const char *rest = text;
    if (has_dollar(text) || starts_with(text, "self")) rest = skip_first(text);
    ou_buffer_put_char(out, '(');
    if (!is_static) ou_buffer_put_text(out, self);
    if (needs_slash && !is_static) ou_buffer_put_text(out, ", /");
    if (*self && !is_static && *rest != ')') ou_buffer_put_text(out, ", ");
    ou_buffer_put_text(out, rest);
}

static OuValue finish(OuVM *vm, OuBuffer *out)
{
    OuValue text = out->failed ? ou_raise_memory_error(vm)
                               : ou_str_make(vm, out->bytes, out->length);
    ou_buffer_free(out);
    return text;
}

OuValue ou_text_signature(OuVM *vm, const OuNative *native)
{
    if (native->is_wrapper) return ou_str_make_text(vm, ou_slots_wrapper_signature(native));
    if (native->is_new) return ou_str_make_text(vm, "($type, *args, **kwargs)");
    const OuNativeDef *definition = native->definition;
    size_t length = strcspn(definition->signature, "(");
    if (native->is_bracketed || tells_usage(definition->doc, definition->signature, length)) {
        return OU_NONE;
    }
    const char *text = definition->signature + length + 1;
    const char *self = starts_with(text, "$type") ? "$type" : native->owner ? "$self" : "$module";
    OuBuffer out;
    ou_buffer_init(&out, &vm->heap.memory);
    put_parameters(&out, text, self);
    return finish(vm, &out);
}

OuValue ou_text_signature_of_type(OuVM *vm, const OuType *type)
{
    const OuTypeDef *definition = type->definition;
    if (!type->is_builtin || !definition) return OU_NONE;
    size_t length = strlen(definition->name);
    if (tells_usage(definition->doc, definition->name, length)) return OU_NONE;
    if (!type->base) return ou_str_make_text(vm, "()");
    if (!definition->constructor) return OU_NONE;
    const char *text = definition->constructor->signature;
    return ou_str_make_text(vm, text + strcspn(text, "("));
}
