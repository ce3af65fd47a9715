// long_text.h: what text.h does, for text of any length.
//
// Long text is gone through in pieces, between which it is looked whether the program is to stop
// (limit.h). False: an exception is set, and the target is filled in part.
#ifndef OU_RUNTIME_LONG_TEXT_H
#define OU_RUNTIME_LONG_TEXT_H

#include <string.h>

#include "runtime/error.h"
#include "runtime/state.h"
#include "runtime/text.h"

enum { OU_LONG_PIECE = 1 << 20 };          // units between two looks

// The end of the piece that begins there.
static inline size_t ou_long_piece_end(size_t start, size_t length)
{
    return length - start > OU_LONG_PIECE ? start + OU_LONG_PIECE : length;
}

// What has been filled, or OU_ERROR if that was interrupted: it is dropped.
static inline OuValue ou_long_filled_steal(OuValue made, bool is_filled)
{
    if (is_filled) return made;
    ou_unref(made);
    return OU_ERROR;
}

OU_CHECKED bool ou_long_copy_pieces(OuVM *vm, void *target, unsigned width, OuText text);
OU_CHECKED bool ou_long_fill_pieces(OuVM *vm, void *target, unsigned width, uint32_t unit,
                                    size_t count);
OU_CHECKED bool ou_long_union_pieces(OuVM *vm, OuText text, uint32_t *all);

OU_CHECKED static inline bool ou_long_copy(OuVM *vm, void *target, unsigned width, OuText text)
{
    if (OU_UNLIKELY(text.length > OU_LONG_PIECE)) {
        return ou_long_copy_pieces(vm, target, width, text);
    }
    if (width == text.width && text.length) memcpy(target, text.units, text.length * width);
    else ou_text_copy(target, width, text);
    return true;
}

OU_CHECKED static inline bool ou_long_fill(OuVM *vm, void *target, unsigned width, uint32_t unit,
                                           size_t count)
{
    if (OU_UNLIKELY(count > OU_LONG_PIECE)) {
        return ou_long_fill_pieces(vm, target, width, unit, count);
    }
    ou_text_fill(target, width, unit, count);
    return true;
}

OU_CHECKED static inline bool ou_long_union(OuVM *vm, OuText text, uint32_t *all)
{
    if (OU_UNLIKELY(text.length > OU_LONG_PIECE)) return ou_long_union_pieces(vm, text, all);
    *all = ou_text_union(text);
    return true;
}

OU_CHECKED static inline bool ou_long_copy_bytes(OuVM *vm, void *target, const void *bytes,
                                                 size_t length)
{
    return ou_long_copy(vm, target, 1, (OuText){ bytes, length, 1 });
}

OU_CHECKED bool ou_long_find_pieces(OuVM *vm, OuText text, OuText needle, size_t *place);
OU_CHECKED bool ou_long_find_last_pieces(OuVM *vm, OuText text, OuText needle, size_t *place);

// *place: OU_TEXT_NOT_FOUND if it isn't there.
OU_CHECKED static inline bool ou_long_find(OuVM *vm, OuText text, OuText needle, size_t *place)
{
    if (OU_UNLIKELY(text.length > OU_LONG_PIECE)) {
        return ou_long_find_pieces(vm, text, needle, place);
    }
    *place = ou_text_find(&vm->heap.memory, text, needle);
    return true;
}

OU_CHECKED static inline bool ou_long_find_last(OuVM *vm, OuText text, OuText needle,
                                                size_t *place)
{
    if (OU_UNLIKELY(text.length > OU_LONG_PIECE)) {
        return ou_long_find_last_pieces(vm, text, needle, place);
    }
    *place = ou_text_find_last(&vm->heap.memory, text, needle);
    return true;
}

OU_CHECKED bool ou_long_find_unit(OuVM *vm, OuText text, uint32_t unit, size_t *place);

// ou_hash_bytes with the interpreter's key.
OU_CHECKED bool ou_long_hash(OuVM *vm, const void *bytes, size_t length, uint64_t *hash);
// The length of the pure ASCII prefix.
OU_CHECKED bool ou_long_ascii_prefix(OuVM *vm, const uint8_t *bytes, size_t length, size_t *prefix);

#endif
