// The pool: every constant of one run of the compiler, equal ones once. Equal means the same type
// and the same value to the last bit: 1, 1.0 and True are three constants, 0.0 and -0.0 two.
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/complex.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "vm/compile_unit.h"

static uint64_t pool_mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0x9E3779B97F4A7C15ull;
    return hash ^ hash >> 32;
}

// Long constants are hashed by what comes first: if that is interrupted, the run fails anyway.
static uint64_t pool_hash(OuCompiler *compiler, OuValue value)
{
    switch (ou_kind_of(value)) {
    case OU_KIND_STR: {
        int64_t hash = 0;
        if (!ou_str_hash_long(compiler->vm, ou_str_of(value), &hash)) ou_unit_fail(compiler);
        return pool_mix(OU_KIND_STR, (uint64_t)hash);
    }
    case OU_KIND_BYTES: {
        OuBytes *bytes = ou_bytes_of(value);
        uint64_t hash = OU_KIND_BYTES;
        for (size_t i = 0; i < bytes->length && ou_unit_may_go_on(compiler); i++) {
            hash = pool_mix(hash, bytes->data[i]);
        }
        return hash;
    }
    case OU_KIND_INT:
        return pool_mix(OU_KIND_INT, (uint64_t)ou_int_hash(value));
    case OU_KIND_TUPLE: {
        OuTuple *tuple = ou_tuple_of(value);
        uint64_t hash = OU_KIND_TUPLE;
        for (size_t i = 0; i < tuple->length && ou_unit_may_go_on(compiler); i++) {
            hash = pool_mix(hash, pool_hash(compiler, tuple->items[i]));
        }
        return hash;
    }
    case OU_KIND_COMPLEX:
        return OU_KIND_COMPLEX;
    default:
        return pool_mix(0, value);
    }
}

static bool pool_equal(OuValue a, OuValue b)
{
    if (a == b) return true;
    if (!ou_is_pointer(a) || ou_kind_of(a) != ou_kind_of(b)) return false;
    switch (ou_kind_of(a)) {
    case OU_KIND_STR:
        return ou_str_equal(ou_str_of(a), ou_str_of(b));
    case OU_KIND_BYTES:
        return ou_bytes_of(a)->length == ou_bytes_of(b)->length &&
               !memcmp(ou_bytes_of(a)->data, ou_bytes_of(b)->data, ou_bytes_of(a)->length);
    case OU_KIND_INT:
        return ou_int_compare(a, b) == 0;
    case OU_KIND_COMPLEX:
        return ou_float_value(ou_complex_of(a).real) == ou_float_value(ou_complex_of(b).real) &&
               ou_float_value(ou_complex_of(a).imag) ==
                   ou_float_value(ou_complex_of(b).imag);
    case OU_KIND_TUPLE:
        if (ou_tuple_of(a)->length != ou_tuple_of(b)->length) return false;
        for (size_t i = 0; i < ou_tuple_of(a)->length; i++) {
            if (!pool_equal(ou_tuple_of(a)->items[i], ou_tuple_of(b)->items[i])) return false;
        }
        return true;
    default:
        return false;
    }
}

static OuValue pool_at(const OuCompiler *compiler, uint32_t slot)
{
    return ou_list_of(compiler->pool)->items[compiler->pool_slots[slot] - 1];
}

static uint32_t pool_slot(OuCompiler *compiler, OuValue value)
{
    uint32_t slot = (uint32_t)pool_hash(compiler, value) & (compiler->pool_slot_count - 1);
    while (compiler->pool_slots[slot] &&
           !pool_equal(pool_at(compiler, slot), value)) {
        slot = (slot + 1) & (compiler->pool_slot_count - 1);
    }
    return slot;
}

static bool pool_rehash(OuCompiler *compiler)
{
    uint32_t count = compiler->pool_slot_count ? compiler->pool_slot_count * 2 : 64;
    uint32_t *slots = ou_arena_alloc(&compiler->arena, count * sizeof *slots);
    if (!slots) return false;
    compiler->pool_slots = slots;
    compiler->pool_slot_count = count;
    const OuList *pool = ou_list_of(compiler->pool);
    for (uint32_t i = 0; i < pool->length && ou_unit_may_go_on(compiler); i++) {
        slots[pool_slot(compiler, pool->items[i])] = i + 1;
    }
    return !compiler->failed;
}

OuValue ou_unit_pool_steal(OuCompiler *compiler, OuValue value)
{
    if (!ou_is_pointer(value)) return value;
    OuList *pool = ou_list_of(compiler->pool);
    if (pool->length * 2 >= compiler->pool_slot_count && !pool_rehash(compiler)) {
        ou_unit_fail(compiler);
    }
    uint32_t slot = compiler->failed ? 0 : pool_slot(compiler, value);
    if (compiler->failed || compiler->pool_slots[slot]) {
        ou_unref(value);
        return compiler->failed ? OU_NONE : pool_at(compiler, slot);
    }
    if (!ou_list_append_steal(compiler->vm, pool, value)) {
        ou_unit_fail(compiler);
        return OU_NONE;
    }
    compiler->pool_slots[slot] = (uint32_t)pool->length;
    return value;
}

uint32_t ou_unit_constant_steal(OuCompiler *compiler, OuValue value)
{
    OuUnit *unit = compiler->unit;
    value = ou_unit_pool_steal(compiler, value);
    uint32_t index;
    if (ou_table_find(&unit->constant_table, value, &index)) return index;
    if (!ou_unit_grow(compiler, &unit->arena, &unit->constants, unit->constant_count,
                      &unit->constant_capacity, sizeof *unit->constants)) {
        return 0;
    }
    if (!ou_table_add(&unit->constant_table, &unit->arena, value, unit->constant_count)) {
        ou_unit_fail(compiler);
        return 0;
    }
    unit->constants[unit->constant_count] = value;
    return unit->constant_count++;
}
