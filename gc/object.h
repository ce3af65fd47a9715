// object.h: the eight bytes that every heap object begins with, and counting references.
//
//     refs:32 | kind:8 | gc:8 | aux:16 | payload ...
//
// `refs` with its sign bit set marks an immortal object; a count that overflows lands there too, so
// it can never wrap around to zero. `kind` names the built-in layout; bit 7 (OU_KIND_SUBCLASS) says
// that the object is an instance of a class made by a script from that layout, and carries a tail
// with its class and its dictionary, so a test for the exact kind never meets an override.
#ifndef OU_GC_OBJECT_H
#define OU_GC_OBJECT_H

#include "gc/value.h"

typedef struct OuObject {
    uint32_t refs;
    uint8_t  kind;   // index into the heap's table of layouts; 0 = a free slot
    uint8_t  gc;     // OU_GC_... bits
    uint16_t aux;    // for the layout's own use: shape id, flags, a small length
} OuObject;

#define OU_KIND_SUBCLASS 0x80
#define OU_KIND_MASK     0x7F

enum {
    OU_GC_GENERATION = 0x03,   // 0, 1, 2; 3 = frozen
    OU_GC_TRACKED    = 0x04,   // takes part in collections
    OU_GC_IN_SET     = 0x08,   // is being judged right now
    OU_GC_FINALIZED  = 0x10,   // its finalizer ran already
    OU_GC_HAS_WEAK   = 0x20,   // the heap's weak table has an entry for it
    OU_GC_DOOMED     = 0x40,   // was found unreachable, among those not yet released
    OU_GC_SAMPLED    = 0x80,   // its place of allocation is kept
};

#define OU_REFS_SIGN     0x80000000u
#define OU_REFS_IMMORTAL 0xC0000000u

// The count reached zero, or the object is immortal.
void ou_object_release(OuObject *object);

// Has the object died already, though its slot isn't free yet? Either it is being taken apart, or
// it waits for that.
bool ou_object_is_dying(const OuObject *object);

static inline void ou_object_ref(OuObject *object)
{
    object->refs++;
}

// May run script code (a finalizer, a weak reference's callback).
static inline void ou_object_unref(OuObject *object)
{
    if (OU_UNLIKELY((int32_t)--object->refs <= 0)) ou_object_release(object);
}

static inline OuValue ou_ref(OuValue value)
{
    if (ou_is_pointer(value)) ou_object_ref(ou_pointer_of(value));
    return value;
}

static inline void ou_unref(OuValue value)
{
    if (ou_is_pointer(value)) ou_object_unref(ou_pointer_of(value));
}

// Are eight values in a row all small ints? Spans of them are common, and passed over in blocks:
// the bits that make an int are set in all of them.
static inline bool ou_is_int8(const OuValue *v)
{
    return (v[0] & v[1] & v[2] & v[3] & v[4] & v[5] & v[6] & v[7]) >= OU_TAG_INT;
}

// Copies values to where nothing was; each is a new reference.
static inline void ou_ref_span(OuValue *to, const OuValue *from, size_t count)
{
    memcpy(to, from, count * sizeof *to);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        if (ou_is_int8(&from[i])) continue;
        for (unsigned k = 0; k < 8; k++) ou_ref(from[i + k]);
    }
    for (; i < count; i++) ou_ref(from[i]);
}

// Stores the new value (whose reference is taken over), and only then drops the old one.
static inline void ou_set_steal(OuValue *slot, OuValue value)
{
    OuValue old = *slot;
    *slot = value;
    ou_unref(old);
}

static inline void ou_set(OuValue *slot, OuValue value)
{
    ou_set_steal(slot, ou_ref(value));
}

static inline void ou_clear(OuValue *slot)
{
    ou_set_steal(slot, OU_UNBOUND);
}

// Moves the value out; the slot is left unbound.
static inline OuValue ou_take(OuValue *slot)
{
    OuValue value = *slot;
    *slot = OU_UNBOUND;
    return value;
}

// Drops the value when the variable goes out of scope: `OU_OWNED OuValue x = ...;`
static inline void ou_unref_owned(OuValue *slot)
{
    ou_unref(*slot);
}
#define OU_OWNED __attribute__((cleanup(ou_unref_owned), unused))

static inline uint8_t ou_kind_of(OuValue value)          // 0 for anything that isn't on the heap
{
    return ou_is_pointer(value) ? ou_pointer_of(value)->kind : 0;
}
static inline uint8_t ou_base_kind_of(OuValue value)
{
    return ou_kind_of(value) & OU_KIND_MASK;
}

#endif
