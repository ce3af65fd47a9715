#include "runtime/bignum.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/error.h"

_Static_assert(sizeof(mp_limb_t) == sizeof(OuLimb) && GMP_NUMB_BITS == 64, "limbs are GMP's");

enum {
    SCHOOL_LIMIT    = 40,     // up to so many limbs of the shorter operand the schoolbook is used
    QUIET_LIMIT     = 500,    // up to so many GMP multiplies and divides without asking for memory
    SCRATCH_FACTOR  = 16,     // what a call asks for, in units of the longer operand: measured
    SCRATCH_MINIMUM = 32 * 1024,
    STACK_LIMBS     = 96,     // temporaries up to this size live on the C stack
};

// --- memory for GMP -----------------------------------------------------------------------------
//
// GMP takes memory through three function pointers of the process and hands them no context. So for
// the time of one call the thread names the block it is to be served from; this is the one thing
// the program keeps outside of an interpreter. Blocks are given back last first, so a stack will
// do. Without a current block (another user of GMP in the same process) the C library serves.

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

// --- the operations ------------------------------------------------------------------------------

bool ou_bignum_multiply(OuVM *vm, OuLimb *product, const OuLimb *a, size_t a_length,
                        const OuLimb *b, size_t b_length)
{
    if (a_length < b_length) return ou_bignum_multiply(vm, product, b, b_length, a, a_length);
    if (b_length <= SCHOOL_LIMIT) {
        ou_limbs_multiply_school(product, a, a_length, b, b_length);
        return true;
    }
    if (a_length > QUIET_LIMIT && !scratch_enter(vm, a_length)) return false;
    if (a == b && a_length == b_length) mpn_sqr(product, a, (mp_size_t)a_length);
    else mpn_mul(product, a, (mp_size_t)a_length, b, (mp_size_t)b_length);
    scratch_leave(vm);
    return true;
}

static bool bignum_divide_school(OuVM *vm, OuLimb *quotient, OuLimb *rest, const OuLimb *a,
                                 size_t a_length, const OuLimb *b, size_t b_length)
{
    Temporary temporary;
    if (!temporary_init(vm, &temporary, a_length + 1 + b_length)) return false;
    OuLimb *dividend = temporary.limbs, *divisor = dividend + a_length + 1;
    unsigned shift = 64 - ou_limb_bits(b[b_length - 1]);
    ou_limbs_shift_left(divisor, b, b_length, shift);
    dividend[a_length] = ou_limbs_shift_left(dividend, a, a_length, shift);
    ou_limbs_divide_school(quotient, dividend, a_length + 1, divisor, b_length);
    ou_limbs_shift_right(rest, dividend, b_length, shift);
    temporary_free(vm, &temporary);
    return true;
}

static bool bignum_divide_gmp(OuVM *vm, OuLimb *quotient, OuLimb *rest, const OuLimb *a,
                              size_t a_length, const OuLimb *b, size_t b_length)
{
    if (a_length > QUIET_LIMIT && !scratch_enter(vm, a_length)) return false;
    mpn_tdiv_qr(quotient, rest, 0, a, (mp_size_t)a_length, b, (mp_size_t)b_length);
    scratch_leave(vm);
    return true;
}

bool ou_bignum_divide(OuVM *vm, OuLimb *quotient, OuLimb *rest, const OuLimb *a, size_t a_length,
                      const OuLimb *b, size_t b_length)
{
    if (b_length == 1) {
        *rest = quotient ? ou_limbs_divide_limb(quotient, a, a_length, b[0])
                         : ou_limbs_modulo_limb(a, a_length, b[0]);
        return true;
    }
    Temporary unwanted;
    size_t quotient_length = a_length - b_length + 1;
    if (!temporary_init(vm, &unwanted, quotient ? 0 : quotient_length)) return false;
    OuLimb *target = quotient ? quotient : unwanted.limbs;
    bool is_short = b_length <= SCHOOL_LIMIT || quotient_length <= SCHOOL_LIMIT;
    bool done = is_short ? bignum_divide_school(vm, target, rest, a, a_length, b, b_length)
                         : bignum_divide_gmp(vm, target, rest, a, a_length, b, b_length);
    temporary_free(vm, &unwanted);
    return done;
}

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

bool ou_bignum_to_digits(OuVM *vm, unsigned char *digits, size_t *count, unsigned base,
                         OuLimb *limbs, size_t length)
{
    if (length <= SCHOOL_LIMIT && (base & (base - 1))) {
        *count = bignum_digits_school(digits, base, limbs, length);
        return true;
    }
    if (!scratch_enter(vm, length)) return false;
    *count = mpn_get_str(digits, (int)base, limbs, (mp_size_t)length);
    scratch_leave(vm);
    size_t zeros = 0;
    while (zeros < *count && !digits[zeros]) zeros++;
    *count -= zeros;
    memmove(digits, digits + zeros, *count);
    return true;
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

bool ou_bignum_from_digits(OuVM *vm, OuLimb *limbs, size_t *length, const unsigned char *digits,
                           size_t count, unsigned base)
{
    size_t bound = ou_bignum_limb_bound(count, base);
    if (bound <= SCHOOL_LIMIT) {
        *length = bignum_from_digits_school(limbs, digits, count, base);
        return true;
    }
    if (!scratch_enter(vm, bound)) return false;
    *length = (size_t)mpn_set_str(limbs, digits, count, (int)base);
    scratch_leave(vm);
    *length = ou_limbs_trim(limbs, *length);
    return true;
}

bool ou_bignum_square_root(OuVM *vm, OuLimb *root, const OuLimb *a, size_t length)
{
    Temporary rest;
    if (!temporary_init(vm, &rest, length)) return false;
    bool ready = scratch_enter(vm, length);
    if (ready) {
        mpn_sqrtrem(root, rest.limbs, a, (mp_size_t)length);
        scratch_leave(vm);
    }
    temporary_free(vm, &rest);
    return ready;
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
    if (!scratch_enter(vm, a_length)) return false;
    OuLimb *odd = divisor + twos / 64;
    memset(divisor, 0, room * sizeof *divisor);
    size_t odd_length = (size_t)mpn_gcd(odd, a, (mp_size_t)a_length, b, (mp_size_t)b_length);
    scratch_leave(vm);
    OuLimb above = ou_limbs_shift_left(odd, odd, odd_length, twos % 64);
    *length = twos / 64 + odd_length;
    if (above) divisor[(*length)++] = above;
    return true;
}
