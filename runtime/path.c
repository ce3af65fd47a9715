#include "runtime/path.h"

#include <string.h>

#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/protocol.h"

OuValue ou_path_of(OuVM *vm, OuValue value)
{
    if (ou_is_str(value) || ou_is_bytes(value)) return ou_ref(value);
    OU_OWNED OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_fspath));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %T",
                        value);
    }
    OuValue path = ou_call(vm, method, NULL, 0);
    if (path == OU_ERROR || ou_is_str(path) || ou_is_bytes(path)) return path;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "expected %T.__fspath__() to return str or bytes, not %T", value, path);
    ou_unref(path);
    return OU_ERROR;
}

const char *ou_path_text(OuVM *vm, OuValue path, OuBuffer *buffer)
{
    OU_OWNED OuValue encoded = OU_UNBOUND;
    OuText bytes;
    if (ou_is_str(path) && !ou_str_is_ascii(ou_str_of(path))) {
        encoded = ou_codec_encode(vm, ou_str_of(path), "utf-8", "surrogateescape");
        if (encoded == OU_ERROR) return NULL;
        bytes = ou_bytes_text(encoded);
    } else {
        bytes = ou_is_str(path) ? ou_str_text(ou_str_of(path)) : ou_bytes_text(path);
    }
    if (bytes.length && memchr(bytes.units, 0, bytes.length)) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "embedded null byte");
        return NULL;
    }
    if (ou_buffer_put(buffer, bytes.units, bytes.length) && buffer->bytes) return buffer->bytes;
    if (!buffer->failed) return "";
    (void)ou_raise_memory_error(vm);
    return NULL;
}

OuValue ou_path_decode(OuVM *vm, const char *bytes, size_t length)
{
    return ou_codec_decode(vm, bytes, length, "utf-8", "surrogateescape");
}
