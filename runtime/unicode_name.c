#include "runtime/unicode_name.h"

#include <stdio.h>
#include <string.h>

#include "runtime/unicode_data/layout.h"

enum { WORDS_IN_NAME = 16, WORD_ROOM = 64 };

// --- names by rule -------------------------------------------------------------------------------

static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-", syllable[] = "HANGUL SYLLABLE ";

static bool is_ideograph(uint32_t point)
{
    static const uint32_t ranges[][2] = {
        { 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },   { 0x20000, 0x2A6DF }, { 0x2A700, 0x2B738 },
        { 0x2B740, 0x2B81D }, { 0x2B820, 0x2CEA1 }, { 0x2CEB0, 0x2EBE0 }, { 0x30000, 0x3134A },
    };
    for (unsigned i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (point >= ranges[i][0] && point <= ranges[i][1]) return true;
    }
    return false;
}

// The parts of a syllable's name: lead, vowel, tail.
static const char *const jamo[3][28] = {
    { "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
      "H" },
    { "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO",
      "WE", "WI", "YU", "EU", "YI", "I" },
    { "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
      "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H" },
};
static const unsigned jamo_count[3] = { 19, 21, 28 };
enum { FIRST_SYLLABLE = 0xAC00, SYLLABLES = 19 * 21 * 28 };

// The longest part that the text begins with; the text moves behind it.
static unsigned read_jamo(const char **text, unsigned part)
{
    unsigned best = 0xFF;
    size_t longest = 0;
    for (unsigned i = 0; i < jamo_count[part]; i++) {
        size_t length = strlen(jamo[part][i]);
        if (strncmp(*text, jamo[part][i], length) != 0 || (best != 0xFF && length <= longest)) {
            continue;
        }
        best = i;
        longest = length;
    }
    *text += longest;
    return best;
}

static bool find_syllable(const char *name, uint32_t *point)
{
    unsigned lead = read_jamo(&name, 0), vowel = read_jamo(&name, 1), tail = read_jamo(&name, 2);
    *point = FIRST_SYLLABLE + (lead * 21 + vowel) * 28 + tail;
    return lead != 0xFF && vowel != 0xFF && tail != 0xFF && !*name;
}

static bool find_ideograph(const char *digits, uint32_t *point)
{
    size_t length = strspn(digits, "0123456789ABCDEF");
    if (digits[length] || (length != 4 && length != 5)) return false;
    return sscanf(digits, "%x", point) == 1 && is_ideograph(*point);
}

// --- words ---------------------------------------------------------------------------------------

// Reads the word at `at`, given the one before; returns where the next one is.
static const uint8_t *word_read(const uint8_t *at, char word[WORD_ROOM])
{
    size_t length = *at++;
    do word[length++] = (char)(*at & 0x7F); while (!(*at++ & 0x80));
    word[length] = 0;
    return at;
}

static void word_text(uint32_t index, char word[WORD_ROOM])
{
    const uint8_t *at = ou_unicode_words + ou_unicode_word_blocks[index / OU_UNICODE_WORD_BLOCK];
    for (uint32_t i = index % OU_UNICODE_WORD_BLOCK + 1; i > 0; i--) at = word_read(at, word);
}

// UINT32_MAX: no name has that word.
static uint32_t word_find(const char *wanted)
{
    char word[WORD_ROOM];
    uint32_t low = 0, high = (ou_unicode_counts.words - 1) / OU_UNICODE_WORD_BLOCK;
    while (low < high) {                              // the last block that begins at or before it
        uint32_t middle = (low + high + 1) / 2;
        word_text(middle * OU_UNICODE_WORD_BLOCK, word);
        if (strcmp(word, wanted) <= 0) low = middle;
        else high = middle - 1;
    }
    const uint8_t *at = ou_unicode_words + ou_unicode_word_blocks[low];
    for (uint32_t index = low * OU_UNICODE_WORD_BLOCK; index < ou_unicode_counts.words; index++) {
        at = word_read(at, word);
        int order = strcmp(word, wanted);
        if (order == 0) return index;
        if (order > 0) break;
    }
    return UINT32_MAX;
}

// --- names ---------------------------------------------------------------------------------------

typedef struct NameReader {
    const uint8_t *at;
    uint32_t       ordinal;      // of the name to be read next
    unsigned       count;        // words of the name that was read last
    uint16_t       words[WORDS_IN_NAME];
} NameReader;

static NameReader reader_at_block(uint32_t block)
{
    return (NameReader){ .at = ou_unicode_names + ou_unicode_name_blocks[block],
                         .ordinal = block * OU_UNICODE_NAME_BLOCK };
}

static void reader_next(NameReader *reader)
{
    unsigned words = ou_unicode_counts.words + 1, frequent = 256 - (words + 255) / 256;
    unsigned shared = *reader->at >> 4, more = *reader->at & 15;
    reader->at++;
    reader->ordinal++;
    reader->count = shared + more;
    for (unsigned i = shared; i < reader->count; i++) {
        unsigned token = *reader->at++;
        reader->words[i] = token < frequent ? ou_unicode_frequent[token]
                         : (uint16_t)((token - frequent) << 8 | *reader->at++);
    }
}

// The ordinal of a character's name, or UINT32_MAX.
static uint32_t ordinal_of(uint32_t point)
{
    uint32_t low = 0, high = ou_unicode_counts.runs;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (ou_unicode_run_firsts[middle] <= point) low = middle;
        else high = middle;
    }
    if (point < ou_unicode_run_firsts[low]) return UINT32_MAX;
    uint32_t ordinal = ou_unicode_run_ordinals[low] + (point - ou_unicode_run_firsts[low]);
    uint32_t end = low + 1 < ou_unicode_counts.runs ? ou_unicode_run_ordinals[low + 1]
                                                  : ou_unicode_counts.characters;
    return ordinal < end ? ordinal : UINT32_MAX;
}

// The other way round.
static uint32_t point_of(uint32_t ordinal)
{
    uint32_t low = 0, high = ou_unicode_counts.runs;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (ou_unicode_run_ordinals[middle] <= ordinal) low = middle;
        else high = middle;
    }
    return ou_unicode_run_firsts[low] + (ordinal - ou_unicode_run_ordinals[low]);
}

static size_t name_text(const NameReader *reader, uint32_t point, char name[OU_UNICODE_NAME_ROOM])
{
    size_t length = 0;
    for (unsigned i = 0; i < reader->count; i++) {
        char word[WORD_ROOM];
        bool is_code = reader->words[i] == ou_unicode_counts.words;
        if (is_code) snprintf(word, sizeof word, "%04X", (unsigned)point);
        else word_text(reader->words[i], word);
        size_t size = strlen(word);
        if (length + size + 2 > OU_UNICODE_NAME_ROOM) break;
        if (i && !is_code) name[length++] = ' ';
        memcpy(name + length, word, size + 1);
        length += size;
    }
    return length;
}

size_t ou_unicode_name(uint32_t code_point, char name[OU_UNICODE_NAME_ROOM])
{
    if (is_ideograph(code_point)) {
        return (size_t)snprintf(name, OU_UNICODE_NAME_ROOM, "%s%X", ideograph,
                                (unsigned)code_point);
    }
    uint32_t index = code_point - FIRST_SYLLABLE;
    if (index < SYLLABLES) {
        return (size_t)snprintf(name, OU_UNICODE_NAME_ROOM, "%s%s%s%s", syllable,
                                jamo[0][index / (21 * 28)], jamo[1][index / 28 % 21],
                                jamo[2][index % 28]);
    }
    uint32_t ordinal = ordinal_of(code_point);
    if (ordinal == UINT32_MAX) return 0;
    NameReader reader = reader_at_block(ordinal / OU_UNICODE_NAME_BLOCK);
    while (reader.ordinal <= ordinal) reader_next(&reader);
    return name_text(&reader, code_point, name);
}

// --- finding -------------------------------------------------------------------------------------

// A name as words; `code` is what stands behind a hyphen when the whole isn't a word.
typedef struct Query {
    unsigned count;
    uint16_t words[WORDS_IN_NAME];
    char     code[8];
} Query;

static bool query_add(Query *query, char *word)
{
    uint32_t index = word_find(word);
    char *hyphen = strrchr(word, '-');
    if (query->count + 2 > WORDS_IN_NAME || query->code[0]) return false;
    if (index == UINT32_MAX && hyphen && strlen(hyphen + 1) < sizeof query->code) {
        strcpy(query->code, hyphen + 1);
        hyphen[1] = 0;
        index = word_find(word);
    }
    if (index == UINT32_MAX) return false;
    query->words[query->count++] = (uint16_t)index;
    if (query->code[0]) query->words[query->count++] = (uint16_t)ou_unicode_counts.words;
    return true;
}

static bool query_parse(Query *query, char *name)
{
    *query = (Query){ 0 };
    for (char *word; (word = strsep(&name, " "));) {
        if (strlen(word) >= WORD_ROOM || !query_add(query, word)) return false;
    }
    return true;
}

static unsigned points_of(uint32_t ordinal, uint32_t points[OU_UNICODE_SEQUENCE_ROOM])
{
    if (ordinal < ou_unicode_counts.characters) {
        points[0] = point_of(ordinal);
        return 1;
    }
    uint32_t place = ordinal - ou_unicode_counts.characters;
    unsigned count = 0;
    for (unsigned i = ou_unicode_target_starts[place]; i < ou_unicode_target_starts[place + 1];
         i++) {
        points[count++] = ou_unicode_targets[i];
    }
    return count;
}

static bool is_answer(const Query *query, const NameReader *reader)
{
    char code[16];
    if (query->count != reader->count ||
        memcmp(query->words, reader->words, query->count * sizeof *query->words) != 0) {
        return false;
    }
    if (!query->code[0]) return true;
    snprintf(code, sizeof code, "%04X", (unsigned)point_of(reader->ordinal - 1));
    return strcmp(code, query->code) == 0;
}

static unsigned find_in_block(const Query *query, uint32_t block,
                              uint32_t points[OU_UNICODE_SEQUENCE_ROOM])
{
    NameReader reader = reader_at_block(block);
    uint32_t end = (block + 1) * OU_UNICODE_NAME_BLOCK;
    if (end > ou_unicode_counts.names) end = ou_unicode_counts.names;
    while (reader.ordinal < end) {
        reader_next(&reader);
        if (is_answer(query, &reader)) return points_of(reader.ordinal - 1, points);
    }
    return 0;
}

static unsigned find_listed(char *name, size_t length, uint32_t points[OU_UNICODE_SEQUENCE_ROOM])
{
    Query query;
    uint32_t bucket = ou_unicode_hash(name, length);
    if (!query_parse(&query, name)) return 0;
    for (uint32_t i = ou_unicode_buckets[bucket]; i < ou_unicode_buckets[bucket + 1]; i++) {
        size_t bit = (size_t)i * OU_UNICODE_BLOCK_BITS;
        const uint8_t *bytes = ou_unicode_hashed + bit / 8;
        uint32_t three = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
        uint32_t block = three >> bit % 8 & ((1u << OU_UNICODE_BLOCK_BITS) - 1);
        unsigned count = find_in_block(&query, block, points);
        if (count) return count;
    }
    return 0;
}

unsigned ou_unicode_find(const char *name, size_t length,
                         uint32_t points[OU_UNICODE_SEQUENCE_ROOM])
{
    char capitals[OU_UNICODE_NAME_ROOM];
    if (length == 0 || length >= sizeof capitals || memchr(name, 0, length)) return 0;
    memcpy(capitals, name, length);
    capitals[length] = 0;
    // Names by rule are taken as they stand.
    if (strncmp(capitals, syllable, sizeof syllable - 1) == 0 &&
        find_syllable(capitals + sizeof syllable - 1, points)) {
        return 1;
    }
    if (strncmp(capitals, ideograph, sizeof ideograph - 1) == 0) {
        return find_ideograph(capitals + sizeof ideograph - 1, points);
    }
    for (size_t i = 0; i < length; i++) {
        if (capitals[i] >= 'a' && capitals[i] <= 'z') capitals[i] -= 'a' - 'A';
    }
    return find_listed(capitals, length, points);
}

bool ou_unicode_find_character(const char *name, size_t length, uint32_t *point)
{
    uint32_t points[OU_UNICODE_SEQUENCE_ROOM];
    bool is_found = ou_unicode_find(name, length, points) == 1;
    if (is_found) *point = points[0];
    return is_found;
}
