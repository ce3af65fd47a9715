// random.c: the Mersenne Twister MT19937 (M. Matsumoto, T. Nishimura, 1998), with CPython's way of
// seeding it: the same seed gives the same numbers.
#include "runtime/modules/random.h"

#include <string.h>
#include <sys/random.h>

#include "runtime/argument.h"
#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/int_view.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

enum { WORDS = 624, MIDDLE = 397 };

typedef struct Twister {
    OuObject header;
    uint32_t words[WORDS];
    uint32_t index;                    // of the next word; WORDS: all are used up
} Twister;

static Twister *twister_of(OuValue value) { return (Twister *)ou_pointer_of(value); }

// ---- The generator ------------------------------------------------------------------------------

static void refill(Twister *self)
{
    uint32_t *words = self->words;
    for (unsigned i = 0; i < WORDS; i++) {
        uint32_t mixed = (words[i] & 0x80000000u) | (words[(i + 1) % WORDS] & 0x7fffffffu);
        words[i] = words[(i + MIDDLE) % WORDS] ^ mixed >> 1 ^ (mixed & 1 ? 0x9908b0dfu : 0);
    }
    self->index = 0;
}

static uint32_t next_word(Twister *self)
{
    if (self->index >= WORDS) refill(self);
    uint32_t word = self->words[self->index++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680u;
    word ^= word << 15 & 0xefc60000u;
    return word ^ word >> 18;
}

static void seed_by_number(Twister *self, uint32_t number)
{
    self->words[0] = number;
    for (uint32_t i = 1; i < WORDS; i++) {
        uint32_t before = self->words[i - 1];
        self->words[i] = 1812433253u * (before ^ before >> 30) + i;
    }
    self->index = WORDS;
}

// init_by_array of the reference implementation; word(i) is the i-th of `count` words of the key.
static void seed_by_key(Twister *self, const OuLimb *limbs, size_t count)
{
    uint32_t *words = self->words;
    uint32_t i = 1;
    size_t j = 0, rounds = count > WORDS ? count : WORDS;
    seed_by_number(self, 19650218u);
    for (; rounds; rounds--) {
        uint32_t key = (uint32_t)(limbs[j / 2] >> 32 * (j % 2));
        words[i] = (words[i] ^ (words[i - 1] ^ words[i - 1] >> 30) * 1664525u) + key + (uint32_t)j;
        if (++j >= count) j = 0;
        if (++i < WORDS) continue;
        words[0] = words[WORDS - 1];
        i = 1;
    }
    for (rounds = WORDS - 1; rounds; rounds--) {
        words[i] = (words[i] ^ (words[i - 1] ^ words[i - 1] >> 30) * 1566083941u) - i;
        if (++i < WORDS) continue;
        words[0] = words[WORDS - 1];
        i = 1;
    }
    words[0] = 0x80000000u;
}

static bool seed(OuVM *vm, Twister *self, OuValue given)
{
    if (given == OU_UNBOUND || given == OU_NONE) {
        OuLimb noise[WORDS / 2];
        if (getrandom(noise, sizeof noise, 0) != (ssize_t)sizeof noise) {
            (void)ou_raise(vm, OU_TYPE_OS_ERROR, "no random numbers from the system");
            return false;
        }
        seed_by_key(self, noise, WORDS);
        return true;
    }
    int64_t hash;
    OU_OWNED OuValue number = OU_UNBOUND;
    if (ou_is_any_int(given)) number = ou_ref(given);
    else if (ou_hash(vm, given, &hash)) number = ou_int_make_unsigned(vm, (uint64_t)hash);
    else return false;
    if (number == OU_ERROR) return false;
    OuIntView view;
    const OuLimb zero = 0;
    ou_int_view(number, &view);
    size_t count = (ou_limbs_bits(view.limbs, view.length) + 31) / 32;
    seed_by_key(self, count ? view.limbs : &zero, count ? count : 1);
    return true;
}

// ---- Methods ------------------------------------------------------------------------------------

OU_METHOD(random_random, "random(self, /)", "random() -> x in the interval [0, 1).")
{
    Twister *self = twister_of(arguments[0]);
    uint32_t high = next_word(self) >> 5, low = next_word(self) >> 6;
    return ou_float_value((high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

OU_METHOD(random_seed, "seed(self, n=None, /)",
          "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\n"
          "of the current time and the process identifier.")
{
    return seed(vm, twister_of(arguments[0]), arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(random_getrandbits, "getrandbits(self, k, /)",
          "getrandbits(k) -> x.  Generates an int with k random bits.")
{
    Twister *self = twister_of(arguments[0]);
    int bits;
    if (!ou_argument_int(vm, arguments[1], &bits)) return OU_ERROR;
    if (bits < 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "number of bits must be non-negative");
    }
    if (bits == 0) return ou_int_value(0);
    size_t limbs = ((size_t)bits + 63) / 64, words = ((size_t)bits + 31) / 32;
    OuInt *result = ou_int_new(vm, limbs);
    if (!result) return OU_ERROR;
    memset(result->limbs, 0, limbs * sizeof *result->limbs);
    for (size_t i = 0; i < words; i++, bits -= 32) {
        uint64_t word = next_word(self);
        if (bits < 32) word >>= 32 - bits;
        result->limbs[i / 2] |= word << 32 * (i % 2);
        if (ou_check_interrupt_at(vm, i)) continue;
        ou_int_discard(result);
        return OU_ERROR;
    }
    return ou_int_finish_steal(limbs, false, result);
}

OU_METHOD(random_getstate, "getstate(self, /)",
          "getstate() -> tuple containing the current state.")
{
    const Twister *self = twister_of(arguments[0]);
    OuTuple *state = ou_tuple_new(vm, WORDS + 1);
    if (!state) return OU_ERROR;
    for (unsigned i = 0; i < WORDS; i++) state->items[i] = ou_int_value(self->words[i]);
    state->items[WORDS] = ou_int_value(self->index);
    return ou_pointer_value(state);
}

OU_METHOD(random_setstate, "setstate(self, state, /)",
          "setstate(state) -> None.  Restores generator state.")
{
    Twister *self = twister_of(arguments[0]);
    if (!ou_is_tuple(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "state vector must be a tuple");
    }
    const OuTuple *state = ou_tuple_of(arguments[1]);
    if (state->length != WORDS + 1) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "state vector is the wrong size");
    }
    uint32_t words[WORDS + 1];
    for (unsigned i = 0; i <= WORDS; i++) {
        uint64_t word;
        if (!ou_is_any_int(state->items[i])) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "an integer is required");
        }
        if (!ou_int_as_uint64(state->items[i], &word)) {
            return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "can't convert negative value to unsigned "
                            "int");
        }
        words[i] = (uint32_t)word;
    }
    if (words[WORDS] > WORDS) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid state");
    memcpy(self->words, words, sizeof self->words);
    self->index = words[WORDS];
    return OU_NONE;
}

static const OuNativeDef *const random_methods[] = {
    &random_random_native, &random_seed_native, &random_getrandbits_native,
    &random_getstate_native, &random_setstate_native, NULL,
};

// ---- The type -----------------------------------------------------------------------------------

static const OuTypeDef random_type;

// Subclasses are seeded by their __init__, which may take other arguments.
static OuValue random_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                size_t positional, OuTuple *names)
{
    bool is_plain = type->definition == &random_type && type->is_builtin;
    if (is_plain && ((names && names->length) || positional > 1)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, names && names->length
                        ? "Random() takes no keyword arguments"
                        : "Random() requires 0 or 1 argument");
    }
    OuValue given = is_plain && positional ? arguments[0] : OU_UNBOUND;
    Twister *self = (Twister *)ou_object_new_leaf(vm, type, sizeof *self);
    if (!self) return OU_ERROR;
    if (seed(vm, self, given)) return ou_pointer_value(self);
    ou_object_unref(&self->header);
    return OU_ERROR;
}

static void random_visit(OuObject *object, OuVisitor *visitor) { ou_visit_tail(object, visitor); }

static const OuLayout random_layout = { .name = "Random", .visit = random_visit };

static const OuTypeDef random_type = {
    .name = "Random", .module = "_random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .kind = OU_KIND_TWISTER,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &random_layout,
    .methods = random_methods,
    .slots = { .construct = random_construct },
};

static bool setup(OuVM *vm, OuModule *module)
{
    OuType *type = ou_type_make_builtin(vm, &random_type);
    if (!type) return false;
    type->kind |= OU_KIND_SUBCLASS;
    return ou_module_add(vm, module, "Random", ou_pointer_value(type));
}

static const OuNativeDef *const functions[] = { NULL };

const OuModuleDef ou_random_module = {
    .name = "_random",
    .doc = "Module implements the Mersenne Twister random number generator.",
    .functions = functions,
    .setup = setup,
};
