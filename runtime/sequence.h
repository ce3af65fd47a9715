// sequence.h: what list, tuple, range, str and bytes have in common: indices and counts.
#ifndef OU_RUNTIME_SEQUENCE_H
#define OU_RUNTIME_SEQUENCE_H

#include "gc/object.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/state.h"

// The value is an int or has __index__.
bool ou_has_index(const OuVM *vm, OuValue value);
// An int or something with __index__ as an index or a repeat count. Too large: the exception
// `overflow` with "cannot fit 'int' into an index-sized integer".
OU_CHECKED bool ou_sequence_index(OuVM *vm, OuValue value, OuTypeId overflow, int64_t *index);
// The same for arguments of methods: "Python int too large to convert to C ssize_t". A parameter
// that was left out (OU_UNBOUND) leaves *index as it is.
OU_CHECKED bool ou_sequence_argument(OuVM *vm, OuValue value, int64_t *index);
// Start and end arguments of index() and the like: anything too large is clamped, left out
// (OU_UNBOUND) leaves *index as it is. TypeError "slice indices must be integers or ...".
OU_CHECKED bool ou_sequence_bound(OuVM *vm, OuValue value, int64_t *index);

// `left` and `right` are two lists or two tuples; safe when comparing items changes the lists.
OU_CHECKED OuValue ou_sequence_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator);

// Sequences come second in `+` and `*`: an operand of another nature that implements the operator
// answers first. true: it did, with *result (or an exception and OU_ERROR).
OU_CHECKED bool ou_sequence_defer(OuVM *vm, OuBinary operator, OuValue left, OuValue right,
                                  OuValue other, OuValue *result);
// The `times` of a repetition, 0 if negative. "can't multiply sequence by non-int of type 'x'".
OU_CHECKED bool ou_sequence_times(OuVM *vm, OuValue times, int64_t *count);

// ou_equal, at hand for the common answers: the same value, or two small ints.
OU_CHECKED static inline bool ou_sequence_match(OuVM *vm, OuValue item, OuValue wanted, bool *equal)
{
    *equal = item == wanted;
    return *equal || ou_is_int_pair(item, wanted) || ou_equal(vm, item, wanted, equal);
}

enum { OU_ITEMS_AT_ONCE = 1 << 16 };       // are copied between two looks for an interrupt

OU_CHECKED bool ou_sequence_copy_pieces(OuVM *vm, OuValue *to, const OuValue *from, size_t count,
                                        size_t *copied);
// Copies values to where nothing was; each is a new reference. False: interrupted; *copied says how
// many there are.
OU_CHECKED static inline bool ou_sequence_copy(OuVM *vm, OuValue *to, const OuValue *from,
                                               size_t count, size_t *copied)
{
    *copied = count;
    if (OU_UNLIKELY(count > OU_ITEMS_AT_ONCE)) {
        return ou_sequence_copy_pieces(vm, to, from, count, copied);
    }
    if (count) ou_ref_span(to, from, count);
    return true;
}

// Setter of attributes that are fields in CPython: AttributeError "readonly attribute".
OU_CHECKED bool ou_sequence_readonly(OuVM *vm, OuValue self, OuValue value);

// -1 is the last one. false, without an exception: out of range.
static inline bool ou_sequence_in_range(int64_t *index, size_t length)
{
    if (*index < 0) *index += (int64_t)length;
    return (uint64_t)*index < length;
}

// A position of a slice or of insert(): negative ones count from the end, all are cut to 0..length.
static inline size_t ou_sequence_clamp(int64_t index, size_t length)
{
    if (index < 0) {
        index += (int64_t)length;
        return index < 0 ? 0 : (size_t)index;
    }
    return (size_t)index > length ? length : (size_t)index;
}

#endif
