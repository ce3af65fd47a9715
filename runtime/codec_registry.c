// What module codecs, which is written in Python, does for the codecs in C: encodings by name, and
// handlers of errors that scripts have registered.
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

// A function of module codecs, which is imported if it isn't there.
static OuValue codecs_function(OuVM *vm, const char *name)
{
    OuString *module_name = ou_str_intern_text(vm, "codecs", 6);
    if (!module_name) return OU_ERROR;
    OuValue module = vm->host.import ? vm->host.import(vm, module_name)
        : ou_raise(vm, OU_TYPE_LOOKUP_ERROR, "module codecs isn't there");
    ou_object_unref(&module_name->header);
    if (module == OU_ERROR) return OU_ERROR;
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    OuValue function = key ? ou_get_attribute(vm, module, key) : OU_ERROR;
    if (key) ou_object_unref(&key->header);
    ou_unref(module);
    return function;
}

OuValue ou_codec_call_module(OuVM *vm, const char *function, OuValue object, const char *encoding,
                             const char *errors)
{
    OU_OWNED OuValue callee = codecs_function(vm, function);
    if (callee == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue name = ou_str_make_text(vm, encoding ? encoding : "utf-8");
    OU_OWNED OuValue handler = errors ? ou_str_make_text(vm, errors) : OU_NONE;
    if (name == OU_ERROR || handler == OU_ERROR) return OU_ERROR;
    const OuValue arguments[] = { object, name, handler };
    return ou_call(vm, callee, arguments, 3);
}

static bool is_answer(OuValue answer, bool is_encoding)
{
    if (!ou_is_tuple(answer) || ou_tuple_of(answer)->length != 2) return false;
    const OuValue *items = ou_tuple_of(answer)->items;
    bool is_text = ou_is_str(items[0]) || (is_encoding && ou_is_bytes(items[0]));
    return is_text && ou_is_any_int(items[1]);
}

// The answer's position, negative ones counted from the end.
static bool read_position(OuVM *vm, OuValue value, size_t length, size_t *position)
{
    int64_t place;
    if (!ou_to_size(vm, value, &place)) return false;
    if (place < 0) place += (int64_t)length;
    if (place >= 0 && (size_t)place <= length) {
        *position = (size_t)place;
        return true;
    }
    ou_raise(vm, OU_TYPE_INDEX_ERROR, "position %lld from error handler out of bounds",
             (long long)place);
    return false;
}

OuValue ou_codec_call_handler(const OuCodecJob *job, OuValue exception, bool is_encoding,
                              size_t length, size_t *position)
{
    OuVM *vm = job->vm;
    OuTypeId kind = is_encoding ? OU_TYPE_UNICODE_ENCODE_ERROR : OU_TYPE_UNICODE_DECODE_ERROR;
    OuValue error = exception;
    if (!ou_is_instance_of(vm, error, kind)) {            // no memory for it
        ou_error_set_steal(vm, ou_ref(error));
        return OU_ERROR;
    }
    if (!ou_check_interrupt(vm)) return OU_ERROR;
    OU_OWNED OuValue find = codecs_function(vm, "lookup_error");
    if (find == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue name = ou_str_make_text(vm, job->errors_name);
    if (name == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue handler = ou_call(vm, find, &name, 1);
    if (handler == OU_ERROR) {
        if (!ou_error_matches(vm, OU_TYPE_LOOKUP_ERROR)) return OU_ERROR;
        ou_error_clear(vm);
        (void)ou_codec_raise_handler(job, is_encoding);
        return OU_ERROR;
    }
    OU_OWNED OuValue answer = ou_call(vm, handler, &error, 1);
    if (answer == OU_ERROR) return OU_ERROR;
    if (!is_answer(answer, is_encoding)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        is_encoding ? "encoding error handler must return (str/bytes, int) tuple"
                                    : "decoding error handler must return (str, int) tuple");
    }
    const OuValue *items = ou_tuple_of(answer)->items;
    OuValue object = ou_exception_of(error)->fields[OU_FIELD_OBJECT];
    if (!is_encoding && ou_is_bytes(object)) length = ou_bytes_of(object)->length;
    if (!read_position(vm, items[1], length, position)) return OU_ERROR;
    return ou_ref(items[0]);
}
