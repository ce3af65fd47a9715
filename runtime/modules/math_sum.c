// math_sum.c: fsum, prod, hypot, dist.

#include <math.h>

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/modules/math.h"
#include "runtime/protocol.h"

// --- fsum ----------------------------------------------------------------------------------------
//
// J. Shewchuk, "Adaptive precision floating-point arithmetic" (1997): the exact sum is kept as a
// list of doubles of growing size whose bits don't overlap.

enum { PARTIALS_ON_STACK = 32 };

typedef struct ExactSum {
    OuMemory *memory;
    double   *partials;
    size_t    count;
    size_t    capacity;
    double    specials;          // sum of the infinities and NaNs met
    double    infinities;
    double    on_stack[PARTIALS_ON_STACK];
} ExactSum;

static bool sum_reserve(ExactSum *sum)
{
    if (sum->count < sum->capacity) return true;
    size_t larger = sum->capacity * 2;
    double *moved = ou_memory_alloc(sum->memory, larger * sizeof *moved);
    if (!moved) return false;
    memcpy(moved, sum->partials, sum->count * sizeof *moved);
    if (sum->partials != sum->on_stack) {
        ou_memory_free(sum->memory, sum->partials, sum->capacity * sizeof *moved);
    }
    sum->partials = moved;
    sum->capacity = larger;
    return true;
}

static OuValue sum_add(OuVM *vm, ExactSum *sum, double x)
{
    double given = x;
    size_t kept = 0;
    for (size_t i = 0; i < sum->count; i++) {
        double y = sum->partials[i];
        if (fabs(x) < fabs(y)) {
            double larger = y;
            y = x;
            x = larger;
        }
        volatile double high = x + y, back = high - x, low = y - back;
        if (low != 0) sum->partials[kept++] = low;
        x = high;
    }
    sum->count = kept;
    if (x == 0) return OU_NONE;
    if (!isfinite(x)) {
        if (isfinite(given)) {
            return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "intermediate overflow in fsum");
        }
        if (isinf(given)) sum->infinities += given;
        sum->specials += given;
        sum->count = 0;
        return OU_NONE;
    }
    if (!sum_reserve(sum)) return ou_raise_memory_error(vm);
    sum->partials[sum->count++] = x;
    return OU_NONE;
}

// The partials added from the largest down; a halfway case looks at the sign of what is left.
static double sum_round(const ExactSum *sum)
{
    size_t i = sum->count;
    if (!i) return 0.0;
    double high = sum->partials[--i], low = 0.0;
    while (i && low == 0) {
        double x = high, y = sum->partials[--i];
        volatile double total = x + y, back = total - x;
        high = total;
        low = y - back;
    }
    double next = i ? sum->partials[i - 1] : 0.0;
    if ((low < 0 && next < 0) || (low > 0 && next > 0)) {
        double twice = low * 2.0;
        volatile double total = high + twice, back = total - high;
        if (twice == back) high = total;
    }
    return high;
}

static OuValue sum_result(OuVM *vm, const ExactSum *sum)
{
    if (sum->specials == 0) return ou_float_value(sum_round(sum));
    if (isnan(sum->infinities)) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "-inf + inf in fsum");
    return ou_float_value(sum->specials);
}

OU_MATH_FUNCTION(math_fsum, "fsum(seq, /)",
                 "Return an accurate floating point sum of values in the iterable seq.\n\n"
                 "Assumes IEEE-754 floating point arithmetic.")
{
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[0]);
    if (iterator == OU_ERROR) return OU_ERROR;
    ExactSum sum = { .memory = &vm->heap.memory, .capacity = PARTIALS_ON_STACK };
    sum.partials = sum.on_stack;
    OuValue state = OU_NONE;
    for (size_t i = 0; state == OU_NONE; i++) {
        OU_OWNED OuValue item = ou_check_interrupt_at(vm, i) ? ou_next(vm, iterator) : OU_ERROR;
        double x;
        if (item == OU_STOP || item == OU_ERROR) state = item;
        else state = ou_to_double(vm, item, &x) ? sum_add(vm, &sum, x) : OU_ERROR;
    }
    OuValue result = state == OU_STOP ? sum_result(vm, &sum) : OU_ERROR;
    if (sum.partials != sum.on_stack) {
        ou_memory_free(sum.memory, sum.partials, sum.capacity * sizeof(double));
    }
    return result;
}

// --- prod ----------------------------------------------------------------------------------------

OU_MATH_FUNCTION(math_prod, "prod(iterable, /, *, start=1)",
                 "Calculate the product of all the elements in the input iterable.\n\n"
                 "The default start value for the product is 1.\n\n"
                 "When the iterable is empty, return the start value.  This function is\n"
                 "intended specifically for use with numeric values and may reject\n"
                 "non-numeric types.")
{
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[0]);
    if (iterator == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue product = arguments[1] == OU_UNBOUND ? ou_int_value(1) : ou_ref(arguments[1]);
    for (size_t i = 0;; i++) {
        OU_OWNED OuValue item = ou_check_interrupt_at(vm, i) ? ou_next(vm, iterator) : OU_ERROR;
        if (item == OU_STOP) return ou_take(&product);
        if (item == OU_ERROR) return OU_ERROR;
        OuValue next = ou_binary(vm, OU_BINARY_MULTIPLY, product, item);
        if (next == OU_ERROR) return OU_ERROR;
        ou_set_steal(&product, next);
    }
}

// --- hypot, dist ---------------------------------------------------------------------------------
//
// The root of a sum of squares to about 106 bits: each number is split in two halves whose products
// are exact (T. Dekker, 1971), the sum carries its rounding errors along, and the root is mended by
// one Newton step on what is left. Scaling by a power of two keeps the squares in range.

typedef struct SquareSum {
    double total;                // begins at 1, so that every addend is smaller
    double errors[3];
} SquareSum;

static void square_add(SquareSum *sum, int error, double x)
{
    double before = sum->total;
    sum->total += x;
    sum->errors[error] += (before - sum->total) + x;
}

static void square_split(double x, double *high, double *low)
{
    const double factor = 134217729.0;                // 2^27 + 1
    double spread = x * factor;
    *high = spread - (spread - x);
    *low = x - *high;
}

static double square_value(const SquareSum *sum)
{
    return sum->total - 1.0 + (sum->errors[0] + sum->errors[1] + sum->errors[2]);
}

static double norm_scaled(const double *parts, size_t count, double scale)
{
    SquareSum sum = { .total = 1.0 };
    double high, low;
    for (size_t i = 0; i < count; i++) {
        square_split(parts[i] * scale, &high, &low);
        square_add(&sum, 0, high * high);
        square_add(&sum, 1, 2.0 * high * low);
        sum.errors[2] += low * low;
    }
    double root = sqrt(square_value(&sum));
    square_split(root, &high, &low);
    square_add(&sum, 0, -high * high);
    square_add(&sum, 1, -2.0 * high * low);
    square_add(&sum, 2, -low * low);
    return (root + square_value(&sum) / (2.0 * root)) / scale;
}

static double norm_of_tiny(const double *parts, size_t count, double largest)
{
    SquareSum sum = { .total = 1.0 };
    for (size_t i = 0; i < count; i++) {
        double x = parts[i] / largest;
        square_add(&sum, 0, x * x);
    }
    return largest * sqrt(square_value(&sum));
}

// Of magnitudes.
static double norm_of(const double *parts, size_t count)
{
    double largest = 0.0;
    bool has_nan = false;
    for (size_t i = 0; i < count; i++) {
        has_nan |= isnan(parts[i]);
        if (parts[i] > largest) largest = parts[i];
    }
    if (isinf(largest)) return largest;
    if (has_nan) return NAN;
    if (largest == 0 || count <= 1) return largest;
    int exponent;
    frexp(largest, &exponent);
    if (exponent < -1023) return norm_of_tiny(parts, count, largest);
    return norm_scaled(parts, count, ldexp(1.0, -exponent));
}

// |p - q| for each pair of coordinates, or |p| when q is NULL.
static bool norm_collect(OuVM *vm, OuTuple *p, OuTuple *q, double *parts)
{
    for (size_t i = 0; i < p->length; i++) {
        double x, y = 0.0;
        if (!ou_to_double(vm, p->items[i], &x)) return false;
        if (q && !ou_to_double(vm, q->items[i], &y)) return false;
        parts[i] = fabs(x - y);
    }
    return true;
}

static OuValue norm_of_tuples(OuVM *vm, OuTuple *p, OuTuple *q)
{
    enum { PARTS_ON_STACK = 16 };
    double on_stack[PARTS_ON_STACK], *parts = on_stack;
    OuMemory *memory = &vm->heap.memory;
    size_t size = p->length * sizeof *parts;
    if (p->length > PARTS_ON_STACK) parts = ou_memory_alloc(memory, size);
    if (!parts) return ou_raise_memory_error(vm);
    OuValue result = OU_ERROR;
    if (norm_collect(vm, p, q, parts)) result = ou_float_value(norm_of(parts, p->length));
    if (parts != on_stack) ou_memory_free(memory, parts, size);
    return result;
}

OU_MATH_FUNCTION(math_hypot, "hypot(*coordinates)",
                 "hypot(*coordinates) -> value\n\n"
                 "Multidimensional Euclidean distance from the origin to a point.\n\n"
                 "Roughly equivalent to:\n    sqrt(sum(x**2 for x in coordinates))\n\n"
                 "For a two dimensional point (x, y), gives the hypotenuse\n"
                 "using the Pythagorean theorem:  sqrt(x*x + y*y).\n\n"
                 "For example, the hypotenuse of a 3/4/5 right triangle is:\n\n"
                 "    >>> hypot(3.0, 4.0)\n    5.0\n")
{
    return norm_of_tuples(vm, ou_tuple_of(arguments[0]), NULL);
}

OU_MATH_FUNCTION(math_dist, "dist(p, q, /)",
                 "Return the Euclidean distance between two points p and q.\n\n"
                 "The points should be specified as sequences (or iterables) of\n"
                 "coordinates.  Both inputs must have the same dimension.\n\n"
                 "Roughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))")
{
    OU_OWNED OuValue p = ou_tuple_from_iterable(vm, arguments[0]);
    if (p == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue q = ou_tuple_from_iterable(vm, arguments[1]);
    if (q == OU_ERROR) return OU_ERROR;
    if (ou_tuple_of(p)->length != ou_tuple_of(q)->length) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "both points must have the same number of dimensions");
    }
    return norm_of_tuples(vm, ou_tuple_of(p), ou_tuple_of(q));
}
