// complex_construct.c: complex(real, imag), and complex numbers from text.

#include "runtime/complex_type.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/list.h"
#include "runtime/number_text.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/warning.h"

// --- text ----------------------------------------------------------------------------------------

typedef struct ComplexReader {
    const char *next;
    const char *end;
} ComplexReader;

static char reader_peek(const ComplexReader *reader)
{
    return reader->next < reader->end ? *reader->next : 0;
}

static bool reader_take_j(ComplexReader *reader)
{
    if ((reader_peek(reader) | 0x20) != 'j') return false;
    reader->next++;
    return true;
}

static bool reader_take_float(ComplexReader *reader, double *value)
{
    size_t used = ou_float_parse_prefix(reader->next, (size_t)(reader->end - reader->next), value);
    reader->next += used;
    return used != 0;
}

// A sign without a number behind it: plus or minus one.
static void reader_take_bare_sign(ComplexReader *reader, double *value)
{
    char sign = reader_peek(reader);
    *value = sign == '-' ? -1.0 : 1.0;
    if (sign == '-' || sign == '+') reader->next++;
}

static bool reader_take_complex(ComplexReader *reader, OuComplexNumber *result)
{
    double first;
    *result = (OuComplexNumber){ 0.0, 0.0 };
    if (!reader_take_float(reader, &first)) {         // j, +j, -j
        reader_take_bare_sign(reader, &result->imag);
        return reader_take_j(reader);
    }
    if (reader_take_j(reader)) {                      // 2j
        result->imag = first;
        return true;
    }
    result->real = first;
    char sign = reader_peek(reader);
    if (sign != '+' && sign != '-') return true;      // 1
    if (!reader_take_float(reader, &result->imag)) reader_take_bare_sign(reader, &result->imag);
    return reader_take_j(reader);                     // 1+2j, 1+j
}

static bool complex_parse_text(const char *text, size_t length, OuComplexNumber *result)
{
    ComplexReader reader = { text, text + length };
    bool has_bracket = reader_peek(&reader) == '(';
    if (has_bracket) {
        if (reader.end[-1] != ')') return false;
        reader.next++;
        reader.end--;
        while (ou_number_is_space(reader_peek(&reader))) reader.next++;
    }
    if (!reader_take_complex(&reader, result)) return false;
    while (ou_number_is_space(reader_peek(&reader))) reader.next++;
    return reader.next == reader.end;
}

// Takes the underscores out and reads what is left.
static bool complex_parse_source(OuVM *vm, OuValue source, const char *text, size_t length,
                                 OuComplexNumber *result)
{
    char on_stack[128];
    OuMemory *memory = &vm->heap.memory;
    char *copy = length <= sizeof on_stack ? on_stack : ou_memory_alloc(memory, length);
    if (!copy) {
        ou_raise_memory_error(vm);
        return false;
    }
    size_t copied;
    bool is_sound = ou_number_strip_underscores(text, length, copy, &copied);
    bool good = is_sound && complex_parse_text(copy, copied, result);
    if (copy != on_stack) ou_memory_free(memory, copy, length);
    if (!is_sound) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "could not convert string to complex: %R", source);
    } else if (!good) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "complex() arg is a malformed string");
    }
    return good;
}

bool ou_complex_parse(OuVM *vm, OuValue source, OuComplexNumber *result)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *text;
    size_t length;
    bool is_text;
    bool good = ou_number_text(vm, source, &buffer, &text, &length, &is_text)
             && complex_parse_source(vm, source, text, length, result);
    ou_buffer_free(&buffer);
    return good;
}

// --- complex(real, imag) -------------------------------------------------------------------------

const OuNativeDef ou_complex_constructor = { "complex(real=0, imag=0)", NULL, NULL };

static bool construct_bind(OuVM *vm, const OuValue *arguments, size_t positional, OuTuple *names,
                           OuValue bound[2])
{
    size_t named = names ? names->length : 0;
    for (size_t i = 0; i < 2; i++) bound[i] = i < positional ? arguments[i] : OU_UNBOUND;
    if (positional + named > 2) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "complex() takes at most 2 arguments (%zu given)",
                 positional + named);
        return false;
    }
    for (size_t i = 0; i < named; i++) {
        OuString *name = ou_str_of(names->items[i]);
        size_t index = ou_str_equals_text(name, "real") ? 0
                     : ou_str_equals_text(name, "imag") ? 1 : 2;
        if (index == 2) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%S' is an invalid keyword argument for complex()",
                     name);
            return false;
        }
        if (index < positional) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR,
                     "argument for complex() given by name ('%S') and position (%zu)", name,
                     index + 1);
            return false;
        }
        bound[index] = arguments[positional + i];
    }
    return true;
}

// What __complex__ gives, or the value itself. Owned.
static OuValue construct_by_method(OuVM *vm, OuValue value)
{
    if (ou_kind_of(value) == OU_KIND_COMPLEX || !ou_is_pointer(value)) return ou_ref(value);
    OU_OWNED OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_complex));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) return ou_ref(value);
    OU_OWNED OuValue result = ou_call(vm, method, NULL, 0);
    if (result == OU_ERROR || ou_kind_of(result) == OU_KIND_COMPLEX) return ou_take(&result);
    if (ou_is_complex(result)) {
        bool goes_on = ou_warn(vm, OU_TYPE_DEPRECATION_WARNING,
                               "__complex__ returned non-complex (type %T).  "
                               OU_STRICT_SUBCLASS("complex"), result);
        return goes_on ? ou_take(&result) : OU_ERROR;
    }
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__complex__ returned non-complex (type %T)", result);
}

static bool construct_is_number(OuVM *vm, OuValue value)
{
    const OuSlots *slots = &ou_type_of(vm, value)->slots;
    return ou_is_complex(value) || slots->to_float || slots->to_index;
}

static bool construct_part(OuVM *vm, OuValue value, OuComplexNumber *part)
{
    part->imag = 0.0;
    if (!ou_is_complex(value)) return ou_to_double(vm, value, &part->real);
    *part = ou_complex_of(value);
    return true;
}

// real + imag * 1j, where both may be complex; adding zeros only where there is something to add.
static bool construct_combine(OuVM *vm, OuValue real, OuValue imag, OuComplexNumber *result)
{
    OuComplexNumber first, second;
    if (!construct_part(vm, real, &first)) return false;
    if (imag == OU_UNBOUND) {
        *result = first;
        return true;
    }
    if (!construct_part(vm, imag, &second)) return false;
    *result = (OuComplexNumber){ first.real, second.real };
    if (ou_is_complex(imag)) result->real -= second.imag;
    if (ou_is_complex(real)) result->imag += first.imag;
    return true;
}

static bool construct_from_numbers(OuVM *vm, OuValue first, OuValue imag, OuComplexNumber *result)
{
    OU_OWNED OuValue real = construct_by_method(vm, first);
    if (real == OU_ERROR) return false;
    if (!construct_is_number(vm, real)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "complex() first argument must be a string or a number, not '%T'", real);
        return false;
    }
    if (imag != OU_UNBOUND && !construct_is_number(vm, imag)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "complex() second argument must be a number, not '%T'",
                 imag);
        return false;
    }
    return construct_combine(vm, real, imag, result);
}

static bool construct_number(OuVM *vm, OuValue real, OuValue imag, OuComplexNumber *result)
{
    if (real == OU_UNBOUND) real = ou_int_value(0);
    if (ou_is_str(real) && imag != OU_UNBOUND) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "complex() can't take second arg if first is a string");
        return false;
    }
    if (ou_is_str(real)) return ou_complex_parse(vm, real, result);
    if (imag != OU_UNBOUND && ou_is_str(imag)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "complex() second arg can't be a string");
        return false;
    }
    return construct_from_numbers(vm, real, imag, result);
}

OuValue ou_complex_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    OuValue bound[2];
    if (!construct_bind(vm, arguments, positional, names, bound)) return OU_ERROR;
    bool is_exact = type == vm->types[OU_TYPE_COMPLEX];
    if (is_exact && ou_kind_of(bound[0]) == OU_KIND_COMPLEX && bound[1] == OU_UNBOUND) {
        return ou_ref(bound[0]);
    }
    OuComplexNumber number;
    if (!construct_number(vm, bound[0], bound[1], &number)) return OU_ERROR;
    if (is_exact) return ou_complex_make(vm, number.real, number.imag);
    OuComplex *result = (OuComplex *)ou_object_new_leaf(vm, type, sizeof(OuComplex));
    if (!result) return OU_ERROR;
    result->number = number;
    return ou_pointer_value(result);
}
