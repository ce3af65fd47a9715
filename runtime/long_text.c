#include "runtime/long_text.h"

#include "runtime/escape.h"
#include "runtime/hash.h"
#include "runtime/utf8.h"

bool ou_long_copy_pieces(OuVM *vm, void *target, unsigned width, OuText text)
{
    char *next = target;
    for (size_t start = 0, end; start < text.length; start = end) {
        end = ou_long_piece_end(start, text.length);
        ou_text_copy(next + start * width, width, ou_text_part(text, start, end));
        if (!ou_check_interrupt(vm)) return false;
    }
    return true;
}

bool ou_long_fill_pieces(OuVM *vm, void *target, unsigned width, uint32_t unit, size_t count)
{
    char *next = target;
    for (size_t start = 0, end; start < count; start = end) {
        end = ou_long_piece_end(start, count);
        ou_text_fill(next + start * width, width, unit, end - start);
        if (!ou_check_interrupt(vm)) return false;
    }
    return true;
}

bool ou_long_union_pieces(OuVM *vm, OuText text, uint32_t *all)
{
    *all = 0;
    for (size_t start = 0, end; start < text.length; start = end) {
        end = ou_long_piece_end(start, text.length);
        *all |= ou_text_union(ou_text_part(text, start, end));
        if (!ou_check_interrupt(vm)) return false;
    }
    return true;
}

// The windows overlap by what of a needle may lie in front of their border, and are longer than it:
// the search stays linear.
bool ou_long_find_pieces(OuVM *vm, OuText text, OuText needle, size_t *place)
{
    size_t step = OU_LONG_PIECE + needle.length, start = 0;
    while (text.length - start > step + needle.length) {
        OuText window = ou_text_part(text, start, start + step + needle.length);
        *place = ou_text_find(&vm->heap.memory, window, needle);
        if (*place != OU_TEXT_NOT_FOUND) {
            *place += start;
            return true;
        }
        start += step;
        if (!ou_check_interrupt(vm)) return false;
    }
    *place = ou_text_find(&vm->heap.memory, ou_text_part(text, start, text.length), needle);
    if (*place != OU_TEXT_NOT_FOUND) *place += start;
    return true;
}

bool ou_long_find_last_pieces(OuVM *vm, OuText text, OuText needle, size_t *place)
{
    size_t step = OU_LONG_PIECE + needle.length, end = text.length;
    while (end > step + needle.length) {
        size_t start = end - step - needle.length;
        *place = ou_text_find_last(&vm->heap.memory, ou_text_part(text, start, end), needle);
        if (*place != OU_TEXT_NOT_FOUND) {
            *place += start;
            return true;
        }
        end -= step;
        if (!ou_check_interrupt(vm)) return false;
    }
    *place = ou_text_find_last(&vm->heap.memory, ou_text_part(text, 0, end), needle);
    return true;
}

bool ou_long_find_unit(OuVM *vm, OuText text, uint32_t unit, size_t *place)
{
    return ou_long_find(vm, text, (OuText){ &unit, 1, 4 }, place);
}

bool ou_long_ascii_prefix(OuVM *vm, const uint8_t *bytes, size_t length, size_t *prefix)
{
    *prefix = 0;
    for (size_t end; *prefix < length;) {
        end = ou_long_piece_end(*prefix, length);
        *prefix += ou_utf8_ascii_prefix(bytes + *prefix, end - *prefix);
        if (*prefix < end) return true;
        if (end < length && !ou_check_interrupt(vm)) return false;
    }
    return true;
}

typedef struct Hashing {
    const uint64_t *key;
    const void     *bytes;
    size_t          length;
    uint64_t        hash;
} Hashing;

static void hash_all(void *operands)
{
    Hashing *hashing = operands;
    hashing->hash = ou_hash_bytes(hashing->key, hashing->bytes, hashing->length);
}

bool ou_long_hash(OuVM *vm, const void *bytes, size_t length, uint64_t *hash)
{
    Hashing hashing = { vm->hash_seed, bytes, length, 0 };
    if (length <= OU_LONG_PIECE) hash_all(&hashing);
    else if (!ou_escape_run(vm, hash_all, &hashing)) return false;
    *hash = hashing.hash;
    return true;
}
