#include "runtime/slice.h"

#include <stddef.h>

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

OuValue ou_slice_make(OuVM *vm, OuValue start, OuValue stop, OuValue step)
{
    OuSlice *slice = (OuSlice *)ou_heap_new(&vm->heap, OU_KIND_SLICE, sizeof *slice);
    if (!slice) return ou_raise_memory_error(vm);
    slice->start = ou_ref(start);
    slice->stop = ou_ref(stop);
    slice->step = ou_ref(step);
    return ou_pointer_value(slice);
}

// ---- Indices -----------------------------------------------------------------------------------

static bool slice_part(OuVM *vm, OuValue value, int64_t *part)
{
    if (value == OU_NONE) return true;
    if (ou_has_index(vm, value)) return ou_sequence_bound(vm, value, part);
    ou_raise(vm, OU_TYPE_TYPE_ERROR,
             "slice indices must be integers or None or have an __index__ method");
    return false;
}

bool ou_slice_unpack(OuVM *vm, const OuSlice *slice, OuSliceIndices *indices)
{
    indices->step = 1;
    indices->count = 0;
    if (!slice_part(vm, slice->step, &indices->step)) return false;
    if (indices->step == 0) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "slice step cannot be zero");
        return false;
    }
    if (indices->step == INT64_MIN) indices->step = -INT64_MAX;      // so that it can be negated
    indices->start = indices->step < 0 ? INT64_MAX : 0;
    indices->stop = indices->step < 0 ? INT64_MIN : INT64_MAX;
    return slice_part(vm, slice->start, &indices->start)
        && slice_part(vm, slice->stop, &indices->stop);
}

static int64_t slice_clip(int64_t index, int64_t length, int64_t step)
{
    if (index < 0) {
        index += length;
        return index >= 0 ? index : step < 0 ? -1 : 0;
    }
    return index < length ? index : step < 0 ? length - 1 : length;
}

void ou_slice_adjust(OuSliceIndices *indices, size_t length)
{
    int64_t step = indices->step;
    indices->start = slice_clip(indices->start, (int64_t)length, step);
    indices->stop = slice_clip(indices->stop, (int64_t)length, step);
    indices->count = 0;
    if (step > 0 && indices->start < indices->stop) {
        indices->count = (size_t)((indices->stop - indices->start - 1) / step + 1);
    } else if (step < 0 && indices->stop < indices->start) {
        indices->count = (size_t)((indices->start - indices->stop - 1) / -step + 1);
    }
}

bool ou_slice_indices(OuVM *vm, const OuSlice *slice, size_t length, OuSliceIndices *indices)
{
    if (!ou_slice_unpack(vm, slice, indices)) return false;
    ou_slice_adjust(indices, length);
    return true;
}

// ---- slice.indices(): ints of any size ----------------------------------------------------------

// An exact int from one part; `otherwise` (owned) if it is None.
static OuValue part_as_int(OuVM *vm, OuValue value, OuValue otherwise)
{
    if (value == OU_NONE) return otherwise;
    ou_unref(otherwise);
    if (ou_has_index(vm, value)) return ou_to_index(vm, value);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "slice indices must be integers or None or have an __index__ method");
}

// As slice_clip; takes the index over.
static OuValue clip_int(OuVM *vm, OuValue index, OuValue lower, OuValue upper, OuValue length)
{
    if (index == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(index) >= 0) {
        if (ou_int_compare(index, upper) <= 0) return index;
        ou_unref(index);
        return ou_ref(upper);
    }
    OuValue sum = ou_int_binary(vm, OU_BINARY_ADD, index, length);
    ou_unref(index);
    if (sum == OU_ERROR || ou_int_compare(sum, lower) >= 0) return sum;
    ou_unref(sum);
    return ou_ref(lower);
}

static OuValue indices_with_step(OuVM *vm, const OuSlice *slice, OuValue length, OuValue step)
{
    bool backwards = ou_int_sign(step) < 0;
    OuValue lower = ou_int_value(backwards ? -1 : 0);
    OU_OWNED OuValue upper = backwards
        ? ou_int_binary(vm, OU_BINARY_SUBTRACT, length, ou_int_value(1)) : ou_ref(length);
    if (upper == OU_ERROR) return OU_ERROR;
    OuValue first = backwards ? upper : lower, last = backwards ? lower : upper;
    OuValue parts[3] = { OU_UNBOUND, OU_UNBOUND, ou_ref(step) };
    parts[0] = slice->start == OU_NONE ? ou_ref(first)
        : clip_int(vm, part_as_int(vm, slice->start, OU_UNBOUND), lower, upper, length);
    if (parts[0] != OU_ERROR) {
        parts[1] = slice->stop == OU_NONE ? ou_ref(last)
            : clip_int(vm, part_as_int(vm, slice->stop, OU_UNBOUND), lower, upper, length);
    }
    if (parts[0] != OU_ERROR && parts[1] != OU_ERROR) return ou_tuple_make_steal(vm, parts, 3);
    ou_unref(parts[0]);
    ou_unref(parts[2]);
    return OU_ERROR;
}

OuValue ou_slice_indices_value(OuVM *vm, const OuSlice *slice, OuValue length)
{
    OU_OWNED OuValue step = part_as_int(vm, slice->step, ou_int_value(1));
    if (step == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(step) == 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "slice step cannot be zero");
    }
    return indices_with_step(vm, slice, length, step);
}

OU_METHOD(slice_indices, "indices(self, length, /)",
          "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate "
          "the start and stop\nindices, and the stride length of the extended slice described by\n"
          "S. Out of bounds indices are clipped in a manner consistent with the\n"
          "handling of normal slices.")
{
    OU_OWNED OuValue length = ou_to_index(vm, arguments[1]);
    if (length == OU_ERROR) return OU_ERROR;
    if (ou_int_sign(length) < 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "length should not be negative");
    }
    return ou_slice_indices_value(vm, ou_slice_of(arguments[0]), length);
}

// ---- The type ----------------------------------------------------------------------------------

static OuValue slice_repr(OuVM *vm, OuValue self)
{
    const OuSlice *slice = ou_slice_of(self);
    return ou_str_make_format(vm, "slice(%R, %R, %R)", slice->start, slice->stop, slice->step);
}

static OuValue slice_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_slice(other)) return OU_NOT_IMPLEMENTED;
    if (self == other) {
        return ou_bool_value(operator == OU_EQ || operator == OU_LE || operator == OU_GE);
    }
    const OuSlice *slices[2] = { ou_slice_of(self), ou_slice_of(other) };
    OuValue tuples[2] = { OU_ERROR, OU_ERROR };
    OuValue result = OU_ERROR;
    for (int i = 0; i < 2; i++) tuples[i] = ou_tuple_make(vm, &slices[i]->start, 3);
    if (tuples[0] != OU_ERROR && tuples[1] != OU_ERROR) {
        result = ou_compare(vm, tuples[0], tuples[1], operator);
    }
    ou_unref(tuples[0]);
    ou_unref(tuples[1]);
    return result;
}

static const OuNativeDef slice_new_native = {
    "slice(start, stop=None, step=None, /)", NULL, NULL
};

static OuValue slice_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    if (names && names->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "slice() takes no keyword arguments");
    }
    if (positional == 0 || positional > 3) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "slice expected at %s %d argument%s, got %zu",
                        positional ? "most" : "least", positional ? 3 : 1, positional ? "s" : "",
                        positional);
    }
    if (positional == 1) return ou_slice_make(vm, OU_NONE, arguments[0], OU_NONE);
    return ou_slice_make(vm, arguments[0], arguments[1], positional == 3 ? arguments[2] : OU_NONE);
}

static OuValue slice_get_start(OuVM *vm, OuValue self) { return ou_ref(ou_slice_of(self)->start); }
static OuValue slice_get_stop(OuVM *vm, OuValue self)  { return ou_ref(ou_slice_of(self)->stop); }
static OuValue slice_get_step(OuVM *vm, OuValue self)  { return ou_ref(ou_slice_of(self)->step); }

static const OuGetSetDef slice_getset[] = {
    { "start", slice_get_start, ou_sequence_readonly, NULL },
    { "stop", slice_get_stop, ou_sequence_readonly, NULL },
    { "step", slice_get_step, ou_sequence_readonly, NULL },
    { NULL, NULL, NULL, NULL },
};

OU_METHOD(slice_sizeof, "__sizeof__(self, /)",
          "Size of object in memory, in bytes, as CPython 3.11 would lay it out.")
{
    return ou_int_value(40);
}

OU_METHOD(slice_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    OuSlice *slice = ou_slice_of(arguments[0]);
    OuValue parts[] = { slice->start, slice->stop, slice->step };
    return ou_reduce_make_steal(vm, ou_pointer_value(vm->types[OU_TYPE_SLICE]), OU_UNBOUND,
                                ou_tuple_make(vm, parts, 3));
}

static const OuNativeDef *const slice_methods[] = {
    &slice_indices_native, &slice_reduce_native, &slice_sizeof_native, NULL,
};

static void slice_visit(OuObject *self, OuVisitor *visitor)
{
    OuSlice *slice = (OuSlice *)self;
    ou_visit_value(visitor, &slice->step);
    ou_visit_value(visitor, &slice->start);
    ou_visit_value(visitor, &slice->stop);
}

static const OuSlotName slice_slots[] = {
    { offsetof(OuSlice, start), ".start" }, { offsetof(OuSlice, stop), ".stop" },
    { offsetof(OuSlice, step), ".step" }, { 0, NULL },
};
static const OuLayout slice_layout = {
    .name = "slice", .visit = slice_visit, .slot_names = slice_slots,
};

const OuTypeDef ou_slice_type = {
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for "
           "extended slicing (e.g. a[0:10:2]).",
    .constructor = &slice_new_native,
    .kind = OU_KIND_SLICE,
    .layout = &slice_layout,
    .methods = slice_methods,
    .getset = slice_getset,
    .slots = {
        .repr = slice_repr,
        .compare = slice_compare,
        .construct = slice_construct,
    },
};
