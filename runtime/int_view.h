// int_view.h: what the files of int share: looking at an int's limbs, and making ints of limbs.
#ifndef OU_RUNTIME_INT_VIEW_H
#define OU_RUNTIME_INT_VIEW_H

#include "runtime/int.h"
#include "runtime/native.h"

// The sign and the magnitude of any int. Points into the int or into itself: not to be copied.
typedef struct OuIntView {
    const OuLimb *limbs;
    size_t        length;       // trimmed; 0 for 0
    bool          is_negative;
    OuLimb        own;          // an immediate's magnitude
} OuIntView;

static inline int64_t ou_int_small_of(OuValue v)          // of an immediate int or bool
{
    return ou_is_int(v) ? ou_int_of(v) : v == OU_TRUE;
}

static inline void ou_int_view(OuValue value, OuIntView *view)
{
    if (ou_is_pointer(value)) {
        const OuInt *object = ou_int_object_of(value);
        view->limbs = object->limbs;
        view->is_negative = object->size < 0;
        view->length = (size_t)(object->size < 0 ? -object->size : object->size);
        return;
    }
    int64_t small = ou_int_small_of(value);
    view->is_negative = small < 0;
    view->own = (OuLimb)(small < 0 ? -small : small);
    view->limbs = &view->own;
    view->length = small != 0;
}

// A fresh exact int with room for so many limbs, which the caller fills. NULL: MemoryError is set.
OU_CHECKED OuInt *ou_int_new(OuVM *vm, size_t limbs);
// Trims it, and makes an immediate of it where that fits. Takes the reference over.
OU_CHECKED OuValue ou_int_finish_steal(size_t length, bool is_negative, OuInt *result);
// Gives up an int that never became a value.
void ou_int_discard(OuInt *result);
OU_CHECKED OuValue ou_int_make_pair(OuVM *vm, OuLimbPair magnitude, bool is_negative);

OU_CHECKED OuValue ou_int_add(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_subtract(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_multiply(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_floor_divide(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_modulo(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_true_divide(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_int_shift(OuVM *vm, OuValue a, OuValue count, bool left);
OU_CHECKED OuValue ou_int_bitwise(OuVM *vm, OuBinary operator, OuValue a, OuValue b);

// int's construction (int_construct.c), also of a subclass; shared with bool's base and from_bytes.
OuValue ou_int_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                         OuTuple *names);
// An exact int as an instance of `type`, int or a subclass.
OU_CHECKED OuValue ou_int_as_type(OuVM *vm, OuType *type, OuValue value);

// Methods and attributes (int_method.c, int_bytes.c), listed in int.c.
extern const OuNativeDef *const ou_int_methods[];
extern const OuGetSetDef ou_int_getset[];
extern const OuNativeDef ou_int_to_bytes_method;
extern const OuNativeDef ou_int_from_bytes_method;

#endif
