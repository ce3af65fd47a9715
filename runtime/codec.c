#include "runtime/codec.h"

#include <string.h>

#include "runtime/bytes.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/protocol.h"

// --- names ---------------------------------------------------------------------------------------

typedef struct CodecName {
    const char *alias;         // in lower case, '_' and ' ' as '-'
    const char *name;
    OuCodecId   id;
    bool        is_direct;
} CodecName;

static const CodecName codec_names[] = {
    { "utf-8",        "utf-8",     OU_CODEC_UTF8,           true },
    { "utf8",         "utf-8",     OU_CODEC_UTF8,           true },
    { "u8",           "utf-8",     OU_CODEC_UTF8,           false },
    { "utf",          "utf-8",     OU_CODEC_UTF8,           false },
    { "cp65001",      "utf-8",     OU_CODEC_UTF8,           false },
    { "utf-8-sig",    "utf-8",     OU_CODEC_UTF8_SIGNATURE, false },
    { "utf8-sig",     "utf-8",     OU_CODEC_UTF8_SIGNATURE, false },
    { "ascii",        "ascii",     OU_CODEC_ASCII,          true },
    { "us-ascii",     "ascii",     OU_CODEC_ASCII,          true },
    { "us",           "ascii",     OU_CODEC_ASCII,          false },
    { "646",          "ascii",     OU_CODEC_ASCII,          false },
    { "iso646-us",    "ascii",     OU_CODEC_ASCII,          false },
    { "cp367",        "ascii",     OU_CODEC_ASCII,          false },
    { "latin-1",      "latin-1",   OU_CODEC_LATIN1,         true },
    { "latin1",       "latin-1",   OU_CODEC_LATIN1,         true },
    { "iso-8859-1",   "latin-1",   OU_CODEC_LATIN1,         true },
    { "iso8859-1",    "latin-1",   OU_CODEC_LATIN1,         true },
    { "8859",         "latin-1",   OU_CODEC_LATIN1,         false },
    { "iso8859",      "latin-1",   OU_CODEC_LATIN1,         false },
    { "cp819",        "latin-1",   OU_CODEC_LATIN1,         false },
    { "latin",        "latin-1",   OU_CODEC_LATIN1,         false },
    { "l1",           "latin-1",   OU_CODEC_LATIN1,         false },
    { "utf-16",       "utf-16",    OU_CODEC_UTF16,          true },
    { "utf16",        "utf-16",    OU_CODEC_UTF16,          true },
    { "u16",          "utf-16",    OU_CODEC_UTF16,          false },
    { "utf-16-le",    "utf-16-le", OU_CODEC_UTF16_LITTLE,   false },
    { "utf-16le",     "utf-16-le", OU_CODEC_UTF16_LITTLE,   false },
    { "utf-16-be",    "utf-16-be", OU_CODEC_UTF16_BIG,      false },
    { "utf-16be",     "utf-16-be", OU_CODEC_UTF16_BIG,      false },
    { "utf-32",       "utf-32",    OU_CODEC_UTF32,          true },
    { "utf32",        "utf-32",    OU_CODEC_UTF32,          true },
    { "u32",          "utf-32",    OU_CODEC_UTF32,          false },
    { "utf-32-le",    "utf-32-le", OU_CODEC_UTF32_LITTLE,   false },
    { "utf-32le",     "utf-32-le", OU_CODEC_UTF32_LITTLE,   false },
    { "utf-32-be",    "utf-32-be", OU_CODEC_UTF32_BIG,      false },
    { "utf-32be",     "utf-32-be", OU_CODEC_UTF32_BIG,      false },
    { "unicode-escape", "unicodeescape", OU_CODEC_ESCAPE,   false },
    { "raw-unicode-escape", "rawunicodeescape", OU_CODEC_RAW_ESCAPE, false },
};

static bool is_alias(const char *alias, const char *given)
{
    for (; *alias && *given; alias++, given++) {
        char letter = *given == '_' || *given == ' ' ? '-' : *given;
        if (letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
        if (letter != *alias) return false;
    }
    return !*alias && !*given;
}

static OuCodecErrors handler_find(const char *name)
{
    static const char *const names[] = {
        [OU_ERRORS_STRICT] = "strict", [OU_ERRORS_IGNORE] = "ignore",
        [OU_ERRORS_REPLACE] = "replace", [OU_ERRORS_BACKSLASH] = "backslashreplace",
        [OU_ERRORS_XML] = "xmlcharrefreplace", [OU_ERRORS_ESCAPE_SURROGATES] = "surrogateescape",
        [OU_ERRORS_PASS_SURROGATES] = "surrogatepass", [OU_ERRORS_NAME] = "namereplace",
    };
    for (int i = 0; i < OU_ERRORS_UNKNOWN; i++) {
        if (strcmp(name, names[i]) == 0) return (OuCodecErrors)i;
    }
    return OU_ERRORS_UNKNOWN;
}

// false, without an exception: the encoding isn't one of those in C.
static bool job_init(OuCodecJob *job, OuVM *vm, const char *encoding, const char *errors)
{
    if (!encoding) encoding = "utf-8";
    if (!errors) errors = "strict";
    *job = (OuCodecJob){ .vm = vm, .given = encoding, .errors = handler_find(errors),
                         .errors_name = errors };
    for (size_t i = 0; i < sizeof codec_names / sizeof codec_names[0]; i++) {
        if (!is_alias(codec_names[i].alias, encoding)) continue;
        job->name = codec_names[i].name;
        job->id = codec_names[i].id;
        job->is_direct = codec_names[i].is_direct;
        return true;
    }
    return false;
}

// --- errors --------------------------------------------------------------------------------------

static OuValue raise_unicode(OuVM *vm, OuTypeId type, OuValue object, const char *encoding,
                             size_t start, size_t end, const char *reason)
{
    OuValue name = ou_str_make_text(vm, encoding);
    if (name == OU_ERROR) return OU_ERROR;
    OuValue text = ou_str_make_text(vm, reason);
    if (text != OU_ERROR) {
        OuValue arguments[] = { name, object, ou_int_value((int64_t)start),
                                ou_int_value((int64_t)end), text };
        OuValue exception = ou_call(vm, ou_pointer_value(vm->types[type]), arguments, 5);
        if (exception != OU_ERROR) {
            ou_raise_object(vm, exception);
            ou_unref(exception);
        }
        ou_unref(text);
    }
    ou_unref(name);
    return OU_ERROR;
}

OuValue ou_codec_raise_decode(OuVM *vm, const char *encoding, const char *bytes, size_t length,
                              size_t start, size_t end, const char *reason)
{
    OuValue object = ou_bytes_make(vm, bytes, length);
    if (object == OU_ERROR) return OU_ERROR;
    raise_unicode(vm, OU_TYPE_UNICODE_DECODE_ERROR, object, encoding, start, end, reason);
    ou_unref(object);
    return OU_ERROR;
}

OuValue ou_codec_raise_encode(OuVM *vm, const char *encoding, OuString *text, size_t start,
                              size_t end, const char *reason)
{
    return raise_unicode(vm, OU_TYPE_UNICODE_ENCODE_ERROR, ou_str_value(text), encoding, start, end,
                         reason);
}

bool ou_codec_raise_handler(const OuCodecJob *job, bool is_encoding)
{
    const char *kind = is_encoding ? "Encode" : "Decode", *verb = is_encoding ? "en" : "de";
    if (job->errors == OU_ERRORS_UNKNOWN) {
        const char *wrapped = "%scoding with '%s' codec failed "
                              "(LookupError: unknown error handler name '%s')";
        if (job->is_direct) {
            ou_raise(job->vm, OU_TYPE_LOOKUP_ERROR, "unknown error handler name '%s'",
                     job->errors_name);
        } else {
            ou_raise(job->vm, OU_TYPE_LOOKUP_ERROR, wrapped, verb, job->given, job->errors_name);
        }
        return false;
    }
    const char *wrapped = "%scoding with '%s' codec failed "
                          "(TypeError: don't know how to handle Unicode%sError in error callback)";
    if (job->is_direct) {
        ou_raise(job->vm, OU_TYPE_TYPE_ERROR,
                 "don't know how to handle Unicode%sError in error callback", kind);
    } else {
        ou_raise(job->vm, OU_TYPE_TYPE_ERROR, wrapped, verb, job->given, kind);
    }
    return false;
}

// --- the ways in ---------------------------------------------------------------------------------

OuValue ou_codec_encode(OuVM *vm, OuString *text, const char *encoding, const char *errors)
{
    OuCodecJob job;
    if (job_init(&job, vm, encoding, errors)) return ou_codec_encode_job(&job, text);
    return ou_codec_call_module(vm, "_encode_text", ou_str_value(text), encoding, errors);
}

OuValue ou_codec_decode(OuVM *vm, const char *bytes, size_t length, const char *encoding,
                        const char *errors)
{
    if (length == 0) return ou_ref(ou_str_value(vm->empty_string));
    OuCodecJob job;
    if (job_init(&job, vm, encoding, errors)) {
        return ou_codec_decode_job(&job, (const uint8_t *)bytes, length);
    }
    OU_OWNED OuValue object = ou_bytes_make(vm, bytes, length);
    if (object == OU_ERROR) return OU_ERROR;
    return ou_codec_call_module(vm, "_decode_text", object, encoding, errors);
}

bool ou_codec_check_utf8(OuVM *vm, OuString *text)
{
    for (size_t i = 0; i < text->length; i++) {
        if (!ou_is_surrogate(ou_str_at(text, i))) continue;
        size_t end = i + 1;
        while (end < text->length && ou_is_surrogate(ou_str_at(text, end))) end++;
        ou_codec_raise_encode(vm, "utf-8", text, i, end, "surrogates not allowed");
        return false;
    }
    return true;
}

// A name given by a script as NUL-terminated UTF-8; NULL for the default.
static bool name_text(OuVM *vm, OuValue value, OuBuffer *buffer, const char **name)
{
    *name = NULL;
    if (value == OU_UNBOUND) return true;
    OuString *s = ou_str_of(value);
    if (!ou_codec_check_utf8(vm, s)) return false;
    for (size_t i = 0; i < s->length; i++) {
        if (ou_str_at(s, i)) continue;
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "embedded null character");
        return false;
    }
    *name = ou_str_utf8(vm, s, buffer, NULL);
    return *name;
}

OuValue ou_codec_encode_value(OuVM *vm, OuString *text, OuValue encoding, OuValue errors)
{
    OuBuffer first, second;
    ou_buffer_init(&first, &vm->heap.memory);
    ou_buffer_init(&second, &vm->heap.memory);
    const char *encoding_name, *errors_name;
    OuValue result = OU_ERROR;
    if (name_text(vm, encoding, &first, &encoding_name) &&
        name_text(vm, errors, &second, &errors_name)) {
        result = ou_codec_encode(vm, text, encoding_name, errors_name);
    }
    ou_buffer_free(&first);
    ou_buffer_free(&second);
    return result;
}

OuValue ou_codec_decode_value(OuVM *vm, const char *bytes, size_t length, OuValue encoding,
                              OuValue errors)
{
    OuBuffer first, second;
    ou_buffer_init(&first, &vm->heap.memory);
    ou_buffer_init(&second, &vm->heap.memory);
    const char *encoding_name, *errors_name;
    OuValue result = OU_ERROR;
    if (name_text(vm, encoding, &first, &encoding_name) &&
        name_text(vm, errors, &second, &errors_name)) {
        result = ou_codec_decode(vm, bytes, length, encoding_name, errors_name);
    }
    ou_buffer_free(&first);
    ou_buffer_free(&second);
    return result;
}

OuValue ou_codec_decode_part(OuVM *vm, const char *bytes, size_t length, OuValue encoding,
                             OuValue errors, bool is_final, size_t *used)
{
    OuBuffer first, second;
    ou_buffer_init(&first, &vm->heap.memory);
    ou_buffer_init(&second, &vm->heap.memory);
    const char *encoding_name, *errors_name;
    OuValue result = OU_ERROR;
    OuCodecJob job;
    if (name_text(vm, encoding, &first, &encoding_name) &&
        name_text(vm, errors, &second, &errors_name)) {
        if (job_init(&job, vm, encoding_name, errors_name)) {
            job.is_partial = !is_final;
            job.is_direct = true;
            result = ou_codec_decode_job(&job, (const uint8_t *)bytes, length);
            *used = job.used;
        } else {
            ou_raise(vm, OU_TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding_name);
        }
    }
    ou_buffer_free(&first);
    ou_buffer_free(&second);
    return result;
}
