// interpreter.c: the dispatch loop.
//
// Registers of the loop: R, the window of the running frame; I, the running instruction. Before
// anything that can raise or run script code, SYNC() stores both into the interpreter, where
// unwinding, tracebacks and frame objects find them. Fast paths touch no reference count for
// immediates and handle the common heap cases in line; everything else is a function in slow*.c,
// called out of line.
#include "vm/interpreter.h"

#include "gc/collector.h"
#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/range.h"
#include "runtime/shape.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"
#include "vm/call.h"
#include "vm/profile.h"
#include "vm/slow.h"

#define SYNC() (vm->window = R, vm->instruction = I)
#define WORD(n) (((const uint64_t *)(const void *)I)[n])
#define CODE() ((OuCode *)(uintptr_t)R[-2])

// Going on: after an instruction of `words` words.
#define NEXT_AFTER(words) do { I += (words); goto *labels[I->op]; } while (0)
#define NEXT NEXT_AFTER(1)
#define OP(name) L_##name:
#define CHECKED(call) do { SYNC(); if (OU_UNLIKELY(!(call))) goto raised; } while (0)

// Destinations: a dead register, or a local whose old value goes.
#define PUT(index, value) (R[index] = (value))
#define PUT_LOCAL(index, value)                                    \
    do {                                                           \
        OuValue old_ = R[index];                                   \
        R[index] = (value);                                        \
        if (OU_UNLIKELY(ou_is_pointer(old_))) { SYNC(); ou_unref(old_); } \
    } while (0)

// Taken jumps look at what is pending: a collection, Ctrl-C.
#define JUMP_TAKEN(words)                                          \
    do {                                                           \
        if (OU_UNLIKELY(vm->heap.pending)) { poll_words = (words); goto poll; } \
        NEXT_AFTER(I->x + (words));                                \
    } while (0)

#define INT_ADD(a, b, r) ((r) = (a) + (b) - OU_INT_ZERO, OU_LIKELY((r) >= OU_TAG_INT))
#define INT_SUBTRACT(a, b, r) ((r) = (a) - (b) + OU_INT_ZERO, OU_LIKELY((r) >= OU_TAG_INT))
static inline bool int_multiply(OuValue a, OuValue b, OuValue *r)
{
    int64_t product;
    if (__builtin_mul_overflow(ou_int_of(a), ou_int_of(b), &product) || !ou_fits_int(product))
        return false;
    *r = ou_int_value(product);
    return true;
}
#define INT_MULTIPLY(a, b, r) int_multiply((a), (b), &(r))

#define BOTH_FLOAT(a, b) (ou_is_float(a) && ou_is_float(b))

#define ARITHMETIC(name, put, int_operation, sign, operator)                       \
    OP(name) {                                                                     \
        OuValue b = R[I->b], c = R[I->c], r;                                       \
        if (OU_LIKELY(ou_is_int_pair(b, c)) && int_operation(b, c, r)) {           \
            put(I->a, r); NEXT;                                                    \
        }                                                                          \
        if (BOTH_FLOAT(b, c)) {                                                    \
            put(I->a, ou_float_result(ou_float_of(b) sign ou_float_of(c))); NEXT;   \
        }                                                                          \
        CHECKED(ou_slow_binary(vm, R, I, operator)); NEXT;                         \
    }

// Multiplication looks for floats first: whoever multiplies in a hot loop multiplies floats.
#define ARITHMETIC_FLOAT_FIRST(name, put, int_operation, sign, operator)           \
    OP(name) {                                                                     \
        OuValue b = R[I->b], c = R[I->c], r;                                       \
        if (OU_LIKELY(BOTH_FLOAT(b, c))) {                                         \
            put(I->a, ou_float_result(ou_float_of(b) sign ou_float_of(c))); NEXT;  \
        }                                                                          \
        if (OU_LIKELY(ou_is_int_pair(b, c)) && int_operation(b, c, r)) {           \
            put(I->a, r); NEXT;                                                    \
        }                                                                          \
        CHECKED(ou_slow_binary(vm, R, I, operator)); NEXT;                         \
    }

#define ARITHMETIC_INT(name, put, int_operation, sign, operator)                   \
    OP(name) {                                                                     \
        OuValue b = R[I->b], c = ou_int_value(I->x), r;                            \
        if (OU_LIKELY(ou_is_int(b)) && int_operation(b, c, r)) { put(I->a, r); NEXT; } \
        if (ou_is_float(b)) {                                                      \
            put(I->a, ou_float_result(ou_float_of(b) sign (double)I->x)); NEXT;     \
        }                                                                          \
        CHECKED(ou_slow_binary_constant(vm, R, I, operator, c)); NEXT;             \
    }

#define ARITHMETIC_CONST(name, int_operation, sign, operator)                      \
    OP(name) {                                                                     \
        OuValue b = R[I->b], c = WORD(1), r;                                       \
        if (OU_LIKELY(ou_is_int_pair(b, c)) && int_operation(b, c, r)) {           \
            PUT(I->a, r); NEXT_AFTER(2);                                           \
        }                                                                          \
        if (BOTH_FLOAT(b, c)) {                                                    \
            PUT(I->a, ou_float_result(ou_float_of(b) sign ou_float_of(c))); NEXT_AFTER(2); \
        }                                                                          \
        CHECKED(ou_slow_binary_constant(vm, R, I, operator, c)); NEXT_AFTER(2);    \
    }

// Floor division and remainder of ints by positive ints, the usual case.
static inline bool int_floor_divide(OuValue a, OuValue b, OuValue *r)
{
    int64_t x = ou_int_of(a), y = ou_int_of(b);
    if (y <= 0) return false;
    int64_t q = x / y;
    if (x % y < 0) q--;
    *r = ou_int_value(q);
    return true;
}
static inline bool int_remainder(OuValue a, OuValue b, OuValue *r)
{
    int64_t x = ou_int_of(a), y = ou_int_of(b);
    if (y <= 0) return false;
    int64_t m = x % y;
    *r = ou_int_value(m < 0 ? m + y : m);
    return true;
}
static inline bool int_shift_left(OuValue a, OuValue b, OuValue *r)
{
    int64_t x = ou_int_of(a), n = ou_int_of(b);
    if (n < 0 || n > 48 || x > OU_INT_MAX >> n || x < OU_INT_MIN >> n) return false;
    *r = ou_int_value((int64_t)((uint64_t)x << n));
    return true;
}
static inline bool int_shift_right(OuValue a, OuValue b, OuValue *r)
{
    int64_t x = ou_int_of(a), n = ou_int_of(b);
    if (n < 0) return false;
    *r = ou_int_value(x >> (n > 63 ? 63 : n));
    return true;
}
static inline bool int_and(OuValue a, OuValue b, OuValue *r)
{
    *r = ou_int_value(ou_int_of(a) & ou_int_of(b));
    return true;
}
static inline bool int_or(OuValue a, OuValue b, OuValue *r)
{
    *r = ou_int_value(ou_int_of(a) | ou_int_of(b));
    return true;
}
static inline bool int_xor(OuValue a, OuValue b, OuValue *r)
{
    *r = ou_int_value(ou_int_of(a) ^ ou_int_of(b));
    return true;
}

#define INT_ONLY(name, operation, operator)                                        \
    OP(name) {                                                                     \
        OuValue b = R[I->b], c = R[I->c], r;                                       \
        if (OU_LIKELY(ou_is_int_pair(b, c)) && operation(b, c, &r)) { PUT(I->a, r); NEXT; } \
        CHECKED(ou_slow_binary(vm, R, I, operator)); NEXT;                         \
    }
#define INT_ONLY_CONST(name, operation, operator)                                                  \
    OP(name)                                                                                       \
    {                                                                                              \
        OuValue b = R[I->b], c = WORD(1), r;                                                       \
        if (OU_LIKELY(ou_is_int_pair(b, c)) && operation(b, c, &r)) {                              \
            PUT(I->a, r);                                                                          \
            NEXT_AFTER(2);                                                                         \
        }                                                                                          \
        CHECKED(ou_slow_binary_constant(vm, R, I, operator, c));                                   \
        NEXT_AFTER(2);                                                                             \
    }

#define COMPARE(name, sign, operator)                                              \
    OP(COMPARE_##name) {                                                           \
        OuValue b = R[I->b], c = R[I->c];                                          \
        if (OU_LIKELY(ou_is_int_pair(b, c))) { PUT(I->a, ou_bool_value(b sign c)); NEXT; } \
        if (BOTH_FLOAT(b, c)) {                                                    \
            PUT(I->a, ou_bool_value(ou_float_of(b) sign ou_float_of(c))); NEXT;    \
        }                                                                          \
        CHECKED(ou_slow_compare(vm, R, I, operator)); NEXT;                        \
    }

// `if (condition) jump`: a taken jump that may be a back edge polls, one over an `if` body needn't.
#define JUMP_WHEN(condition, polls)                                                \
    do {                                                                           \
        if (condition) {                                                           \
            if (polls) JUMP_TAKEN(1);                                              \
            NEXT_AFTER(I->x + 1);                                                  \
        }                                                                          \
        NEXT;                                                                      \
    } while (0)

#define COMPARE_JUMP(name, wanted, sign, operator)                                 \
    OP(name) {                                                                     \
        OuValue a = R[I->a], b = R[I->b];                                          \
        if (OU_LIKELY(ou_is_int_pair(a, b))) JUMP_WHEN((a sign b) == wanted, wanted); \
        if (BOTH_FLOAT(a, b)) {                                                    \
            JUMP_WHEN((ou_float_of(a) sign ou_float_of(b)) == wanted, wanted);     \
        }                                                                          \
        bool truth;                                                                \
        CHECKED(ou_slow_compare_jump(vm, R, I, operator, OU_UNBOUND, &truth));     \
        JUMP_WHEN(truth == wanted, wanted);                                        \
    }

#define SMALL() ((int16_t)(I->b | I->c << 8))
#define COMPARE_JUMP_INT(name, wanted, sign, operator)                             \
    OP(name) {                                                                     \
        OuValue a = R[I->a], b = ou_int_value(SMALL());                            \
        if (OU_LIKELY(ou_is_int(a))) JUMP_WHEN((a sign b) == wanted, wanted);      \
        if (ou_is_float(a)) {                                                      \
            JUMP_WHEN((ou_float_of(a) sign (double)SMALL()) == wanted, wanted);    \
        }                                                                          \
        bool truth;                                                                \
        CHECKED(ou_slow_compare_jump(vm, R, I, operator, b, &truth));              \
        JUMP_WHEN(truth == wanted, wanted);                                        \
    }

// The header of an instance as attribute caches compare it: kind and shape, without refs and gc
// bits.
static inline uint32_t header_key(const OuObject *object)
{
    uint32_t bits;
    memcpy(&bits, (const char *)object + 4, sizeof bits);
    return bits & 0xFFFF00FFu;
}

// Entering a script function's frame. The arguments stand in `window` already.
static inline void frame_fill(OuCode *code, OuValue *window, OuValue callee, const void *back)
{
    window[-3] = callee;
    window[-2] = (OuValue)(uintptr_t)code;
    window[-1] = (OuValue)(uintptr_t)back;
}

// Without an interpreter it gives its labels, which nobody else knows.
OuValue ou_interpreter_run(OuVM *vm, OuValue *R, const OuInstruction *first)
{
    static const void *labels[256] = {                       // see profile.h for who writes to it
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) [OU_OP_##name] = &&L_##name,
#include "vm/opcodes.def"
#undef OU_OP
        [OU_DISPATCH_TRAP] = &&trap,
    };
    OuInstruction *I = (OuInstruction *)(uintptr_t)first;    // caches are written into the code
    int32_t poll_words;
    OuValue result;                        // of RETURN and of calls
    unsigned destination;
    if (OU_UNLIKELY(!I)) {
        if (vm) goto raised_here;          // the pending exception is raised at vm->instruction
        return (OuValue)(uintptr_t)labels;
    }
    goto *labels[I->op];

poll:
    SYNC();
    if (!ou_slow_poll(vm)) goto raised;
    NEXT_AFTER(I->x + poll_words);

callee_raised:                             // the callee of a call couldn't be looked up
    I = (OuInstruction *)(uintptr_t)ou_unwind(vm, true);
    goto unwound;

raised:
raised_here:
    I = (OuInstruction *)(uintptr_t)ou_unwind(vm, false);
unwound:
    if (!I) return OU_ERROR;
    R = vm->window;
    goto *labels[I->op];

    // --- moves -----------------------------------------------------------------------------------
    OP(NOP) NEXT;
    OP(COPY)
    {
        PUT(I->a, ou_ref(R[I->b]));
        NEXT; }
OP(COPY_L)       { OuValue v = ou_ref(R[I->b]); PUT_LOCAL(I->a, v); NEXT; }
OP(MOVE)         { PUT(I->a, R[I->b]); NEXT; }
OP(STORE)        { PUT_LOCAL(I->a, R[I->b]); NEXT; }
OP(LOAD_INT)     { PUT(I->a, ou_int_value(I->x)); NEXT; }
OP(LOAD_INT_L)   { PUT_LOCAL(I->a, ou_int_value(I->x)); NEXT; }
OP(LOAD_VALUE)   { PUT(I->a, OU_TAG_IMMEDIATE + (uint32_t)I->x); NEXT; }
OP(LOAD_VALUE_L) { PUT_LOCAL(I->a, OU_TAG_IMMEDIATE + (uint32_t)I->x); NEXT; }
OP(LOAD_CONST)   { PUT(I->a, ou_ref(WORD(1))); NEXT_AFTER(2); }
OP(LOAD_CONST_L) { OuValue v = ou_ref(WORD(1)); PUT_LOCAL(I->a, v); NEXT_AFTER(2); }
OP(CHECK) {
    if (OU_UNLIKELY(R[I->a] == OU_UNBOUND)) CHECKED(ou_slow_unbound_local(vm, R, I->a));
    NEXT;
}
OP(DELETE) {
    if (OU_UNLIKELY(R[I->a] == OU_UNBOUND)) CHECKED(ou_slow_unbound_local(vm, R, I->a));
    PUT_LOCAL(I->a, OU_UNBOUND);
    NEXT;
}
OP(CLEAR)     { PUT_LOCAL(I->a, OU_UNBOUND); NEXT; }
OP(DROP)      { OuValue v = R[I->a]; R[I->a] = OU_UNBOUND; SYNC(); ou_unref(v); NEXT; }
OP(FAR_COPY)  { OuValue v = ou_ref(R[I->x]); PUT_LOCAL(I->a, v); NEXT; }
OP(FAR_TAKE)  { OuValue v = ou_take(&R[I->x]); PUT_LOCAL(I->a, v); NEXT; }
OP(FAR_PUT)   { R[I->x] = ou_take(&R[I->a]); NEXT; }
OP(FAR_STORE) { OuValue v = ou_take(&R[I->a]); PUT_LOCAL(I->x, v); NEXT; }
OP(FAR_CHECK) {
    if (OU_UNLIKELY(R[I->x] == OU_UNBOUND)) CHECKED(ou_slow_unbound_local(vm, R, (unsigned)I->x));
    NEXT;
}
OP(FAR_DELETE) {
    if (OU_UNLIKELY(R[I->x] == OU_UNBOUND)) CHECKED(ou_slow_unbound_local(vm, R, (unsigned)I->x));
    PUT_LOCAL(I->x, OU_UNBOUND);
    NEXT;
}
OP(FAR_CLEAR) { PUT_LOCAL(I->x, OU_UNBOUND); NEXT; }
OP(FAR_DROP)  { OuValue v = ou_take(&R[I->x]); SYNC(); ou_unref(v); NEXT; }

// --- names ---------------------------------------------------------------------------------------
OP(LOAD_GLOBAL) {
    const OuDict *dict = (const OuDict *)(uintptr_t)WORD(2);
    if (OU_LIKELY(dict && dict->keys_version == (uint32_t)I->x)) {
        PUT(I->a, ou_ref(*(const OuValue *)(uintptr_t)WORD(3)));
        NEXT_AFTER(4);
    }
    CHECKED(ou_slow_load_global(vm, R, I));
    NEXT_AFTER(4);
}
// `f(n - 1)`: as long as f is a plain function and n a small int, nothing that the three
// instructions do can be seen by a script, so they are done at once, without counting a reference
// to f. Otherwise they run one by one.
OP(CALL_GLOBAL_INT) {
    const OuDict *dict = (const OuDict *)(uintptr_t)WORD(2);
    OuInstruction *add = I + 4, *call = I + 5;
    OuValue b = R[add->b];
    if (OU_LIKELY(dict->keys_version == (uint32_t)I->x && ou_is_int(b))) {
        OuValue callee = *(const OuValue *)(uintptr_t)WORD(3);
        OuValue argument = add->op == OU_OP_ADD_INT ? b + (OuValue)(int64_t)add->x
                                                    : b - (OuValue)(int64_t)add->x;
        if (OU_LIKELY(ou_kind_of(callee) == OU_KIND_FUNCTION && argument >= OU_TAG_INT)) {
            OuCode *code = ou_function_of(callee)->code;
            OuValue *window = R + call->x + OU_FRAME_HEADER;
            if (OU_LIKELY(code->direct_count == 1 && vm->depth < vm->depth_limit
                          && window + code->register_count <= vm->stack_limit)) {
                vm->depth++;
                frame_fill(code, window, (OuValue)(uintptr_t)ou_pointer_of(callee), call);
                window[0] = argument;
                for (uint32_t i = 1; i < code->local_count; i++) window[i] = OU_UNBOUND;
                R = window;
                I = code->instructions;
                goto *labels[I->op];
            }
        }
    }
    CHECKED(ou_slow_load_global(vm, R, I));
    NEXT_AFTER(4);
}
OP(LOAD_BUILTIN) {
    const OuDict *dict = (const OuDict *)(uintptr_t)WORD(2);
    if (OU_LIKELY(dict->keys_version == (uint32_t)I->x &&
                  vm->builtins->keys_version == WORD(1) >> 32)) {
        PUT(I->a, ou_ref(*(const OuValue *)(uintptr_t)WORD(3)));
        NEXT_AFTER(4);
    }
    CHECKED(ou_slow_load_global(vm, R, I));
    NEXT_AFTER(4);
}
// A dictionary that isn't tracked must be when it gets something that may be in a cycle.
OP(STORE_GLOBAL) {
    OuDict *dict = (OuDict *)(uintptr_t)WORD(2);
    if (OU_LIKELY(dict && dict->keys_version == (uint32_t)I->x
                  && ou_heap_is_tracked(&dict->header))) {
        OuValue *slot = (OuValue *)(uintptr_t)WORD(3), old = *slot;
        *slot = I->c ? R[I->a] : ou_ref(R[I->a]);
        if (ou_is_pointer(old)) { SYNC(); ou_unref(old); }
        NEXT_AFTER(4);
    }
    CHECKED(ou_slow_store_global(vm, R, I));
    NEXT_AFTER(4);
}
OP(DELETE_GLOBAL)  { CHECKED(ou_slow_delete_global(vm, R, I)); NEXT; }
OP(LOAD_NAME)      { CHECKED(ou_slow_load_name(vm, R, I)); NEXT; }
OP(STORE_NAME)     { CHECKED(ou_slow_store_name(vm, R, I)); NEXT; }
OP(DELETE_NAME)    { CHECKED(ou_slow_delete_name(vm, R, I)); NEXT; }
OP(LOAD_CELL_NAME) { CHECKED(ou_slow_load_cell_name(vm, R, I)); NEXT; }
OP(MAKE_CELL) {
    SYNC();
    OuValue cell = ou_cell_make_steal(vm, R[I->a]);
    R[I->a] = OU_UNBOUND;
    if (OU_UNLIKELY(cell == OU_ERROR)) goto raised;
    R[I->a] = cell;
    NEXT;
}
OP(COPY_FREE) NEXT;                        // done when the frame is entered
OP(LOAD_CELL) {
    OuValue v = ou_cell_of(R[I->b])->content;
    if (OU_UNLIKELY(v == OU_UNBOUND)) CHECKED(ou_slow_unbound_cell(vm, R, I->b));
    PUT(I->a, ou_ref(v));
    NEXT;
}
OP(STORE_CELL) {
    OuValue v = R[I->b];
    if (!I->c) ou_ref(v);
    OuValue *slot = &ou_cell_of(R[I->a])->content, old = *slot;
    *slot = v;
    if (ou_is_pointer(old)) { SYNC(); ou_unref(old); }
    NEXT;
}
OP(DELETE_CELL) {
    OuValue *slot = &ou_cell_of(R[I->a])->content, old = *slot;
    if (OU_UNLIKELY(old == OU_UNBOUND)) CHECKED(ou_slow_unbound_cell(vm, R, I->a));
    *slot = OU_UNBOUND;
    SYNC();
    ou_unref(old);
    NEXT;
}

// --- arithmetic ----------------------------------------------------------------------------------
ARITHMETIC(ADD, PUT, INT_ADD, +, OU_BINARY_ADD)
ARITHMETIC(SUBTRACT, PUT, INT_SUBTRACT, -, OU_BINARY_SUBTRACT)
ARITHMETIC_FLOAT_FIRST(MULTIPLY, PUT, INT_MULTIPLY, *, OU_BINARY_MULTIPLY)
ARITHMETIC(ADD_L, PUT_LOCAL, INT_ADD, +, OU_BINARY_ADD)
ARITHMETIC(SUBTRACT_L, PUT_LOCAL, INT_SUBTRACT, -, OU_BINARY_SUBTRACT)
ARITHMETIC_FLOAT_FIRST(MULTIPLY_L, PUT_LOCAL, INT_MULTIPLY, *, OU_BINARY_MULTIPLY)
ARITHMETIC_INT(ADD_INT, PUT, INT_ADD, +, OU_BINARY_ADD)
ARITHMETIC_INT(ADD_INT_L, PUT_LOCAL, INT_ADD, +, OU_BINARY_ADD)
ARITHMETIC_INT(SUBTRACT_INT, PUT, INT_SUBTRACT, -, OU_BINARY_SUBTRACT)
ARITHMETIC_INT(SUBTRACT_INT_L, PUT_LOCAL, INT_SUBTRACT, -, OU_BINARY_SUBTRACT)
ARITHMETIC_CONST(ADD_CONST, INT_ADD, +, OU_BINARY_ADD)
ARITHMETIC_CONST(SUBTRACT_CONST, INT_SUBTRACT, -, OU_BINARY_SUBTRACT)
ARITHMETIC_CONST(MULTIPLY_CONST, INT_MULTIPLY, *, OU_BINARY_MULTIPLY)
OP(TRUE_DIVIDE) {
    OuValue b = R[I->b], c = R[I->c];
    if (BOTH_FLOAT(b, c) && ou_float_of(c) != 0) {
        PUT(I->a, ou_float_result(ou_float_of(b) / ou_float_of(c)));
        NEXT;
    }
    if (ou_is_int_pair(b, c) && c != OU_INT_ZERO) {
        PUT(I->a, ou_float_result((double)ou_int_of(b) / (double)ou_int_of(c)));
        NEXT;
    }
    CHECKED(ou_slow_binary(vm, R, I, OU_BINARY_TRUE_DIVIDE));
    NEXT;
}
OP(DIVIDE_CONST) {
    OuValue b = R[I->b], c = WORD(1);
    if (BOTH_FLOAT(b, c) && ou_float_of(c) != 0) {
        PUT(I->a, ou_float_result(ou_float_of(b) / ou_float_of(c)));
        NEXT_AFTER(2);
    }
    CHECKED(ou_slow_binary_constant(vm, R, I, OU_BINARY_TRUE_DIVIDE, c));
    NEXT_AFTER(2);
}
INT_ONLY(FLOOR_DIVIDE, int_floor_divide, OU_BINARY_FLOOR_DIVIDE)
INT_ONLY(REMAINDER, int_remainder, OU_BINARY_REMAINDER)
INT_ONLY(LEFT_SHIFT, int_shift_left, OU_BINARY_LEFT_SHIFT)
INT_ONLY(RIGHT_SHIFT, int_shift_right, OU_BINARY_RIGHT_SHIFT)
INT_ONLY(AND, int_and, OU_BINARY_AND)
INT_ONLY(OR, int_or, OU_BINARY_OR)
INT_ONLY(XOR, int_xor, OU_BINARY_XOR)
INT_ONLY_CONST(FLOOR_CONST, int_floor_divide, OU_BINARY_FLOOR_DIVIDE)
INT_ONLY_CONST(REMAINDER_CONST, int_remainder, OU_BINARY_REMAINDER)
INT_ONLY_CONST(AND_CONST, int_and, OU_BINARY_AND)
INT_ONLY_CONST(SHIFT_LEFT_CONST, int_shift_left, OU_BINARY_LEFT_SHIFT)
INT_ONLY_CONST(SHIFT_RIGHT_CONST, int_shift_right, OU_BINARY_RIGHT_SHIFT)
OP(BINARY)   { CHECKED(ou_slow_binary(vm, R, I, (OuBinary)I->x)); NEXT; }
OP(INPLACE)  { CHECKED(ou_slow_binary(vm, R, I, (OuBinary)I->x)); NEXT; }
OP(NEGATIVE) {
    OuValue b = R[I->b];
    if (OU_LIKELY(ou_is_int(b) && b != OU_TAG_INT)) {
        PUT(I->a, ou_int_value(-ou_int_of(b)));
        NEXT;
    }
    if (ou_is_float(b)) { PUT(I->a, ou_float_result(-ou_float_of(b))); NEXT; }
    CHECKED(ou_slow_unary(vm, R, I, OU_UNARY_NEGATIVE));
    NEXT;
}
OP(POSITIVE) { CHECKED(ou_slow_unary(vm, R, I, OU_UNARY_POSITIVE)); NEXT; }
OP(INVERT)   { CHECKED(ou_slow_unary(vm, R, I, OU_UNARY_INVERT)); NEXT; }
OP(NOT) {
    OuValue b = R[I->b];
    bool truth;
    if (OU_LIKELY(ou_is_bool(b))) truth = b == OU_TRUE;
    else CHECKED(ou_slow_truth(vm, R, I->b, &truth));
    PUT(I->a, ou_bool_value(!truth));
    NEXT;
}

// --- comparison ----------------------------------------------------------------------------------
COMPARE(LT, <, OU_LT)
COMPARE(LE, <=, OU_LE)
COMPARE(EQ, ==, OU_EQ)
COMPARE(NE, !=, OU_NE)
COMPARE(GT, >, OU_GT)
COMPARE(GE, >=, OU_GE)
OP(IS)     { CHECKED(ou_slow_is(vm, R, I, false)); NEXT; }
OP(IS_NOT) { CHECKED(ou_slow_is(vm, R, I, true)); NEXT; }
OP(IN)     { CHECKED(ou_slow_contains(vm, R, I, false)); NEXT; }
OP(NOT_IN) { CHECKED(ou_slow_contains(vm, R, I, true)); NEXT; }

// --- jumps ---------------------------------------------------------------------------------------
OP(JUMP) { JUMP_TAKEN(1); NEXT; }
OP(JUMP_IF) {
    OuValue a = R[I->a];
    bool truth;
    if (OU_LIKELY(ou_is_bool(a))) truth = a == OU_TRUE;
    else CHECKED(ou_slow_truth(vm, R, I->a, &truth));
    if (truth) JUMP_TAKEN(1);
    NEXT;
}
OP(JUMP_UNLESS) {
    OuValue a = R[I->a];
    bool truth;
    if (OU_LIKELY(ou_is_bool(a))) truth = a == OU_TRUE;
    else CHECKED(ou_slow_truth(vm, R, I->a, &truth));
    if (!truth) I += I->x;
    NEXT;
}
OP(JUMP_IF_KEEP) {
    bool truth;
    CHECKED(ou_truth(vm, R[I->a], &truth));
    if (truth) { I += I->x; NEXT; }
    ou_unref(ou_take(&R[I->a]));
    NEXT;
}
OP(JUMP_UNLESS_KEEP) {
    bool truth;
    CHECKED(ou_truth(vm, R[I->a], &truth));
    if (!truth) { I += I->x; NEXT; }
    ou_unref(ou_take(&R[I->a]));
    NEXT;
}
OP(JUMP_IF_NONE) {
    OuValue a = R[I->a];
    if (a == OU_NONE) { JUMP_TAKEN(1); NEXT; }
    if (ou_is_pointer(a) && I->a >= CODE()->local_count) {
        R[I->a] = OU_UNBOUND;
        SYNC();
        ou_unref(a);
    }
    NEXT;
}
OP(JUMP_UNLESS_NONE) {
    OuValue a = R[I->a];
    if (a == OU_NONE) NEXT;
    if (ou_is_pointer(a) && I->a >= CODE()->local_count) {
        R[I->a] = OU_UNBOUND;
        SYNC();
        ou_unref(a);
    }
    JUMP_TAKEN(1);
    NEXT;
}
#define SIX(X, wanted, prefix, suffix)                    \
    X(prefix##LT##suffix, wanted, <, OU_LT)               \
    X(prefix##LE##suffix, wanted, <=, OU_LE)              \
    X(prefix##EQ##suffix, wanted, ==, OU_EQ)              \
    X(prefix##NE##suffix, wanted, !=, OU_NE)              \
    X(prefix##GT##suffix, wanted, >, OU_GT)               \
    X(prefix##GE##suffix, wanted, >=, OU_GE)
SIX(COMPARE_JUMP, true, JUMP_IF_, )
SIX(COMPARE_JUMP, false, JUMP_UNLESS_, )
SIX(COMPARE_JUMP_INT, true, JUMP_IF_, _INT)
SIX(COMPARE_JUMP_INT, false, JUMP_UNLESS_, _INT)

// --- displays ------------------------------------------------------------------------------------
OP(BUILD_TUPLE) OP(BUILD_LIST) OP(BUILD_SET) OP(BUILD_DICT) OP(BUILD_STRING)
OP(LIST_PUSH) OP(SET_PUSH) OP(DICT_PUSH) { CHECKED(ou_slow_build(vm, R, I)); NEXT; }
OP(LIST_APPEND) {
    OuValue v = R[I->b];
    if (!I->c) ou_ref(v);
    OuList *list = ou_list_of(R[I->a]);
    if (OU_LIKELY(list->length < list->capacity)) { list->items[list->length++] = v; NEXT; }
    if (I->c) R[I->b] = OU_UNBOUND;
    CHECKED(ou_list_append_steal(vm, list, v));
    NEXT;
}
OP(SET_ADD) OP(DICT_SET) OP(LIST_EXTEND) OP(SET_UPDATE) OP(DICT_UPDATE) OP(DICT_MERGE)
OP(LIST_TO_TUPLE) OP(BUILD_SLICE) { CHECKED(ou_slow_extend(vm, R, I)); NEXT; }
OP(FORMAT_VALUE) { CHECKED(ou_slow_format(vm, R, I)); NEXT; }

// --- attributes and items ------------------------------------------------------------------------
OP(GET_ATTR) {
    OuValue b = R[I->b];
    if (OU_LIKELY(ou_is_pointer(b))) {
        OuObject *object = ou_pointer_of(b);
        if (OU_LIKELY(header_key(object) == WORD(1) >> 32)) {
            OuValue v = ((OuInstance *)object)->slots[I->x];
            if (OU_LIKELY(v != OU_UNBOUND)) { PUT(I->a, ou_ref(v)); NEXT_AFTER(2); }
        }
    }
    CHECKED(ou_slow_get_attribute(vm, R, I));
    NEXT_AFTER(2);
}
OP(GET_ATTR_L) {
    OuValue b = R[I->b];
    if (OU_LIKELY(ou_is_pointer(b))) {
        OuObject *object = ou_pointer_of(b);
        if (OU_LIKELY(header_key(object) == WORD(1) >> 32)) {
            OuValue v = ((OuInstance *)object)->slots[I->x];
            if (OU_LIKELY(v != OU_UNBOUND)) { ou_ref(v); PUT_LOCAL(I->a, v); NEXT_AFTER(2); }
        }
    }
    CHECKED(ou_slow_get_attribute(vm, R, I));
    NEXT_AFTER(2);
}
OP(GET_ATTR_T) {
    OuValue b = R[I->b];
    if (OU_LIKELY(ou_is_pointer(b))) {
        OuObject *object = ou_pointer_of(b);
        if (OU_LIKELY(header_key(object) == WORD(1) >> 32)) {
            OuValue v = ((OuInstance *)object)->slots[I->x];
            if (OU_LIKELY(v != OU_UNBOUND)) {
                PUT(I->a, ou_ref(v));
                SYNC();
                ou_object_unref(object);
                NEXT_AFTER(2);
            }
        }
    }
    CHECKED(ou_slow_get_attribute(vm, R, I));
    NEXT_AFTER(2);
}
// An attribute that is there already is replaced; one that is new takes the next free slot, and the
// instance the shape that has it.
#define SET_ATTR_BODY(take)                                                              \
    {                                                                                    \
        OuValue a = R[I->a];                                                             \
        if (OU_LIKELY(ou_is_pointer(a))) {                                               \
            OuObject *object = ou_pointer_of(a);                                         \
            OuValue *slot = &((OuInstance *)object)->slots[I->x];                        \
            uint32_t key = header_key(object);                                           \
            if (OU_LIKELY(key == WORD(1) >> 32)) {                                       \
                OuValue old = *slot;                                                     \
                *slot = take;                                                            \
                if (OU_UNLIKELY(ou_is_pointer(old))) { SYNC(); ou_unref(old); }          \
                if (I->c) { SYNC(); ou_object_unref(object); }                           \
                NEXT_AFTER(3);                                                           \
            }                                                                            \
            if (OU_LIKELY(key == (uint32_t)WORD(2)                                       \
                          && (char *)(slot + 1) <= (char *)object + ou_heap_slot_size(object))) { \
                *slot = take;                                                            \
                object->aux = (uint16_t)(WORD(2) >> 32);                                 \
                if (I->c) { SYNC(); ou_object_unref(object); }                           \
                NEXT_AFTER(3);                                                           \
            }                                                                            \
        }                                                                                \
        CHECKED(ou_slow_set_attribute(vm, R, I));                                        \
        NEXT_AFTER(3);                                                                   \
    }
OP(SET_ATTR)   SET_ATTR_BODY(ou_ref(R[I->b]))
OP(SET_ATTR_T) SET_ATTR_BODY(ou_take(&R[I->b]))
OP(DELETE_ATTR) { CHECKED(ou_slow_delete_attribute(vm, R, I)); NEXT; }
OP(GET_ITEM) {
    OuValue b = R[I->b], c = R[I->c];
    if (OU_LIKELY(ou_is_pointer(b) && ou_is_int(c) && !I->x)) {
        OuObject *object = ou_pointer_of(b);
        if (OU_LIKELY(object->kind == OU_KIND_LIST)) {
            OuList *list = (OuList *)object;
            uint64_t index = (uint64_t)ou_int_of(c);
            if (OU_LIKELY(index < list->length)) { PUT(I->a, ou_ref(list->items[index])); NEXT; }
        }
    }
    CHECKED(ou_slow_get_item(vm, R, I));
    NEXT;
}
OP(GET_ITEM_L) {
    OuValue b = R[I->b], c = R[I->c];
    if (OU_LIKELY(ou_is_pointer(b) && ou_is_int(c) && !I->x)) {
        OuObject *object = ou_pointer_of(b);
        if (OU_LIKELY(object->kind == OU_KIND_LIST)) {
            OuList *list = (OuList *)object;
            uint64_t index = (uint64_t)ou_int_of(c);
            if (OU_LIKELY(index < list->length)) {
                OuValue v = ou_ref(list->items[index]);
                PUT_LOCAL(I->a, v);
                NEXT;
            }
        }
    }
    CHECKED(ou_slow_get_item(vm, R, I));
    NEXT;
}
OP(SET_ITEM) {
    OuValue a = R[I->a], b = R[I->b];
    if (OU_LIKELY(ou_is_pointer(a) && ou_is_int(b) && !I->x)) {
        OuObject *object = ou_pointer_of(a);
        if (OU_LIKELY(object->kind == OU_KIND_LIST)) {
            OuList *list = (OuList *)object;
            uint64_t index = (uint64_t)ou_int_of(b);
            if (OU_LIKELY(index < list->length)) {
                OuValue old = list->items[index];
                list->items[index] = ou_ref(R[I->c]);
                if (ou_is_pointer(old)) { SYNC(); ou_unref(old); }
                NEXT;
            }
        }
    }
    CHECKED(ou_slow_set_item(vm, R, I));
    NEXT;
}
OP(SET_ITEM_T) {
    OuValue a = R[I->a], b = R[I->b];
    if (OU_LIKELY(ou_is_pointer(a) && ou_is_int(b) && !I->x)) {
        OuObject *object = ou_pointer_of(a);
        if (OU_LIKELY(object->kind == OU_KIND_LIST)) {
            OuList *list = (OuList *)object;
            uint64_t index = (uint64_t)ou_int_of(b);
            if (OU_LIKELY(index < list->length)) {
                OuValue old = list->items[index];
                list->items[index] = R[I->c];
                R[I->c] = OU_UNBOUND;
                if (ou_is_pointer(old)) { SYNC(); ou_unref(old); }
                NEXT;
            }
        }
    }
    CHECKED(ou_slow_set_item(vm, R, I));
    NEXT;
}
OP(DELETE_ITEM) { CHECKED(ou_slow_delete_item(vm, R, I)); NEXT; }

// --- calls
// ------------------------------------------------------------------------------------------- A
// function of plain positional parameters, called with as many arguments as it has: they stand
// where the callee's parameters are.
#define ENTER(code_, callee_, bits)                                                     \
    do {                                                                                \
        OuCode *enter_ = (code_);                                                       \
        OuValue *window_ = R + I->x + OU_FRAME_HEADER;                                  \
        if (OU_UNLIKELY(++vm->depth > vm->depth_limit                                   \
                        || window_ + enter_->register_count > vm->stack_limit)) {       \
            SYNC();                                                                     \
            if (!ou_call_limit(vm, window_ + enter_->register_count)) goto raised;      \
        }                                                                               \
        frame_fill(enter_, window_, (callee_), (const char *)I + (bits));               \
        for (uint32_t i_ = enter_->argument_count; i_ < enter_->local_count; i_++) {    \
            window_[i_] = OU_UNBOUND;                                                   \
        }                                                                               \
        R = window_;                                                                    \
        I = enter_->instructions;                                                       \
        goto *labels[I->op];                                                            \
    } while (0)

OP(CALL) {
    OuValue callee = R[I->x];
    if (OU_LIKELY(ou_is_pointer(callee))) {
        OuObject *object = ou_pointer_of(callee);
        if (OU_LIKELY(object->kind == OU_KIND_FUNCTION)) {
            OuFunction *function = (OuFunction *)object;
            if (OU_LIKELY(function->code->direct_count == I->a)) ENTER(function->code, callee, 0);
            if (function->code->simple_count == I->a) goto call_closure;
        }
    }
    goto call_any;
call_closure: {
        OuFunction *function = ou_function_of(R[I->x]);
        OuCode *code = function->code;
        OuValue *cells = R + I->x + OU_FRAME_HEADER + code->first_free;
        if (OU_UNLIKELY(++vm->depth > vm->depth_limit
                        || R + I->x + OU_FRAME_HEADER + code->register_count > vm->stack_limit)) {
            SYNC();
            if (!ou_call_limit(vm, R + I->x + OU_FRAME_HEADER + code->register_count)) goto raised;
        }
        OuValue *window = R + I->x + OU_FRAME_HEADER;
        frame_fill(code, window, R[I->x], I);
        for (uint32_t i = code->argument_count; i < code->local_count; i++) window[i] = OU_UNBOUND;
        for (uint32_t i = 0; i < code->free_count; i++)
            cells[i] = ou_ref(function->closure->items[i]);
        R = window;
        I = code->instructions;
        goto *labels[I->op];
    }
}
OP(CALL_GLOBAL) {
    const OuDict *dict = (const OuDict *)(uintptr_t)WORD(2);
    OuValue callee;
    if (OU_LIKELY(dict && dict->keys_version == WORD(1) >> 32)) {
        callee = *(const OuValue *)(uintptr_t)WORD(3);
    } else {
        SYNC();
        callee = ou_call_find_global(vm, R, I);
        if (OU_UNLIKELY(callee == OU_ERROR)) goto callee_raised;
    }
    if (OU_LIKELY(ou_is_pointer(callee))) {
        OuObject *object = ou_pointer_of(callee);
        if (OU_LIKELY(object->kind == OU_KIND_FUNCTION)) {
            OuFunction *function = (OuFunction *)object;
            if (OU_LIKELY(function->code->direct_count == I->a)) {
                ENTER(function->code, (OuValue)(uintptr_t)object, 0);
            }
        }
    }
    R[I->x] = ou_ref(callee);
    goto call_any;
}
OP(CALL_BUILTIN) {
    const OuDict *globals = CODE()->globals;
    if (OU_UNLIKELY(globals->keys_version != WORD(1) >> 32 ||
                    vm->builtins->keys_version != WORD(2))) {
        I->op = OU_OP_CALL_GLOBAL;
        ((uint64_t *)(void *)I)[2] = 0;
        goto *labels[OU_OP_CALL_GLOBAL];
    }
    OuValue callee = *(const OuValue *)(uintptr_t)WORD(3);
    if (OU_LIKELY(ou_kind_of(callee) == OU_KIND_NATIVE)) {
        OuNative *native = (OuNative *)ou_pointer_of(callee);
        if (OU_LIKELY(native->is_simple && ou_native_takes(native, I->a)
                      && native->self == OU_UNBOUND)) {
            SYNC();
            result = ou_native_call_simple(vm, native, R + I->x + OU_FRAME_HEADER, I->a);
            if (OU_UNLIKELY(result == OU_ERROR)) goto raised;
            for (unsigned i = 0; i < I->a; i++)
                ou_unref(ou_take(&R[I->x + OU_FRAME_HEADER + (int)i]));
            R[I->c] = result;
            NEXT_AFTER(4);
        }
    }
    R[I->x] = ou_ref(callee);
    goto call_any;
}
OP(CALL_METHOD) {
    OuValue self = R[I->x + OU_FRAME_HEADER];
    if (OU_LIKELY(ou_is_pointer(self))) {
        OuObject *object = ou_pointer_of(self);
        if (OU_LIKELY(header_key(object) == WORD(1) >> 32 && object->kind == OU_KIND_INSTANCE
                      && vm->shapes[object->aux]->version == (uint32_t)WORD(2))) {
            OuFunction *function = (OuFunction *)(uintptr_t)WORD(3);
            if (OU_LIKELY(function->code->direct_count == I->a + 1)) {
                ENTER(function->code, (OuValue)(uintptr_t)function, 0);
            }
        } else if (header_key(object) == WORD(1) >> 32 && WORD(2) == OU_CALL_NATIVE_METHOD) {
            OuNative *native = (OuNative *)(uintptr_t)WORD(3);
            if (OU_LIKELY(ou_native_takes(native, I->a + 1u))) {
                SYNC();
                result = ou_native_call_simple(vm, native, R + I->x + OU_FRAME_HEADER, I->a + 1u);
                if (OU_UNLIKELY(result == OU_ERROR)) goto raised;
                destination = I->c;
                for (unsigned i = 0; i <= I->a; i++) {
                    OuValue v = ou_take(&R[I->x + OU_FRAME_HEADER + (int)i]);
                    ou_unref(v);
                }
                R[destination] = result;
                NEXT_AFTER(4);
            }
        }
    }
    SYNC();
    switch (ou_call_method_lookup(vm, R, I)) {
    case OU_CALL_BOUND: goto call_bound; // R[x] is the function, self is the first argument
    case OU_CALL_UNBOUND: goto call_unbound;        // R[x] is any callable, self is gone
    default: goto callee_raised;
    }
}
OP(LOAD_METHOD) {
    OuValue self = R[I->x + OU_FRAME_HEADER];
    if (OU_LIKELY(ou_is_pointer(self))) {
        OuObject *object = ou_pointer_of(self);
        if (OU_LIKELY(header_key(object) == WORD(1) >> 32
                      && (WORD(2) == OU_CALL_NATIVE_METHOD
                          || (object->kind == OU_KIND_INSTANCE
                              && vm->shapes[object->aux]->version == (uint32_t)WORD(2))))) {
            OuObject *function = (OuObject *)(uintptr_t)WORD(3);
            ou_object_ref(function);
            R[I->x] = ou_pointer_value(function);
            NEXT_AFTER(4);
        }
    }
    SYNC();
    if (OU_UNLIKELY(ou_call_method_lookup(vm, R, I) == OU_CALL_FAILED)) goto raised;
    NEXT_AFTER(4);
}
OP(CALL_LOADED) {
    if (OU_UNLIKELY(R[I->x + OU_FRAME_HEADER] == OU_UNBOUND)) goto call_unbound;
    goto call_bound;
}

call_bound: {                              // a + 1 arguments from x + 3 on, callee in R[x]
    OuValue callee = R[I->x];
    OuObject *object = ou_pointer_of(callee);
    if (OU_LIKELY(object->kind == OU_KIND_FUNCTION)) {
        OuFunction *function = (OuFunction *)object;
        if (OU_LIKELY(function->code->direct_count == I->a + 1)) {
            ENTER(function->code, callee, 0);
        }
    }
    SYNC();
    switch (ou_call_any(vm, R, I, I->a + 1u, NULL)) {
    case OU_CALL_ENTERED:
        R = vm->window;
        I = (OuInstruction *)(uintptr_t)vm->instruction;
        goto *labels[I->op];
    case OU_CALL_DONE: goto called;
    default: goto raised;
    }
}
call_unbound: {                            // a arguments from x + 4 on: down by one
    for (int i = 0; i < I->a; i++) {
        R[I->x + OU_FRAME_HEADER + i] = R[I->x + OU_FRAME_HEADER + i + 1];
    }
    R[I->x + OU_FRAME_HEADER + I->a] = OU_UNBOUND;
    goto call_any;
}
call_any: {                                // a arguments from x + 3 on, callee in R[x]
    OuValue class = R[I->x];
    if (ou_kind_of(class) == OU_KIND_TYPE) {
        // A class whose instances are plain and whose __init__ is a script's: its frame is entered
        // at once.
        OuType *type = (OuType *)ou_pointer_of(class);
        OuFunction *init = (OuFunction *)type->constructor;
        if (OU_LIKELY(init && type->constructor_version == type->version
                      && init->code->direct_count == I->a + 1 && vm->depth < vm->depth_limit)) {
            OuCode *code = init->code;
            OuValue *window = R + I->x + OU_FRAME_HEADER;
            if (OU_LIKELY(window + code->register_count <= vm->stack_limit)) {
                SYNC();
                OuValue instance = ou_instance_make(vm, type);
                if (OU_UNLIKELY(instance == OU_ERROR)) goto raised;
                vm->depth++;
                for (int i = I->a; i > 0; i--) window[i] = window[i - 1];
                window[0] = ou_ref(instance);
                frame_fill(code, window, instance, (const char *)I + OU_RETURN_CONSTRUCTOR);
                for (uint32_t i = code->argument_count; i < code->local_count; i++)
                    window[i] = OU_UNBOUND;
                type->header.refs--; // the instance holds the class: it can't die here
                R = window;
                I = code->instructions;
                goto *labels[I->op];
            }
        }
    }
    SYNC();
    switch (ou_call_any(vm, R, I, I->a, NULL)) {
    case OU_CALL_ENTERED:
        R = vm->window;
        I = (OuInstruction *)(uintptr_t)vm->instruction;
        goto *labels[I->op];
    case OU_CALL_DONE: goto called;
    default: goto raised;
    }
}
called:                                    // the result stands in R[c]
    NEXT_AFTER(ou_call_words[I->op]);

OP(CALL_KEYWORDS) OP(CALL_LOADED_KEYWORDS) {
    SYNC();
    switch (ou_call_keywords(vm, R, I)) {
    case OU_CALL_ENTERED:
        R = vm->window;
        I = (OuInstruction *)(uintptr_t)vm->instruction;
        goto *labels[I->op];
    case OU_CALL_DONE: goto called;
    default: goto raised;
    }
}
OP(CALL_SPREAD) {
    SYNC();
    switch (ou_call_spread(vm, R, I)) {
    case OU_CALL_ENTERED:
        R = vm->window;
        I = (OuInstruction *)(uintptr_t)vm->instruction;
        goto *labels[I->op];
    case OU_CALL_DONE: goto called;
    default: goto raised;
    }
}

OP(RETURN_LOCAL) { result = R[I->a]; R[I->a] = OU_UNBOUND; goto leave; }
OP(RETURN_NONE)  { result = OU_NONE; goto leave; }
OP(RETURN)       { result = R[I->a]; }
leave: {
    uintptr_t back = (uintptr_t)R[-1];
    if (OU_UNLIKELY(back & OU_RETURN_BITS)) goto leave_constructor;
    for (int32_t i = 0; i < I->x; i++) {
        OuValue v = R[i];
        if (ou_is_pointer(v)) {
            OuObject *object = ou_pointer_of(v);
            if (OU_UNLIKELY((int32_t)--object->refs <= 0)) {
                // A finalizer may ask for this frame's object (a traceback): no dead locals then.
                for (int32_t k = 0; k <= i; k++) R[k] = OU_UNBOUND;
                SYNC();
                ou_object_release(object);
                if (OU_UNLIKELY((uintptr_t)R[-1] & OU_RETURN_BITS)) goto leave_special;
            }
        }
    }
    OuValue callee = R[-3];
    I = (OuInstruction *)(back & ~(uintptr_t)OU_RETURN_BITS);
    R -= I->x + OU_FRAME_HEADER;
    vm->depth--;
    R[I->c] = result;
    if (ou_is_pointer(callee)) { SYNC(); ou_unref(callee); }
    NEXT_AFTER(ou_call_words[I->op]);
}
leave_constructor : { // of a frame without an object: like the above, with the instance
    uintptr_t back = (uintptr_t)R[-1];
    if (OU_UNLIKELY((back & OU_RETURN_BITS) != OU_RETURN_CONSTRUCTOR || result != OU_NONE))
        goto leave_special;
    for (int32_t i = 0; i < I->x; i++) {
        OuValue v = R[i];
        R[i] = OU_UNBOUND;
        if (ou_is_pointer(v)) {
            OuObject *object = ou_pointer_of(v);
            if (OU_UNLIKELY((int32_t)--object->refs <= 0)) {
                SYNC();
                ou_object_release(object);
                if (OU_UNLIKELY((uintptr_t)R[-1] & OU_RETURN_HAS_OBJECT)) goto leave_special;
            }
        }
    }
    result = R[-3];
    I = (OuInstruction *)(back & ~(uintptr_t)OU_RETURN_BITS);
    R -= I->x + OU_FRAME_HEADER;
    vm->depth--;
    R[I->c] = result;
    NEXT_AFTER(ou_call_words[I->op]);
}
leave_special: {
    SYNC();
    OuValue *window = R;
    uintptr_t back = (uintptr_t)R[-1];
    if (back & OU_RETURN_CONSTRUCTOR) {
        if (OU_UNLIKELY(result != OU_NONE)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__init__() should return None, not '%T'",
                           result);
            ou_unref(result);
            goto raised;
        }
        result = ou_take(&R[-3]);
    }
    ou_frame_end(vm, window, I);
    vm->depth--;
    if (back & OU_RETURN_TO_C) return result;
    I = (OuInstruction *)(back & ~(uintptr_t)OU_RETURN_BITS);
    R -= I->x + OU_FRAME_HEADER;
    R[I->c] = result;
    NEXT_AFTER(ou_call_words[I->op]);
}
OP(C_RETURN) __builtin_unreachable();

// --- generators ----------------------------------------------------------------------------------
OP(GENERATOR) {
    SYNC();
    result = ou_generator_make(vm, CODE(), R);
    if (OU_UNLIKELY(result == OU_ERROR)) goto raised;
    uintptr_t back = (uintptr_t)R[-1];
    OuValue callee = ou_take(&R[-3]);
    vm->depth--;
    if (back & OU_RETURN_TO_C) { ou_unref(callee); return result; }
    I = (OuInstruction *)(back & ~(uintptr_t)OU_RETURN_BITS);
    R -= I->x + OU_FRAME_HEADER;
    R[I->c] = result;
    SYNC();
    ou_unref(callee);
    NEXT_AFTER(ou_call_words[I->op]);
}
OP(YIELD) {
    SYNC();
    result = R[I->b];
    R[I->b] = OU_UNBOUND;
    OuGenerator *generator = ou_generator_of(R[-3]);
    ou_call_suspend(vm, generator, R, I);
    vm->depth--;
    if (!generator->caller_instruction) {
        ou_object_unref(&generator->header);         // the frame's own; who called holds another
        return result;
    }
    I = (OuInstruction *)(uintptr_t)generator->caller_instruction;
    R = generator->caller_window;
    generator->caller_window = NULL;
    SYNC();
    ou_object_unref(&generator->header);
    goto generator_gave;
}
generator_gave: // `result` came from the generator that FOR_ITER or SEND resumed
    if (I->op == OU_OP_SEND) {
        R[I->b] = result;
        NEXT_AFTER(2);
    }
    if (I->op == OU_OP_FOR_ITER_L) PUT_LOCAL(I->b, result);
    else PUT(I->b, result);
    JUMP_TAKEN(2);
    NEXT;
OP(RETURN_GENERATOR) OP(RETURN_GENERATOR_LOCAL) {
    SYNC();
    result = ou_take(&R[I->a]);
    OuGenerator *generator = ou_generator_of(R[-3]);
    OuValue *caller = generator->caller_window;
    const OuInstruction *back = generator->caller_instruction;
    ou_call_finish_generator(vm, generator, R, I);
    vm->depth--;
    if (!back) return ou_call_generator_result(vm, result);
    I = (OuInstruction *)(uintptr_t)back;
    R = caller;
    SYNC();
    OuValue iterator = R[I->a];
    R[I->a] = OU_UNBOUND;
    if (I->op == OU_OP_SEND) {
        R[I->b] = result;
        ou_unref(iterator);
        NEXT_AFTER(I->x + 2);
    }
    ou_unref(result);
    ou_unref(iterator);
    NEXT_AFTER(2);
}
OP(GET_AWAITABLE) OP(GET_ASYNC_ITER) OP(GET_ASYNC_NEXT) OP(END_ASYNC_FOR) OP(ENTER_ASYNC_WITH)
OP(EXIT_ASYNC_WITH) { CHECKED(ou_slow_async(vm, R, I)); NEXT; }
OP(GET_YIELD_ITER) { CHECKED(ou_slow_yield_iterator(vm, R, I)); NEXT; }
OP(SEND) {
    SYNC();
    switch (ou_call_send(vm, R, I)) {
    case OU_CALL_ENTERED:
        R = vm->window;
        I = (OuInstruction *)(uintptr_t)vm->instruction;
        goto *labels[I->op];
    case OU_CALL_DONE: NEXT_AFTER(2);
    case OU_CALL_ENDED: NEXT_AFTER(I->x + 2);
    default: goto raised;
    }
}

// --- iteration -----------------------------------------------------------------------------------
OP(GET_ITER) {
    SYNC();
    OuValue iterator = ou_iterate(vm, R[I->b]);
    if (OU_UNLIKELY(iterator == OU_ERROR)) goto raised;
    OuValue old = I->b >= CODE()->local_count ? R[I->b] : OU_UNBOUND;
    R[I->a] = iterator;
    ou_unref(old);
    NEXT;
}
#define EXHAUSTED()                                                       \
    do {                                                                  \
        OuValue iterator_ = R[I->a];                                      \
        R[I->a] = OU_UNBOUND;                                             \
        SYNC();                                                           \
        ou_unref(iterator_);                                              \
        NEXT_AFTER(2);                                                    \
    } while (0)

#define FOR_ITER_BODY(put, range_op, list_op)                             \
    {                                                                     \
        uint8_t kind = ou_kind_of(R[I->a]);                               \
        if (kind == OU_KIND_RANGE_ITERATOR) { I->op = range_op; goto *labels[range_op]; } \
        if (kind == OU_KIND_LIST_ITERATOR) { I->op = list_op; goto *labels[list_op]; }    \
        SYNC();                                                           \
        if (kind == OU_KIND_GENERATOR) {                                  \
            switch (ou_call_next(vm, R, I)) {                             \
            case OU_CALL_ENTERED:                                         \
                R = vm->window;                                           \
                I = (OuInstruction *)(uintptr_t)vm->instruction;          \
                goto *labels[I->op];                                      \
            case OU_CALL_ENDED: EXHAUSTED();                              \
            default: goto raised;                                         \
            }                                                             \
        }                                                                 \
        OuValue v = ou_next(vm, R[I->a]);                                 \
        if (OU_UNLIKELY(v == OU_ERROR)) goto raised;                      \
        if (v == OU_STOP) EXHAUSTED();                                    \
        put(I->b, v);                                                     \
        JUMP_TAKEN(2);                                                     \
        NEXT;                                                             \
    }
OP(FOR_ITER)   FOR_ITER_BODY(PUT, OU_OP_FOR_RANGE, OU_OP_FOR_LIST)
OP(FOR_ITER_L) FOR_ITER_BODY(PUT_LOCAL, OU_OP_FOR_RANGE_L, OU_OP_FOR_LIST_L)

#define FOR_RANGE_BODY(put, general)                                      \
    {                                                                     \
        OuRangeIterator *range = (OuRangeIterator *)ou_pointer_of(R[I->a]); \
        if (OU_UNLIKELY(range->header.kind != OU_KIND_RANGE_ITERATOR)) goto general; \
        if (OU_UNLIKELY(range->remaining == 0)) EXHAUSTED();              \
        OuValue v = ou_int_value(range->current);                         \
        range->remaining--;                                               \
        range->current += range->step;                                    \
        put(I->b, v);                                                     \
        JUMP_TAKEN(2);                                                     \
        NEXT;                                                             \
    }
OP(FOR_RANGE)   FOR_RANGE_BODY(PUT, for_general)
OP(FOR_RANGE_L) FOR_RANGE_BODY(PUT_LOCAL, for_general_l)

#define FOR_LIST_BODY(put, general)                                       \
    {                                                                     \
        OuListIterator *walk = (OuListIterator *)ou_pointer_of(R[I->a]);  \
        if (OU_UNLIKELY(walk->header.kind != OU_KIND_LIST_ITERATOR)) goto general; \
        if (OU_UNLIKELY(!ou_is_pointer(walk->sequence))) EXHAUSTED();     \
        OuList *list = ou_list_of(walk->sequence);                        \
        if (OU_UNLIKELY((uint64_t)walk->index >= list->length)) {         \
            SYNC();                                                       \
            ou_unref(ou_take(&walk->sequence));                           \
            EXHAUSTED();                                                  \
        }                                                                 \
        OuValue v = ou_ref(list->items[walk->index++]);                   \
        put(I->b, v);                                                     \
        JUMP_TAKEN(2);                                                     \
        NEXT;                                                             \
    }
OP(FOR_LIST)   FOR_LIST_BODY(PUT, for_general)
OP(FOR_LIST_L) FOR_LIST_BODY(PUT_LOCAL, for_general_l)

for_general:                               // another kind of iterator this time
    I->op = OU_OP_FOR_ITER;
    goto *labels[OU_OP_FOR_ITER];
for_general_l:
    I->op = OU_OP_FOR_ITER_L;
    goto *labels[OU_OP_FOR_ITER_L];
OP(UNPACK) {
    OuValue value = R[I->a];
    if (OU_LIKELY(ou_kind_of(value) == OU_KIND_TUPLE)) {
        OuTuple *tuple = ou_tuple_of(value);
        if (OU_LIKELY(tuple->length == ((size_t)I->b | (size_t)I->c << 8))) {
            bool is_consumed = I->a >= CODE()->local_count;
            for (size_t i = 0; i < tuple->length; i++) R[I->x + i] = ou_ref(tuple->items[i]);
            if (is_consumed) { SYNC(); ou_object_unref(&tuple->header); }
            NEXT;
        }
    }
    CHECKED(ou_slow_unpack(vm, R, I));
    NEXT;
}
OP(JUMP_UNLESS_SEQUENCE) {
    if (ou_type_of(vm, R[I->a])->collection != OU_COLLECTION_SEQUENCE) I += I->x;
    NEXT;
}
OP(JUMP_UNLESS_MAPPING) {
    if (ou_type_of(vm, R[I->a])->collection != OU_COLLECTION_MAPPING) I += I->x;
    NEXT;
}
OP(GET_LENGTH) OP(MATCH_KEYS) OP(MATCH_REST) { CHECKED(ou_slow_pattern(vm, R, I)); NEXT; }
OP(MATCH_CLASS) { CHECKED(ou_slow_pattern(vm, R, I)); NEXT_AFTER(2); }
OP(UNPACK_STAR) { CHECKED(ou_slow_unpack_star(vm, R, I)); NEXT_AFTER(2); }

// --- exceptions ----------------------------------------------------------------------------------
OP(RAISE) OP(RAISE_FROM) OP(RAISE_AGAIN) { CHECKED(ou_slow_raise(vm, R, I)); NEXT; }
OP(RERAISE) {
    SYNC();
    ou_error_set_steal(vm, ou_take(&R[I->a]));
    goto raised;
}
OP(BEGIN_HANDLER) {
    OuValue exception = R[I->a];
    R[I->a] = vm->handled;
    vm->handled = exception;
    NEXT;
}
OP(END_HANDLER) {
    OuValue ended = vm->handled;
    vm->handled = R[I->a];
    R[I->a] = OU_UNBOUND;
    SYNC();
    ou_unref(ended);
    NEXT;
}
OP(LOAD_HANDLED) { PUT(I->a, ou_ref(vm->handled)); NEXT; }
OP(JUMP_UNLESS_MATCH) {
    bool matches;
    CHECKED(ou_slow_match(vm, R, I, &matches));
    if (!matches) I += I->x;
    NEXT;
}
OP(MATCH_GROUP) OP(PREPARE_RERAISE) { CHECKED(ou_slow_group(vm, R, I)); NEXT; }
OP(LOAD_ASSERTION_ERROR) {
    PUT(I->a, ou_ref(ou_pointer_value(vm->types[OU_TYPE_ASSERTION_ERROR])));
    NEXT;
}
OP(ENTER_WITH)      { CHECKED(ou_slow_enter_with(vm, R, I)); NEXT; }
OP(EXIT_WITH) OP(EXIT_WITH_ERROR) { CHECKED(ou_slow_exit_with(vm, R, I)); NEXT; }

// --- definitions ---------------------------------------------------------------------------------
OP(MAKE_FUNCTION) { CHECKED(ou_slow_make_function(vm, R, I)); NEXT; }
OP(LOAD_BUILD_CLASS) OP(SETUP_ANNOTATIONS) OP(IMPORT_NAME) OP(IMPORT_FROM) OP(IMPORT_STAR)
OP(PRINT_EXPRESSION) { CHECKED(ou_slow_define(vm, R, I)); NEXT; }

trap:
    goto *ou_profile_trap(vm, R, I)[I->op];
}

const void **ou_interpreter_labels(void)
{
    return (const void **)(uintptr_t)ou_interpreter_run(NULL, NULL, NULL);
}
