#include "runtime/bignum.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/error.h"
#include "runtime/escape.h"

_Static_assert(sizeof(mp_limb_t) == sizeof(OuLimb) && GMP_NUMB_BITS == 64, "limbs are GMP's");

enum {
    SCHOOL_LIMIT    = 40,     // up to so many limbs of the shorter operand the schoolbook is used
    QUIET_LIMIT     = 500,    // up to so many GMP multiplies and divides without asking for memory
    SCRATCH_FACTOR  = 16,     // what a call asks for, in units of the longer operand: measured
    SCRATCH_MINIMUM = 32 * 1024,
    STACK_LIMBS     = 96,     // temporaries up to this size live on the C stack
    HASTY_LIMIT     = 1000,   // up to so many limbs of the longer operand nobody waits for an end
};

// --- memory for GMP -----------------------------------------------------------------------------
//
// GMP takes memory through three function pointers of the process and hands them no context. So for
// the time of one call the thread names the block it is to be served from; this is the one thing
// the program keeps outside of an interpreter. Blocks are given back last first, so a stack will
// do. A call that is left by Ctrl-C leaves its blocks behind: they go with the whole. Without a
// current block (another user of GMP in the same process) the C library serves. It would too if a
// call asked for more than was measured: that call can't be left any more.

static _Thread_local struct {
    char *start;
    char *next;
    char *end;
} scratch;

static void *scratch_alloc(size_t size)
{
    size_t rounded = (size + 15) & ~(size_t)15;
    if (rounded <= (size_t)(scratch.end - scratch.next)) {
        void *block = scratch.next;
        scratch.next += rounded;
        return block;
    }
    ou_escape_forbid();
    void *block = malloc(size);
    if (!block) abort();
    return block;
}

static void scratch_free(void *pointer, size_t size)
{
    char *block = pointer;
    bool is_ours = scratch.start && block >= scratch.start && block < scratch.end;
    if (!is_ours) free(block);
    else if (block + ((size + 15) & ~(size_t)15) == scratch.next) scratch.next = block;
}

static void *scratch_resize(void *block, size_t old_size, size_t new_size)
{
    void *copy = scratch_alloc(new_size);
    memcpy(copy, block, old_size < new_size ? old_size : new_size);
    scratch_free(block, old_size);
    return copy;
}

__attribute__((constructor))
static void scratch_install(void)
{
    mp_set_memory_functions(scratch_alloc, scratch_resize, scratch_free);
}

static bool scratch_enter(OuVM *vm, size_t limbs)
{
    size_t size = limbs * sizeof(OuLimb) * SCRATCH_FACTOR + SCRATCH_MINIMUM;
    char *block = ou_memory_alloc(&vm->heap.memory, size);
    if (!block) {
        ou_raise_memory_error(vm);
        return false;
    }
    scratch.start = scratch.next = block;
    scratch.end = block + size;
    return true;
}

static void scratch_leave(OuVM *vm)
{
    if (!scratch.start) return;
    ou_memory_free(&vm->heap.memory, scratch.start, (size_t)(scratch.end - scratch.start));
    scratch.start = scratch.next = scratch.end = NULL;
}

// --- temporaries of our own ----------------------------------------------------------------------

typedef struct Temporary {
    OuLimb *limbs;
    size_t  count;
    OuLimb  on_stack[STACK_LIMBS];
} Temporary;

static bool temporary_init(OuVM *vm, Temporary *temporary, size_t count)
{
    temporary->count = count;
    temporary->limbs = temporary->on_stack;
    if (count <= STACK_LIMBS) return true;
    temporary->limbs = ou_memory_alloc(&vm->heap.memory, count * sizeof(OuLimb));
    if (!temporary->limbs) ou_raise_memory_error(vm);
    return temporary->limbs != NULL;
}

static void temporary_free(OuVM *vm, Temporary *temporary)
{
    if (temporary->limbs == temporary->on_stack) return;
    ou_memory_free(&vm->heap.memory, temporary->limbs, temporary->count * sizeof(OuLimb));
}

// --- running -------------------------------------------------------------------------------------

// What a computation reads and writes; each takes its part.
typedef struct Operands {
    OuLimb        *result, *rest, *scratch;
    const OuLimb  *a, *b;
    OuLimb        *limbs;             // are destroyed
    size_t         a_length, b_length, length;       // `length` of what comes out
    unsigned char *digits;
    const unsigned char *digits_in;
    size_t         digit_count;
    unsigned       base;
} Operands;

typedef void Computation(void *operands);

// `limbs` are the longer operand's.
static bool bignum_run(OuVM *vm, Computation *compute, Operands *operands, size_t limbs)
{
    if (limbs > HASTY_LIMIT) return ou_escape_run(vm, compute, operands);
    compute(operands);
    return true;
}

// With memory for GMP.
static bool bignum_run_gmp(OuVM *vm, Computation *compute, Operands *operands, size_t limbs)
{
    if (!scratch_enter(vm, limbs)) return false;
    bool done = bignum_run(vm, compute, operands, limbs);
    scratch_leave(vm);
    return done;
}

// --- products, quotients -------------------------------------------------------------------------

static void multiply_school(void *x)
{
    Operands *o = x;
    ou_limbs_multiply_school(o->result, o->a, o->a_length, o->b, o->b_length);
}

static void multiply_gmp(void *x)
{
    Operands *o = x;
    mp_size_t a_length = (mp_size_t)o->a_length, b_length = (mp_size_t)o->b_length;
    if (o->a == o->b && a_length == b_length) mpn_sqr(o->result, o->a, a_length);
    else mpn_mul(o->result, o->a, a_length, o->b, b_length);
}

bool ou_bignum_multiply(OuVM *vm, OuLimb *product, const OuLimb *a, size_t a_length,
                        const OuLimb *b, size_t b_length)
{
    if (a_length < b_length) return ou_bignum_multiply(vm, product, b, b_length, a, a_length);
    if (b_length <= SCHOOL_LIMIT && a_length <= HASTY_LIMIT) {
        ou_limbs_multiply_school(product, a, a_length, b, b_length);
        return true;
    }
    Operands o = { .result = product, .a = a, .a_length = a_length, .b = b, .b_length = b_length };
    if (b_length <= SCHOOL_LIMIT) return bignum_run(vm, multiply_school, &o, a_length);
    if (a_length <= QUIET_LIMIT) return bignum_run(vm, multiply_gmp, &o, a_length);
    return bignum_run_gmp(vm, multiply_gmp, &o, a_length);
}

// `scratch` has room for a_length + 1 + b_length limbs.
static void divide_school(void *x)
{
    Operands *o = x;
    OuLimb *dividend = o->scratch, *divisor = dividend + o->a_length + 1;
    unsigned shift = 64 - ou_limb_bits(o->b[o->b_length - 1]);
    ou_limbs_shift_left(divisor, o->b, o->b_length, shift);
    dividend[o->a_length] = ou_limbs_shift_left(dividend, o->a, o->a_length, shift);
    ou_limbs_divide_school(o->result, dividend, o->a_length + 1, divisor, o->b_length);
    ou_limbs_shift_right(o->rest, dividend, o->b_length, shift);
}

static bool bignum_divide_school(OuVM *vm, Operands *o)
{
    Temporary temporary;
    if (!temporary_init(vm, &temporary, o->a_length + 1 + o->b_length)) return false;
    o->scratch = temporary.limbs;
    bool done = bignum_run(vm, divide_school, o, o->a_length);
    temporary_free(vm, &temporary);
    return done;
}

static void divide_gmp(void *x)
{
    Operands *o = x;
    mpn_tdiv_qr(o->result, o->rest, 0, o->a, (mp_size_t)o->a_length, o->b,
                (mp_size_t)o->b_length);
}

static bool bignum_divide_gmp(OuVM *vm, Operands *o)
{
    if (o->a_length <= QUIET_LIMIT) return bignum_run(vm, divide_gmp, o, o->a_length);
    return bignum_run_gmp(vm, divide_gmp, o, o->a_length);
}

static void divide_limb(void *x)
{
    Operands *o = x;
    *o->rest = o->result ? ou_limbs_divide_limb(o->result, o->a, o->a_length, o->b[0])
                         : ou_limbs_modulo_limb(o->a, o->a_length, o->b[0]);
}

bool ou_bignum_divide(OuVM *vm, OuLimb *quotient, OuLimb *rest, const OuLimb *a, size_t a_length,
                      const OuLimb *b, size_t b_length)
{
    Operands o = { .result = quotient, .rest = rest, .a = a, .a_length = a_length,
                   .b = b, .b_length = b_length };
    if (b_length == 1) return bignum_run(vm, divide_limb, &o, a_length);
    Temporary unwanted;
    size_t quotient_length = a_length - b_length + 1;
    if (!temporary_init(vm, &unwanted, quotient ? 0 : quotient_length)) return false;
    if (!quotient) o.result = unwanted.limbs;
    bool is_short = b_length <= SCHOOL_LIMIT || quotient_length <= SCHOOL_LIMIT;
    bool done = is_short ? bignum_divide_school(vm, &o) : bignum_divide_gmp(vm, &o);
    temporary_free(vm, &unwanted);
    return done;
}

// --- digits --------------------------------------------------------------------------------------

// The largest power of the base that fits into a limb, and its exponent.
static OuLimb bignum_limb_power(unsigned base, unsigned *exponent)
{
    OuLimb power = base;
    *exponent = 1;
    while (power <= UINT64_MAX / base) {
        power *= base;
        ++*exponent;
    }
    return power;
}

static size_t bignum_digits_school(unsigned char *digits, unsigned base, OuLimb *limbs,
                                   size_t length)
{
    unsigned per_limb;
    OuLimb power = bignum_limb_power(base, &per_limb);
    size_t count = 0;
    while (length) {
        OuLimb part = ou_limbs_divide_limb(limbs, limbs, length, power);
        length = ou_limbs_trim(limbs, length);
        for (unsigned i = 0; length ? i < per_limb : part != 0; i++, part /= base) {
            digits[count++] = (unsigned char)(part % base);
        }
    }
    for (size_t i = 0; i < count / 2; i++) {
        unsigned char kept = digits[i];
        digits[i] = digits[count - 1 - i];
        digits[count - 1 - i] = kept;
    }
    return count;
}

// GMP puts zeros before the first digit.
static void to_digits_gmp(void *x)
{
    Operands *o = x;
    size_t count = mpn_get_str(o->digits, (int)o->base, o->limbs, (mp_size_t)o->length), zeros = 0;
    while (zeros < count && !o->digits[zeros]) zeros++;
    o->digit_count = count - zeros;
    memmove(o->digits, o->digits + zeros, o->digit_count);
}

bool ou_bignum_to_digits(OuVM *vm, unsigned char *digits, size_t *count, unsigned base,
                         OuLimb *limbs, size_t length)
{
    if (length <= SCHOOL_LIMIT && (base & (base - 1))) {
        *count = bignum_digits_school(digits, base, limbs, length);
        return true;
    }
    Operands o = { .digits = digits, .base = base, .limbs = limbs, .length = length };
    bool done = bignum_run_gmp(vm, to_digits_gmp, &o, length);
    *count = o.digit_count;
    return done;
}

bool ou_bignum_digit_bound(size_t limbs, unsigned base, size_t *bound)
{
    unsigned bits_per_digit = ou_limb_bits(base) - 1;   // of a digit, rounded down
    return ou_size_multiply_add(limbs, 64 / bits_per_digit + 1, 2, bound);
}

size_t ou_bignum_limb_bound(size_t digits, unsigned base)
{
    unsigned per_limb;
    bignum_limb_power(base, &per_limb);
    return digits / per_limb + 2;
}

static size_t bignum_from_digits_school(OuLimb *limbs, const unsigned char *digits, size_t count,
                                        unsigned base)
{
    unsigned per_limb;
    bignum_limb_power(base, &per_limb);
    size_t length = 0;
    for (size_t i = 0; i < count;) {
        OuLimb part = 0, power = 1;
        for (unsigned j = 0; j < per_limb && i < count; j++, i++) {
            part = part * base + digits[i];
            power *= base;
        }
        OuLimb carry = ou_limbs_multiply_limb(limbs, limbs, length, power, part);
        if (carry) limbs[length++] = carry;
    }
    return length;
}

static void from_digits_gmp(void *x)
{
    Operands *o = x;
    o->length = (size_t)mpn_set_str(o->result, o->digits_in, o->digit_count, (int)o->base);
}

bool ou_bignum_from_digits(OuVM *vm, OuLimb *limbs, size_t *length, const unsigned char *digits,
                           size_t count, unsigned base)
{
    size_t bound = ou_bignum_limb_bound(count, base);
    if (bound <= SCHOOL_LIMIT) {
        *length = bignum_from_digits_school(limbs, digits, count, base);
        return true;
    }
    Operands o = { .result = limbs, .digits_in = digits, .digit_count = count, .base = base };
    if (!bignum_run_gmp(vm, from_digits_gmp, &o, bound)) return false;
    *length = ou_limbs_trim(limbs, o.length);
    return true;
}

// --- roots, divisors -----------------------------------------------------------------------------

static void square_root_gmp(void *x)
{
    Operands *o = x;
    mpn_sqrtrem(o->result, o->rest, o->a, (mp_size_t)o->a_length);
}

bool ou_bignum_square_root(OuVM *vm, OuLimb *root, const OuLimb *a, size_t length)
{
    Temporary rest;
    if (!temporary_init(vm, &rest, length)) return false;
    Operands o = { .result = root, .rest = rest.limbs, .a = a, .a_length = length };
    bool done = bignum_run_gmp(vm, square_root_gmp, &o, length);
    temporary_free(vm, &rest);
    return done;
}

// Takes out the factors of two; returns how many there were. The number isn't 0.
static size_t bignum_make_odd(OuLimb *a, size_t *length)
{
    size_t whole = 0;
    while (!a[whole]) whole++;
    unsigned bits = (unsigned)__builtin_ctzll(a[whole]);
    ou_limbs_shift_right(a, a + whole, *length - whole, bits);
    *length = ou_limbs_trim(a, *length - whole);
    return whole * 64 + bits;
}

static void common_divisor_gmp(void *x)
{
    Operands *o = x;
    o->length = (size_t)mpn_gcd(o->result, o->limbs, (mp_size_t)o->a_length, o->rest,
                                (mp_size_t)o->b_length);
}

bool ou_bignum_common_divisor(OuVM *vm, OuLimb *divisor, size_t *length, OuLimb *a, size_t a_length,
                              OuLimb *b, size_t b_length)
{
    size_t room = a_length < b_length ? a_length : b_length;
    size_t a_twos = bignum_make_odd(a, &a_length), b_twos = bignum_make_odd(b, &b_length);
    size_t twos = a_twos < b_twos ? a_twos : b_twos;
    if (a_length < b_length || (a_length == b_length && a[a_length - 1] < b[b_length - 1])) {
        OuLimb *limbs = a;
        size_t kept = a_length;
        a = b, a_length = b_length;
        b = limbs, b_length = kept;
    }
    OuLimb *odd = divisor + twos / 64;
    memset(divisor, 0, room * sizeof *divisor);
    Operands o = { .result = odd, .limbs = a, .a_length = a_length, .rest = b,
                   .b_length = b_length };
    if (!bignum_run_gmp(vm, common_divisor_gmp, &o, a_length)) return false;
    size_t odd_length = o.length;
    OuLimb above = ou_limbs_shift_left(odd, odd, odd_length, twos % 64);
    *length = twos / 64 + odd_length;
    if (above) divisor[(*length)++] = above;
    return true;
}
