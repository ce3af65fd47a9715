// layout.h: what generate.c writes and unicode_name.c reads; generate.c tells what it means.
#ifndef OU_RUNTIME_UNICODE_DATA_LAYOUT_H
#define OU_RUNTIME_UNICODE_DATA_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

enum {
    OU_UNICODE_WORD_BLOCK = 16,
    OU_UNICODE_NAME_BLOCK = 64,
    OU_UNICODE_BLOCK_BITS = 10,        // of the number of a block of names
    OU_UNICODE_BUCKETS    = 4096,
    OU_UNICODE_DECOMPOSITION_BLOCK = 16,
};

#define OU_UNICODE_DECOMPOSITION_KINDS                                                           \
    "", "<font>", "<noBreak>", "<initial>", "<medial>", "<final>", "<isolated>", "<circle>",     \
    "<super>", "<sub>", "<vertical>", "<wide>", "<narrow>", "<small>", "<square>", "<fraction>", \
    "<compat>"

// Names have ordinals: first those of characters by code point, then aliases, then sequences.
typedef struct OuUnicodeCounts {
    uint32_t characters, aliases;
    uint32_t names;              // all three
    uint32_t words;              // the word with this number is the code point itself
    uint32_t runs;               // of characters that have names
    uint32_t decompositions, widths, numbers;
} OuUnicodeCounts;

// Characters in a row whose numerators are numbers in a row.
typedef struct OuUnicodeNumber {
    uint32_t first;
    uint16_t count;
    uint16_t denominator;
    double   numerator;
} OuUnicodeNumber;

extern const OuUnicodeCounts ou_unicode_counts;
extern const uint16_t ou_unicode_frequent[];
extern const uint8_t  ou_unicode_words[];
extern const uint16_t ou_unicode_word_blocks[];
extern const uint8_t  ou_unicode_names[];
extern const uint32_t ou_unicode_name_blocks[];
extern const uint32_t ou_unicode_run_firsts[];
extern const uint16_t ou_unicode_run_ordinals[];
extern const uint32_t ou_unicode_targets[];              // of aliases and sequences
extern const uint16_t ou_unicode_target_starts[];
extern const uint8_t  ou_unicode_hashed[];               // blocks, packed, by their names' hashes
extern const uint16_t ou_unicode_buckets[];
extern const uint8_t  ou_unicode_decompositions[];
extern const uint32_t ou_unicode_decomposition_blocks[];
extern const uint32_t ou_unicode_widths[];
extern const OuUnicodeNumber ou_unicode_numbers[];

// The bucket of a name in capital letters.
static inline uint32_t ou_unicode_hash(const char *name, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    return (hash ^ hash >> 15) % OU_UNICODE_BUCKETS;
}

#endif
