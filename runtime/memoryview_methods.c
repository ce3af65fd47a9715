#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/codec.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memoryview.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- release -------------------------------------------------------------------------------------

OU_METHOD(view_release, "release(self, /)",
          "Release the underlying buffer exposed by the memoryview object.")
{
    OuMemoryView *view = ou_memoryview_of(arguments[0]);
    ou_views_leave(&vm->heap, view->views);
    view->views = NULL;
    ou_clear(&view->owner);
    return OU_NONE;
}

OU_METHOD(view_enter, "__enter__(self, /)", "")
{
    if (!ou_memoryview_check(vm, ou_memoryview_of(arguments[0]))) return OU_ERROR;
    return ou_ref(arguments[0]);
}

OU_METHOD(view_exit, "__exit__(self, /, *exc)", "")
{
    return view_release(vm, arguments);
}

// --- copies --------------------------------------------------------------------------------------

static OuValue view_bytes(OuVM *vm, OuMemoryView *view, bool is_fortran)
{
    OuBytes *bytes = ou_bytes_new(vm, ou_memoryview_size(view));
    if (!bytes) return OU_ERROR;
    if (ou_memoryview_copy(vm, view, is_fortran, bytes->data)) return ou_pointer_value(bytes);
    ou_object_unref(&bytes->header);
    return OU_ERROR;
}

OU_METHOD(view_tobytes, "tobytes(self, /, order='C')",
          "Return the data in the buffer as a byte string.\n\n"
          "Order can be {'C', 'F', 'A'}. When order is 'C' or 'F', the data of the\n"
          "original array is converted to C or Fortran order. For contiguous views,\n"
          "'A' returns an exact copy of the physical memory. In particular, in-memory\n"
          "Fortran order is preserved. For non-contiguous views, the data is converted\n"
          "to C first. order=None is the same as order='C'.")
{
    OuMemoryView *view = ou_memoryview_of(arguments[0]);
    OuValue order = arguments[1];
    char letter = 'C';
    bool is_given = order != OU_UNBOUND && order != OU_NONE;
    if (is_given && !ou_is_str(order)) {
        return ou_argument_raise(vm, "tobytes", "argument 'order'", "str or None", order);
    }
    if (!ou_memoryview_check(vm, view)) return OU_ERROR;
    if (is_given) {
        OU_OWNED OuValue encodable = ou_codec_encode(vm, ou_str_of(order), NULL, NULL);
        if (encodable == OU_ERROR) return OU_ERROR;
        OuText text = ou_str_text(ou_str_of(order));
        letter = text.length == 1 ? (char)ou_text_at(text, 0) : 0;
        if (letter != 'C' && letter != 'F' && letter != 'A') {
            return ou_raise(vm, OU_TYPE_VALUE_ERROR, "order must be 'C', 'F' or 'A'");
        }
    }
    if (letter == 'A') letter = ou_memoryview_is_contiguous(view, true) ? 'F' : 'C';
    return view_bytes(vm, view, letter == 'F');
}

OU_METHOD(view_hex, "hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
          "Return the data in the buffer as a str of hexadecimal numbers.\n\n"
          "  sep\n    An optional single character or byte to separate hex bytes.\n"
          "  bytes_per_sep\n    How many bytes between separators.  Positive values count from "
          "the\n    right, negative values count from the left.\n\n"
          "Example:\n>>> value = memoryview(b'\\xb9\\x01\\xef')\n>>> value.hex()\n'b901ef'\n"
          ">>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n"
          ">>> value.hex(':', -2)\n'b901:ef'")
{
    OuMemoryView *view = ou_memoryview_of(arguments[0]);
    if (!ou_memoryview_check(vm, view)) return OU_ERROR;
    OU_OWNED OuValue bytes = view_bytes(vm, view, false);
    if (bytes == OU_ERROR) return OU_ERROR;
    const OuValue forwarded[] = { bytes, arguments[1], arguments[2] };
    return ou_bytes_hex_native.body(vm, forwarded);
}

OU_METHOD(view_tolist, "tolist(self, /)", "Return the data in the buffer as a list of elements.")
{
    OuMemoryView *view = ou_memoryview_of(arguments[0]);
    return ou_memoryview_check(vm, view) ? ou_memoryview_list(vm, view) : OU_ERROR;
}

OU_METHOD(view_toreadonly, "toreadonly(self, /)", "Return a readonly version of the memoryview.")
{
    OuValue other = ou_memoryview_make(vm, arguments[0]);
    if (other != OU_ERROR) ou_memoryview_of(other)->header.aux = 1;
    return other;
}

// --- cast ----------------------------------------------------------------------------------------

typedef struct Cast {
    char            format[4];
    const OuScalar *scalar;
    unsigned        dimensions;
    int64_t         shape[OU_MEMORYVIEW_DIMENSIONS];
} Cast;

// A letter, perhaps with '@' before it. false: ValueError.
static const OuScalar *native_scalar(OuVM *vm, const char *format, const char *role)
{
    const char *letter = format + (*format == '@');
    const OuScalar *scalar = *letter && !letter[1] ? ou_scalar_find(*letter) : NULL;
    if (scalar && *letter != 'e') return scalar;
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "memoryview: %s format must be a native single character "
             "format prefixed with an optional '@'", role);
    return NULL;
}

static bool is_byte_format(const OuScalar *scalar)
{
    return scalar->code == 'b' || scalar->code == 'B' || scalar->code == 'c';
}

static bool cast_read_format(OuVM *vm, OuMemoryView *view, OuString *text, Cast *cast)
{
    if (!ou_str_is_ascii(text)) {
        OU_OWNED OuValue refused = ou_codec_encode(vm, text, "ascii", NULL);
        return refused == OU_UNBOUND;
    }
    memset(cast->format, 0, sizeof cast->format);
    memcpy(cast->format, text->data, text->length > 3 ? 3 : text->length);
    cast->scalar = native_scalar(vm, cast->format, "destination");
    if (!cast->scalar) return false;
    const OuScalar *source = native_scalar(vm, view->format, "source");
    if (!source) return false;
    const char *problem = NULL;
    if (!is_byte_format(source) && !is_byte_format(cast->scalar)) {
        problem = "memoryview: cannot cast between two non-byte formats";
    } else if (ou_memoryview_size(view) % cast->scalar->size) {
        problem = "memoryview: length is not a multiple of itemsize";
    }
    if (problem) ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", problem);
    return !problem;
}

static bool cast_read_shape(OuVM *vm, OuValue shape, size_t size, Cast *cast)
{
    size_t count;
    const OuValue *items = ou_items_of(shape, &count);
    int64_t product = 1;
    for (size_t i = 0; i < count; i++) {
        if (!ou_is_any_int(items[i])) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR,
                     "memoryview.cast(): elements of shape must be integers");
            return false;
        }
        if (!ou_int_as_int64(items[i], &cast->shape[i])) {
            return ou_to_int64(vm, items[i], &cast->shape[i]);
        }
        if (cast->shape[i] <= 0) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR,
                     "memoryview.cast(): elements of shape must be integers > 0");
            return false;
        }
        if (__builtin_mul_overflow(product, cast->shape[i], &product)) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR, "memoryview.cast(): product(shape) > SSIZE_MAX");
            return false;
        }
    }
    cast->dimensions = (unsigned)count;
    int64_t bytes;
    if (__builtin_mul_overflow(product, (int64_t)cast->scalar->size, &bytes) ||
        (size_t)bytes != size) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "memoryview: product(shape) * itemsize != buffer size");
        return false;
    }
    return true;
}

static bool cast_check(OuVM *vm, OuMemoryView *view, OuValue shape)
{
    size_t dimensions = 1;
    const char *problem = NULL;
    bool is_list = ou_is_list(shape) || ou_is_tuple(shape);
    if (!ou_memoryview_is_contiguous(view, false)) {
        problem = "memoryview: casts are restricted to C-contiguous views";
    } else if ((shape != OU_UNBOUND || view->dimensions != 1) && ou_memoryview_count(view) == 0) {
        problem = "memoryview: cannot cast view with zeros in shape or strides";
    } else if (shape != OU_UNBOUND && !is_list) {
        problem = "shape must be a list or a tuple";
    } else if (shape != OU_UNBOUND) {
        (void)ou_items_of(shape, &dimensions);
        if (dimensions > OU_MEMORYVIEW_DIMENSIONS) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR,
                     "memoryview: number of dimensions must not exceed 64");
            return false;
        }
        if (view->dimensions != 1 && dimensions != 1) {
            problem = "memoryview: cast must be 1D -> ND or ND -> 1D";
        }
    }
    if (problem) ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", problem);
    return !problem;
}

static OuValue cast_make(OuVM *vm, const OuMemoryView *view, const Cast *cast)
{
    OuMemoryView *other = ou_memoryview_like(vm, view, cast->dimensions);
    if (!other) return OU_ERROR;
    memcpy(other->format, cast->format, sizeof other->format);
    other->item_size = cast->scalar->size;
    int64_t stride = (int64_t)other->item_size, *strides = ou_memoryview_strides(other);
    for (unsigned i = cast->dimensions; i-- > 0;) {
        other->shape[i] = cast->shape[i];
        strides[i] = stride;
        stride *= cast->shape[i];
    }
    return ou_pointer_value(other);
}

OU_METHOD(view_cast, "cast(self, /, format, shape=<unrepresentable>)",
          "Cast a memoryview to a new format or shape.")
{
    OuMemoryView *view = ou_memoryview_of(arguments[0]);
    OuValue shape = arguments[2];
    if (!ou_is_str(arguments[1])) {
        return ou_argument_raise(vm, "cast", "argument 'format'", "str", arguments[1]);
    }
    if (!ou_memoryview_check(vm, view) || !cast_check(vm, view, shape)) return OU_ERROR;
    Cast cast = { .dimensions = 1 };
    if (!cast_read_format(vm, view, ou_str_of(arguments[1]), &cast)) return OU_ERROR;
    size_t size = ou_memoryview_size(view);
    cast.shape[0] = (int64_t)(size / cast.scalar->size);
    if (shape != OU_UNBOUND && !cast_read_shape(vm, shape, size, &cast)) return OU_ERROR;
    return cast_make(vm, view, &cast);
}

const OuNativeDef *const ou_memoryview_methods[] = {
    &view_release_native, &view_tobytes_native, &view_hex_native, &view_tolist_native,
    &view_cast_native, &view_toreadonly_native, &view_enter_native, &view_exit_native, NULL,
};

// --- attributes ----------------------------------------------------------------------------------

static OuValue tuple_of(OuVM *vm, const int64_t *numbers, unsigned count)
{
    OuTuple *tuple = ou_tuple_new(vm, count);
    if (!tuple) return OU_ERROR;
    OU_OWNED OuValue owned = ou_pointer_value(tuple);
    for (unsigned i = 0; i < count; i++) {
        OuValue number = ou_int_make(vm, numbers[i]);
        if (number == OU_ERROR) return OU_ERROR;
        tuple->items[i] = number;
    }
    return ou_take(&owned);
}

#define VIEW_GETTER(name, expression)                                                            \
    static OuValue view_get_##name(OuVM *vm, OuValue self)                                       \
    {                                                                                            \
        OuMemoryView *view = ou_memoryview_of(self);                                             \
        return ou_memoryview_check(vm, view) ? (expression) : OU_ERROR;                          \
    }
VIEW_GETTER(obj, ou_ref(view->owner))
VIEW_GETTER(nbytes, ou_int_make(vm, (int64_t)ou_memoryview_size(view)))
VIEW_GETTER(readonly, ou_bool_value(ou_memoryview_is_readonly(view)))
VIEW_GETTER(itemsize, ou_int_make(vm, (int64_t)view->item_size))
VIEW_GETTER(format, ou_str_make_text(vm, view->format))
VIEW_GETTER(ndim, ou_int_value(view->dimensions))
VIEW_GETTER(shape, tuple_of(vm, view->shape, view->dimensions))
VIEW_GETTER(strides, tuple_of(vm, ou_memoryview_strides(view), view->dimensions))
VIEW_GETTER(suboffsets, tuple_of(vm, NULL, 0))
VIEW_GETTER(c_contiguous, ou_bool_value(ou_memoryview_is_contiguous(view, false)))
VIEW_GETTER(f_contiguous, ou_bool_value(ou_memoryview_is_contiguous(view, true)))
VIEW_GETTER(contiguous, ou_bool_value(ou_memoryview_is_contiguous(view, false) ||
                                      ou_memoryview_is_contiguous(view, true)))

const OuGetSetDef ou_memoryview_getset[] = {
    { "obj", view_get_obj, NULL, "The underlying object of the memoryview." },
    { "nbytes", view_get_nbytes, NULL,
      "The amount of space in bytes that the array would use in\n a contiguous representation." },
    { "readonly", view_get_readonly, NULL, "A bool indicating whether the memory is read only." },
    { "itemsize", view_get_itemsize, NULL,
      "The size in bytes of each element of the memoryview." },
    { "format", view_get_format, NULL,
      "A string containing the format (in struct module style)\n for each element in the view." },
    { "ndim", view_get_ndim, NULL, "An integer indicating how many dimensions of a "
      "multi-dimensional\n array the memory represents." },
    { "shape", view_get_shape, NULL, "A tuple of ndim integers giving the shape of the memory\n "
      "as an N-dimensional array." },
    { "strides", view_get_strides, NULL, "A tuple of ndim integers giving the size in bytes to "
      "access\n each element for each dimension of the array." },
    { "suboffsets", view_get_suboffsets, NULL,
      "A tuple of integers used internally for PIL-style arrays." },
    { "c_contiguous", view_get_c_contiguous, NULL,
      "A bool indicating whether the memory is C contiguous." },
    { "f_contiguous", view_get_f_contiguous, NULL,
      "A bool indicating whether the memory is Fortran contiguous." },
    { "contiguous", view_get_contiguous, NULL,
      "A bool indicating whether the memory is contiguous." },
    { NULL, NULL, NULL, NULL },
};
