// int_text.c: int from text and int as text.

#include "runtime/int_text.h"

#include "runtime/bignum.h"
#include "runtime/error.h"
#include "runtime/int_view.h"
#include "runtime/number_text.h"
#include "runtime/str.h"

// --- reading -------------------------------------------------------------------------------------

static int text_digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

// The base that a prefix stands for, 0 for none.
static int text_prefix_base(const char *text, size_t length)
{
    if (length < 2 || text[0] != '0') return 0;
    switch (text[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default:  return 0;
    }
}

// What is left after the sign and the prefix. false: malformed already.
static bool text_begin(const char **text, size_t *length, int *base, bool *is_negative,
                       bool *only_zero)
{
    *is_negative = *length && **text == '-';
    *only_zero = false;
    if (*length && (**text == '-' || **text == '+')) ++*text, --*length;
    int prefix = text_prefix_base(*text, *length);
    if (!*base && !prefix) {
        *only_zero = *length && **text == '0';        // 010 was octal once: now malformed
        *base = 10;
    } else if (prefix && (!*base || *base == prefix)) {
        *base = prefix;
        *text += 2, *length -= 2;
        if (*length && **text == '_') ++*text, --*length;
    }
    return *length && **text != '_';
}

// Turns characters into digit values, up to the first that is none. false: an underscore is
// misplaced, or, with an exception, interrupted.
static bool text_take_digits(OuVM *vm, const char *text, size_t length, int base,
                             unsigned char *digits, size_t *count, size_t *used)
{
    *count = 0;
    size_t i = 0;
    for (; i < length; i++) {
        if (!ou_check_interrupt_at(vm, i)) return false;
        if (text[i] == '_') {
            if (i + 1 >= length || text[i + 1] == '_') return false;
            continue;
        }
        int value = text_digit_value(text[i]);
        if (value >= base) break;
        digits[(*count)++] = (unsigned char)value;
    }
    *used = i;
    return !i || text[i - 1] != '_';
}

static bool text_check_count(OuVM *vm, size_t count, int base)
{
    bool is_linear = (base & (base - 1)) == 0;
    size_t limit = (size_t)vm->int_max_str_digits;
    if (is_linear || !limit || count <= limit) return true;
    ou_raise(vm, OU_TYPE_VALUE_ERROR,
             "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
             "use sys.set_int_max_str_digits() to increase the limit",
             (int)vm->int_max_str_digits, count);
    return false;
}

// base ** count surely fits into an int64.
static bool text_is_short(size_t count, int base)
{
    return count <= 12 || (base <= 10 && count <= 18);
}

static OuValue text_to_int(OuVM *vm, const unsigned char *digits, size_t count, int base,
                           bool is_negative)
{
    if (text_is_short(count, base)) {
        int64_t value = 0;
        for (size_t i = 0; i < count; i++) value = value * base + digits[i];
        return ou_int_make(vm, is_negative ? -value : value);
    }
    OuInt *result = ou_int_new(vm, ou_bignum_limb_bound(count, (unsigned)base));
    if (!result) return OU_ERROR;
    size_t length;
    if (!ou_bignum_from_digits(vm, result->limbs, &length, digits, count, (unsigned)base)) {
        ou_int_discard(result);
        return OU_ERROR;
    }
    return ou_int_finish_steal(length, is_negative, result);
}

// OU_UNBOUND: malformed.
static OuValue text_read(OuVM *vm, const char *text, size_t length, int base, unsigned char *digits)
{
    bool is_negative, only_zero;
    size_t count, used;
    if (!text_begin(&text, &length, &base, &is_negative, &only_zero)) return OU_UNBOUND;
    if (!text_take_digits(vm, text, length, base, digits, &count, &used)) {
        return ou_has_error(vm) ? OU_ERROR : OU_UNBOUND;
    }
    if (!text_check_count(vm, count, base)) return OU_ERROR;
    if (used < length || !count) return OU_UNBOUND;
    OuValue result = text_to_int(vm, digits, count, base, is_negative);
    if (result == OU_ERROR || !only_zero || !ou_int_sign(result)) return result;
    ou_unref(result);
    return OU_UNBOUND;
}

static OuValue text_parse(OuVM *vm, const char *text, size_t length, int base)
{
    unsigned char on_stack[256];
    OuMemory *memory = &vm->heap.memory;
    unsigned char *digits = length <= sizeof on_stack ? on_stack : ou_memory_alloc(memory, length);
    if (!digits) return ou_raise_memory_error(vm);
    OuValue result = text_read(vm, text, length, base, digits);
    if (digits != on_stack) ou_memory_free(memory, digits, length);
    return result;
}

static OuValue text_raise_malformed(OuVM *vm, int base, OuValue source)
{
    // Whatever lends bytes is shown as bytes.
    OuValue bytes_type = ou_pointer_value(vm->types[OU_TYPE_BYTES]);
    OU_OWNED OuValue text = ou_is_str(source) ? ou_ref(source)
                                              : ou_call(vm, bytes_type, &source, 1);
    if (text == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue repr = ou_repr(vm, text);
    if (repr == OU_ERROR) return OU_ERROR;
    OuString *whole = ou_str_of(repr);
    OU_OWNED OuValue shown = ou_str_slice(vm, whole, 0, whole->length < 200 ? whole->length : 200);
    if (shown == OU_ERROR) return OU_ERROR;
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid literal for int() with base %d: %S", base,
                    ou_str_of(shown));
}

OuValue ou_int_parse(OuVM *vm, const char *text, size_t length, int base)
{
    OuValue result = text_parse(vm, text, length, base);
    if (result != OU_UNBOUND) return result;
    OU_OWNED OuValue source = ou_str_make(vm, text, length);
    return source == OU_ERROR ? OU_ERROR : text_raise_malformed(vm, base, source);
}

OuValue ou_int_parse_value(OuVM *vm, OuValue source, int base)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *text;
    size_t length;
    bool is_text;
    OuValue result = OU_ERROR;
    if (ou_number_text(vm, source, &buffer, &text, &length, &is_text)) {
        result = is_text ? text_parse(vm, text, length, base) : OU_STOP;
    }
    ou_buffer_free(&buffer);
    if (result == OU_STOP) return OU_UNBOUND;
    return result == OU_UNBOUND ? text_raise_malformed(vm, base, source) : result;
}

// --- writing -------------------------------------------------------------------------------------

static OuValue text_raise_too_long(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                    "Exceeds the limit (%d digits) for integer string conversion; "
                    "use sys.set_int_max_str_digits() to increase the limit",
                    (int)vm->int_max_str_digits);
}

// Writes backwards, ending at `end`; returns the start.
static char *text_write_limb(char *end, OuLimb magnitude, unsigned base)
{
    do {
        *--end = "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % base];
        magnitude /= base;
    } while (magnitude);
    return end;
}

static char *text_write_prefix(char *start, unsigned base, bool prefix, bool is_negative)
{
    if (prefix && base != 10) {
        *--start = base == 16 ? 'x' : base == 8 ? 'o' : 'b';
        *--start = '0';
    }
    if (is_negative) *--start = '-';
    return start;
}

// Digit values for the magnitude, put at the front of `digits`.
static bool text_write_digits(OuVM *vm, const OuIntView *view, unsigned base, unsigned char *digits,
                              size_t *count)
{
    OuInt *copy = ou_int_new(vm, view->length + 1);       // the conversion destroys it
    if (!copy) return false;
    memcpy(copy->limbs, view->limbs, view->length * sizeof(OuLimb));
    bool done = ou_bignum_to_digits(vm, digits, count, base, copy->limbs, view->length);
    ou_int_discard(copy);
    return done;
}

static OuValue text_of_long(OuVM *vm, const OuIntView *view, unsigned base, bool prefix)
{
    enum { BEFORE = 3 };                                   // room for the sign and the prefix
    bool is_limited = base == 10 && vm->int_max_str_digits;
    size_t limit = (size_t)vm->int_max_str_digits, bound, count;
    if (is_limited && ou_limbs_bits(view->limbs, view->length) / 4 > limit) {
        return text_raise_too_long(vm);
    }
    if (!ou_bignum_digit_bound(view->length, base, &bound)) return ou_raise_memory_error(vm);
    OuMemory *memory = &vm->heap.memory;
    char *text = ou_memory_alloc(memory, bound + BEFORE);
    if (!text) return ou_raise_memory_error(vm);
    OuValue result = OU_ERROR;
    char *start = text + BEFORE;
    if (text_write_digits(vm, view, base, (unsigned char *)start, &count)) {
        char *end = start + count;
        for (char *c = start; c < end; c++) *c = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)*c];
        start = text_write_prefix(start, base, prefix, view->is_negative);
        result = is_limited && count > limit ? text_raise_too_long(vm)
                                             : ou_str_make(vm, start, (size_t)(end - start));
    }
    ou_memory_free(memory, text, bound + BEFORE);
    return result;
}

static const char digit_pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

size_t ou_int_put_small(char text[OU_INT_SMALL_DIGITS], int64_t number)
{
    char digits[OU_INT_SMALL_DIGITS], *end = digits + sizeof digits, *start = end;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    for (; rest >= 100; rest /= 100) memcpy(start -= 2, &digit_pairs[rest % 100 * 2], 2);
    if (rest >= 10) memcpy(start -= 2, &digit_pairs[rest * 2], 2);
    else *--start = (char)('0' + rest);
    if (number < 0) *--start = '-';
    memcpy(text, start, (size_t)(end - start));
    return (size_t)(end - start);
}

// Most ints that become text are small, and are written in decimal.
static OuValue text_of_small(OuVM *vm, int64_t number)
{
    char text[OU_INT_SMALL_DIGITS];
    size_t length = ou_int_put_small(text, number);
    if (length == 1) return ou_str_from_code_point(vm, (uint32_t)text[0]);
    OuString *s = ou_str_new(vm, length, 0x7F);
    if (!s) return OU_ERROR;
    memcpy(s->data, text, length);
    return ou_str_value(s);
}

static size_t text_of_short(const OuIntView *view, char *text, unsigned base, bool prefix)
{
    char *end = text + OU_INT_SHORT_DIGITS;
    char *start = text_write_limb(end, view->length ? view->limbs[0] : 0, base);
    start = text_write_prefix(start, base, prefix, view->is_negative);
    memmove(text, start, (size_t)(end - start));
    return (size_t)(end - start);
}

size_t ou_int_put_short(char text[OU_INT_SHORT_DIGITS], OuValue value, unsigned base, bool prefix)
{
    if (base == 10 && ou_is_int(value)) return ou_int_put_small(text, ou_int_of(value));
    OuIntView view;
    ou_int_view(value, &view);
    return view.length > 1 ? 0 : text_of_short(&view, text, base, prefix);
}

OuValue ou_int_format_radix(OuVM *vm, OuValue value, unsigned base, bool prefix)
{
    if (base == 10 && ou_is_int(value)) return text_of_small(vm, ou_int_of(value));
    OuIntView view;
    ou_int_view(value, &view);
    if (view.length > 1) return text_of_long(vm, &view, base, prefix);
    char text[OU_INT_SHORT_DIGITS];
    return ou_str_make(vm, text, text_of_short(&view, text, base, prefix));
}
