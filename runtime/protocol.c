// protocol.c: the operations of the language on any value, by way of the slots.
#include "runtime/protocol.h"

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/generic_alias.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/native.h"
#include "runtime/number_format.h"
#include "runtime/sequence.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"
#include "runtime/warning.h"

// --- text ----------------------------------------------------------------------------------------

static OuValue expect_str(OuVM *vm, OuValue result, const char *method)
{
    if (result == OU_ERROR || ou_is_str(result)) return result;
    OuValue error =
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s returned non-string (type %T)", method, result);
    ou_unref(result);
    return error;
}

OuValue ou_repr(OuVM *vm, OuValue value)
{
    if (!ou_recursion_enter(vm, " while getting the repr of an object")) return OU_ERROR;
    OuValue result = ou_type_of(vm, value)->slots.repr(vm, value);
    ou_recursion_leave(vm);
    return expect_str(vm, result, "__repr__");
}

OuValue ou_str(OuVM *vm, OuValue value)
{
    if (ou_is_exact_str(value)) return ou_ref(value);
    if (!ou_recursion_enter(vm, " while getting the str of an object")) return OU_ERROR;
    OuType *type = ou_type_of(vm, value);
    OuValue result = type->slots.str ? type->slots.str(vm, value) : type->slots.repr(vm, value);
    ou_recursion_leave(vm);
    return expect_str(vm, result, "__str__");
}

static bool put_escaped(OuStringWriter *writer, uint32_t c)
{
    static const char digits[] = "0123456789abcdef";
    if (c < 0x80) return ou_writer_put(writer, c);
    unsigned width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    bool ok = ou_writer_put(writer, '\\')
           && ou_writer_put(writer, width == 2 ? 'x' : width == 4 ? 'u' : 'U');
    for (unsigned i = width; ok && i-- > 0;)
        ok = ou_writer_put(writer, (uint8_t)digits[c >> (4 * i) & 15]);
    return ok;
}

OuValue ou_ascii(OuVM *vm, OuValue value)
{
    OuValue text = ou_repr(vm, value);
    if (text == OU_ERROR || ou_str_is_ascii(ou_str_of(text))) return text;
    OuString *string = ou_str_of(text);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0; i < string->length && put_escaped(&writer, ou_str_at(string, i)); i++) {}
    ou_unref(text);
    return ou_writer_finish(&writer);
}

OuValue ou_format(OuVM *vm, OuValue value, OuString *specification)
{
    if (ou_is_int(value)) return ou_number_format_int(vm, value, specification);
    if (ou_is_float(value)) return ou_number_format_float(vm, value, specification);
    if (ou_is_exact_str(value)) return ou_str_format_spec(vm, ou_str_of(value), specification);
    OuValue argument = ou_str_value(specification);
    OuValue result = ou_call_dunder(vm, value, OU_NAMED(vm, dunder_format), &argument, 1);
    if (result == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "Type %T doesn't define __format__", value);
    }
    if (result == OU_ERROR || ou_is_str(result)) return result;
    OuValue error =
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "__format__ must return a str, not %T", result);
    ou_unref(result);
    return error;
}

// --- hash, truth, comparison ---------------------------------------------------------------------

bool ou_hash(OuVM *vm, OuValue value, int64_t *hash)
{
    if (ou_is_exact_str(value)) {
        return ou_str_hash_long(vm, ou_str_of(value), hash);
    }
    if (ou_is_int(value)) {
        int64_t number = ou_int_of(value);
        *hash = number == -1 ? -2 : number;
        return true;
    }
    OuType *type = ou_type_of(vm, value);
    if (type->slots.hash) return type->slots.hash(vm, value, hash);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "unhashable type: '%T'", value);
    return false;
}

bool ou_truth(OuVM *vm, OuValue value, bool *truth)
{
    if (ou_is_bool(value)) { *truth = value == OU_TRUE; return true; }
    if (value == OU_NONE) { *truth = false; return true; }
    if (ou_is_int(value)) { *truth = value != ou_int_value(0); return true; }
    OuType *type = ou_type_of(vm, value);
    if (type->slots.truth) return type->slots.truth(vm, value, truth);
    if (!type->slots.length) { *truth = true; return true; }
    size_t length;
    if (!type->slots.length(vm, value, &length)) return false;
    *truth = length != 0;
    return true;
}

static OuCompare reflected(OuCompare operator)
{
    switch (operator) {
    case OU_LT: return OU_GT;
    case OU_LE: return OU_GE;
    case OU_GT: return OU_LT;
    case OU_GE: return OU_LE;
    default:    return operator;
    }
}

static OuValue compare_slots(OuVM *vm, OuValue a, OuValue b, OuCompare operator)
{
    OuType *left = ou_type_of(vm, a), *right = ou_type_of(vm, b);
    bool tried = false;
    OuValue result;
    if (left != right && ou_is_subtype(right, left) && right->slots.compare) {
        tried = true;
        result = right->slots.compare(vm, b, a, reflected(operator));
        if (result != OU_NOT_IMPLEMENTED) return result;
    }
    if (left->slots.compare) {
        result = left->slots.compare(vm, a, b, operator);
        if (result != OU_NOT_IMPLEMENTED) return result;
    }
    if (!tried && right->slots.compare) return right->slots.compare(vm, b, a, reflected(operator));
    return OU_NOT_IMPLEMENTED;
}

static const char *compare_sign(OuCompare operator)
{
    static const char *const signs[] = { "<", "<=", "==", "!=", ">", ">=" };
    return signs[operator];
}

OuValue ou_compare(OuVM *vm, OuValue a, OuValue b, OuCompare operator)
{
    if (!ou_recursion_enter(vm, " in comparison")) return OU_ERROR;
    OuValue result = compare_slots(vm, a, b, operator);
    ou_recursion_leave(vm);
    if (result != OU_NOT_IMPLEMENTED) return result;
    if (operator == OU_EQ) return ou_bool_value(a == b);
    if (operator == OU_NE) return ou_bool_value(a != b);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%s' not supported between instances of '%T' and '%T'",
                    compare_sign(operator), a, b);
}

bool ou_compare_truth(OuVM *vm, OuValue a, OuValue b, OuCompare operator, bool *truth)
{
    OuValue result = ou_compare(vm, a, b, operator);
    if (result == OU_ERROR) return false;
    bool ok = ou_truth(vm, result, truth);
    ou_unref(result);
    return ok;
}

bool ou_equal(OuVM *vm, OuValue a, OuValue b, bool *equal)
{
    if (a == b && !ou_is_float(a)) { *equal = true; return true; }
    if (ou_is_int_pair(a, b)) { *equal = false; return true; }
    if (a == b) { *equal = true; return true; }          // the same nan is itself in containers
    return ou_compare_truth(vm, a, b, OU_EQ, equal);
}

// --- operators -----------------------------------------------------------------------------------

static const char *const binary_signs[] = {
    "+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "divmod()",
};
static const char *const inplace_signs[] = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "divmod()",
};

typedef OuValue BinarySlot(OuVM *, OuValue, OuValue);

static OuValue try_binary(OuVM *vm, OuBinary operator, OuValue a, OuValue b)
{
    OuType *left = ou_type_of(vm, a), *right = ou_type_of(vm, b);
    BinarySlot *first = left->slots.binary[operator];
    BinarySlot *second = left == right ? NULL : right->slots.binary[operator];
    if (second == first) second = NULL;
    OuValue result;
    if (first) {
        if (second && ou_is_subtype(right, left)) {
            result = second(vm, a, b);
            if (result != OU_NOT_IMPLEMENTED) return result;
            second = NULL;
        }
        result = first(vm, a, b);
        if (result != OU_NOT_IMPLEMENTED) return result;
    }
    return second ? second(vm, a, b) : OU_NOT_IMPLEMENTED;
}

// Where CPython's type has a table of sequence operations, for whatever purpose.
static bool looks_like_sequence(const OuType *type)
{
    return !type->is_builtin || type->slots.contains || type->slots.length
        || type->definition->flags & OU_TYPE_SEQUENCE;
}

static bool repeats(const OuType *type)
{
    return type->definition->flags & OU_TYPE_SEQUENCE && type->slots.get_item
        && type->slots.binary[OU_BINARY_MULTIPLY];
}

static OuValue unsupported(OuVM *vm, OuBinary operator, const char *sign, OuValue a, OuValue b)
{
    // Concatenation and repetition have words of their own.
    if (operator == OU_BINARY_MULTIPLY) {
        if (repeats(ou_type_of(vm, a))) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                            "can't multiply sequence by non-int of type '%T'", b);
        }
        bool is_asked = *sign == '*' && !sign[1];
        if (repeats(ou_type_of(vm, b)) && (is_asked || !looks_like_sequence(ou_type_of(vm, a)))) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                            "can't multiply sequence by non-int of type '%T'", a);
        }
    }
    // `print >> file` was a statement of Python 2.
    OuString *print = ou_str_intern_text(vm, "print", 5);
    if (!print) return OU_ERROR;
    OuValue known = ou_dict_get_name_peek(vm->builtins, print);
    ou_object_unref(&print->header);
    bool is_hint = operator == OU_BINARY_RIGHT_SHIFT && sign[2] == '\0' && a == known
                && ou_kind_of(a) == OU_KIND_NATIVE;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "unsupported operand type(s) for %s: '%T' and '%T'%s",
                    sign, a, b,
                    is_hint ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : "");
}

OuValue ou_binary(OuVM *vm, OuBinary operator, OuValue a, OuValue b)
{
    OuValue result = try_binary(vm, operator, a, b);
    if (result != OU_NOT_IMPLEMENTED) return result;
    return unsupported(vm, operator, binary_signs[operator], a, b);
}

OuValue ou_inplace(OuVM *vm, OuBinary operator, OuValue a, OuValue b)
{
    BinarySlot *slot = ou_type_of(vm, a)->slots.inplace[operator];
    if (slot) {
        OuValue result = slot(vm, a, b);
        if (result != OU_NOT_IMPLEMENTED) return result;
    }
    OuType *left = ou_type_of(vm, a), *right = ou_type_of(vm, b);
    // `a *= sequence`: the sequence isn't asked when the left one could have been one itself.
    bool is_left_only = operator == OU_BINARY_MULTIPLY && repeats(right) && !repeats(left)
                     && looks_like_sequence(left)
                     && right->slots.binary[operator] == right->definition->slots.binary[operator];
    OuValue result = !is_left_only ? try_binary(vm, operator, a, b)
                   : left->slots.binary[operator] ? left->slots.binary[operator](vm, a, b)
                   : OU_NOT_IMPLEMENTED;
    if (result != OU_NOT_IMPLEMENTED) return result;
    return unsupported(vm, operator, inplace_signs[operator], a, b);
}

OuValue ou_unary(OuVM *vm, OuUnary operator, OuValue value)
{
    static const char *const signs[] = { "unary -", "unary +", "unary ~", "abs()" };
    OuType *type = ou_type_of(vm, value);
    if (type->slots.unary[operator]) return type->slots.unary[operator](vm, value);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "bad operand type for %s: '%T'", signs[operator],
                    value);
}

OuValue ou_power(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    if (modulus == OU_NONE || modulus == OU_UNBOUND)
        return ou_binary(vm, OU_BINARY_POWER, base, exponent);
    OuType *type = ou_type_of(vm, base);
    OuValue result = OU_NOT_IMPLEMENTED;
    if (type->slots.power_modulo) {
        result = type->slots.power_modulo(vm, base, exponent, modulus);
    } else {
        OuValue arguments[2] = { exponent, modulus };
        result = ou_call_dunder(vm, base, OU_NAMED(vm, dunder_pow), arguments, 2);
        if (result == OU_UNBOUND) result = OU_NOT_IMPLEMENTED;
    }
    // The other operands' types have a say after the base's, each once.
    OuValue others[2] = { exponent, modulus };
    const void *asked[2] = { (const void *)type->slots.power_modulo, NULL };
    for (int i = 0; i < 2 && result == OU_NOT_IMPLEMENTED; i++) {
        const OuSlots *slots = &ou_type_of(vm, others[i])->slots;
        const void *slot = (const void *)slots->power_modulo;
        if (!slot || slot == asked[0] || slot == asked[1]) continue;
        asked[1] = slot;
        result = slots->power_modulo(vm, base, exponent, modulus);
    }
    if (result != OU_NOT_IMPLEMENTED) return result;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exponent,
                    modulus);
}

// --- items ---------------------------------------------------------------------------------------

OuValue ou_get_item(OuVM *vm, OuValue object, OuValue key)
{
    OuType *type = ou_type_of(vm, object);
    if (type->slots.get_item) return type->slots.get_item(vm, object, key);
    if (ou_is_type(object)) {
        OuType *class = (OuType *)ou_pointer_of(object);
        OuValue method = ou_type_lookup_peek(vm, class, OU_NAMED(vm, dunder_class_getitem));
        if (method != OU_UNBOUND && method != OU_NONE) {
            OuValue bound = ou_get_attribute(vm, object, OU_NAMED(vm, dunder_class_getitem));
            if (bound == OU_ERROR) return OU_ERROR;
            OuValue result = ou_call(vm, bound, &key, 1);
            ou_unref(bound);
            return result;
        }
        if (class == vm->types[OU_TYPE_TYPE]) return ou_generic_alias_make(vm, object, key);
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type '%N' is not subscriptable", class);
    }
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not subscriptable", object);
}

// What takes no items still complains about an index that isn't one.
static bool check_index(OuVM *vm, const OuType *type, OuValue key)
{
    int64_t index;
    return !looks_like_sequence(type) || !ou_has_index(vm, key)
        || ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index);
}

bool ou_set_item(OuVM *vm, OuValue object, OuValue key, OuValue value)
{
    OuType *type = ou_type_of(vm, object);
    if (type->slots.set_item) return type->slots.set_item(vm, object, key, value);
    if (!check_index(vm, type, key)) return false;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object does not support item assignment", object);
    return false;
}

bool ou_delete_item(OuVM *vm, OuValue object, OuValue key)
{
    OuType *type = ou_type_of(vm, object);
    if (type->slots.set_item) return type->slots.set_item(vm, object, key, OU_UNBOUND);
    if (!check_index(vm, type, key)) return false;
    // CPython asks the sequence for it when the key could be an index.
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object does%s support item deletion", object,
                   looks_like_sequence(type) && ou_has_index(vm, key) ? "n't" : " not");
    return false;
}

static bool contains_by_iteration(OuVM *vm, OuValue container, OuValue item, bool *found)
{
    OuType *type = ou_type_of(vm, container);
    if (!type->slots.iterate && !type->slots.get_item) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument of type '%T' is not iterable", container);
        return false;
    }
    OuValue iterator = ou_iterate(vm, container);
    if (iterator == OU_ERROR) return false;
    bool ok = true;
    *found = false;
    while (ok && !*found) {
        OuValue next = ou_next(vm, iterator);
        if (next == OU_STOP) break;
        ok = next != OU_ERROR && ou_equal(vm, next, item, found) && ou_check_interrupt_now(vm);
        ou_unref(next);
    }
    ou_unref(iterator);
    return ok;
}

bool ou_contains(OuVM *vm, OuValue container, OuValue item, bool *found)
{
    OuType *type = ou_type_of(vm, container);
    if (type->slots.contains) return type->slots.contains(vm, container, item, found);
    return contains_by_iteration(vm, container, item, found);
}

bool ou_length(OuVM *vm, OuValue object, size_t *length)
{
    OuType *type = ou_type_of(vm, object);
    if (type->slots.length) return type->slots.length(vm, object, length);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "object of type '%T' has no len()", object);
    return false;
}

bool ou_length_hint(OuVM *vm, OuValue object, size_t *length)
{
    *length = 0;
    OuType *type = ou_type_of(vm, object);
    if (type->slots.length) {
        if (type->slots.length(vm, object, length)) return true;
        if (!ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) return false;
        ou_error_clear(vm);
    }
    OuValue hint = ou_call_dunder(vm, object, OU_NAMED(vm, dunder_length_hint), NULL, 0);
    if (hint == OU_UNBOUND || hint == OU_NOT_IMPLEMENTED) return true;
    if (hint == OU_ERROR) {
        if (!ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) return false;
        ou_error_clear(vm);
        return true;
    }
    int64_t value = 0;
    bool ok = ou_is_any_int(hint);
    if (!ok)
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__length_hint__ must be an integer, not %T", hint);
    else if (!ou_int_as_int64(hint, &value)) value = 0;
    ou_unref(hint);
    if (ok && value < 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "__length_hint__() should return >= 0");
        return false;
    }
    *length = (size_t)value;
    return ok;
}

// --- iteration -----------------------------------------------------------------------------------

// Iterators stand on iterators, callables on callables, without end in sight for the C stack.
static bool c_stack_left(OuVM *vm)
{
    if (OU_LIKELY((char *)__builtin_frame_address(0) > vm->c_stack_limit)) return true;
    (void)ou_raise(vm, OU_TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    return false;
}

OuValue ou_iterate(OuVM *vm, OuValue object)
{
    if (!c_stack_left(vm)) return OU_ERROR;
    OuType *type = ou_type_of(vm, object);
    if (!type->slots.iterate) {
        if (type->slots.get_item && !(type->definition->flags & OU_TYPE_MAPPING)) {
            return ou_sequence_iterate(vm, object);
        }
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not iterable", object);
    }
    OuValue iterator = type->slots.iterate(vm, object);
    if (iterator == OU_ERROR) return OU_ERROR;
    if (ou_type_of(vm, iterator)->slots.next) return iterator;
    OuValue error =
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "iter() returned non-iterator of type '%T'", iterator);
    ou_unref(iterator);
    return error;
}

OuValue ou_next_raising(OuVM *vm, OuValue iterator)
{
    if (!c_stack_left(vm)) return OU_ERROR;
    OuType *type = ou_type_of(vm, iterator);
    if (type->slots.next) return type->slots.next(vm, iterator);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not an iterator", iterator);
}

OuValue ou_next(OuVM *vm, OuValue iterator)
{
    OuValue item = ou_next_raising(vm, iterator);
    if (item != OU_ERROR || !ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) return item;
    ou_error_clear(vm);
    return OU_STOP;
}

// --- calls ---------------------------------------------------------------------------------------

OuValue ou_call_names(OuVM *vm, OuValue callee, const OuValue *arguments, size_t positional,
                      OuTuple *names)
{
    if (!c_stack_left(vm)) return OU_ERROR;
    OuType *type = ou_type_of(vm, callee);
    if (!type->slots.call)
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not callable", callee);
    ou_ref(callee);
    OuValue result = type->slots.call(vm, callee, arguments, positional, names);
    ou_unref(callee);
    return result;
}

OuValue ou_call(OuVM *vm, OuValue callee, const OuValue *arguments, size_t count)
{
    return ou_call_names(vm, callee, arguments, count, NULL);
}

OuValue ou_call_prepended(OuVM *vm, OuValue callee, OuValue first, const OuValue *arguments,
                          size_t positional, OuTuple *names)
{
    enum { SMALL = 16 };
    size_t count = positional + (names ? names->length : 0) + 1, bytes = count * sizeof(OuValue);
    OuValue small[SMALL], *all = small;
    if (count > SMALL) {
        all = ou_heap_buffer_alloc(&vm->heap, bytes);
        if (!all) return ou_raise_memory_error(vm);
    }
    all[0] = first;
    if (count > 1) memcpy(all + 1, arguments, bytes - sizeof(OuValue));
    OuValue result = ou_call_names(vm, callee, all, positional + 1, names);
    if (all != small) ou_heap_buffer_free(&vm->heap, all, bytes);
    return result;
}

OuValue ou_call_extended(OuVM *vm, OuValue callee, OuValue arguments, OuValue keywords)
{
    const OuTuple *given = ou_tuple_of(arguments);
    const OuDict *named = ou_dict_of(keywords);
    if (!named->used) return ou_call(vm, callee, given->items, given->length);
    OuTuple *names = ou_tuple_new(vm, named->used);
    if (!names) return OU_ERROR;
    OuTuple *values = ou_tuple_new(vm, given->length + named->used);
    OuValue result = OU_ERROR;
    if (values) {
        for (size_t i = 0; i < given->length; i++) values->items[i] = ou_ref(given->items[i]);
        uint32_t position = 0;
        OuValue key, value;
        for (size_t i = 0; i < names->length && ou_dict_walk(named, &position, &key, &value); i++) {
            names->items[i] = ou_ref(key);
            values->items[given->length + i] = ou_ref(value);
        }
        result = ou_call_names(vm, callee, values->items, given->length, names);
        ou_object_unref(&values->header);
    }
    ou_object_unref(&names->header);
    return result;
}

OuValue ou_call_method(OuVM *vm, OuValue object, OuString *name, const OuValue *arguments,
                       size_t count)
{
    OuValue method = ou_get_attribute(vm, object, name);
    if (method == OU_ERROR) return OU_ERROR;
    OuValue result = ou_call(vm, method, arguments, count);
    ou_unref(method);
    return result;
}

bool ou_is_callable(OuVM *vm, OuValue value)
{
    return ou_type_of(vm, value)->slots.call != NULL;
}

// --- conversions to numbers ----------------------------------------------------------------------

OuValue ou_to_index(OuVM *vm, OuValue value)
{
    if (ou_is_int(value)) return value;
    if (ou_is_any_int(value)) return ou_int_exact(vm, value);
    OuType *type = ou_type_of(vm, value);
    if (!type->slots.to_index) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object cannot be interpreted as an integer",
                        value);
    }
    OuValue result = type->slots.to_index(vm, value);
    if (result == OU_ERROR || ou_is_int(result)) return result;
    if (ou_is_any_int(result)) {
        bool ok = ou_is_exact_int(result)
               || ou_warn(vm, OU_TYPE_DEPRECATION_WARNING, "__index__ returned non-int (type %T).  "
                          OU_STRICT_SUBCLASS("int"), result);
        OuValue exact = ok ? ou_int_exact(vm, result) : OU_ERROR;
        ou_unref(result);
        return exact;
    }
    OuValue error =
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "__index__ returned non-int (type %T)", result);
    ou_unref(result);
    return error;
}

static bool to_int64(OuVM *vm, OuValue value, int64_t *result, const char *message)
{
    OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    bool ok = ou_int_as_int64(index, result);
    ou_unref(index);
    if (!ok) (void)ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, message, value);
    return ok;
}

bool ou_to_int64(OuVM *vm, OuValue value, int64_t *result)
{
    return to_int64(vm, value, result, "Python int too large to convert to C long");
}

bool ou_to_size(OuVM *vm, OuValue value, int64_t *result)
{
    OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    bool ok = ou_int_as_int64(index, result);
    ou_unref(index);
    if (!ok)
        (void)ou_raise(vm, OU_TYPE_INDEX_ERROR, "cannot fit '%T' into an index-sized integer",
                       value);
    return ok;
}

bool ou_to_size_clamped(OuVM *vm, OuValue value, int64_t *result)
{
    OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    if (!ou_int_as_int64(index, result)) *result = ou_int_sign(index) < 0 ? INT64_MIN : INT64_MAX;
    ou_unref(index);
    return true;
}

bool ou_to_double(OuVM *vm, OuValue value, double *result)
{
    if (ou_is_float(value)) { *result = ou_float_of(value); return true; }
    if (ou_is_any_int(value)) return ou_int_as_double(vm, value, result);
    OuType *type = ou_type_of(vm, value);
    if (type->slots.to_float) {
        OuValue converted = type->slots.to_float(vm, value);
        if (converted == OU_ERROR) return false;
        if (ou_is_float(converted)) { *result = ou_float_of(converted); return true; }
        bool ok = ou_base_kind_of(converted) == OU_KIND_FLOAT
               && ou_warn(vm, OU_TYPE_DEPRECATION_WARNING, "%T.__float__ returned non-float "
                          "(type %T).  " OU_STRICT_SUBCLASS("float"), value, converted);
        if (ok) *result = ou_float_any_of(converted);
        if (!ok && !ou_has_error(vm)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%T.__float__ returned non-float (type %T)",
                           value, converted);
        }
        ou_unref(converted);
        return ok;
    }
    if (!type->slots.to_index) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "must be real number, not %T", value);
        return false;
    }
    OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    bool ok = ou_int_as_double(vm, index, result);
    ou_unref(index);
    return ok;
}
