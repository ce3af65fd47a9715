// generate.c: the tables of unicode_name.c and unicode_record.c, from the files of Debian's
// package unicode-data. A program of its own, run by make:
//
//     build/runtime/unicode_data/generate /usr/share/unicode > build/runtime/unicode_data/tables.c
//
// What Unicode 15.0 added is left out, as CPython 3.11 knows 14.0 (DerivedAge.txt tells).
//
// Names are lists of words. The words are sorted and front-coded: a byte says how many letters are
// those of the word before, and the last letter has its high bit set. A name is front-coded too, by
// words: a byte with two halves says how many words are those of the name before and how many
// follow; a word that is among the most frequent is one byte, another one two. Every so many words
// and names the coding begins afresh. One word more stands for the code point itself, in
// hexadecimal, as in CJK COMPATIBILITY IDEOGRAPH-F900.
//
// To find a name, its hash leads to the blocks of names in which one with that hash stands.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/unicode_data/layout.h"

enum { POINTS = 0x110000, MOST = 60000, WORDS_IN_NAME = 15 };

typedef struct Name {
    char     text[128];
    uint32_t points[8];
    uint8_t  point_count;
    uint8_t  word_count;
    uint16_t words[WORDS_IN_NAME];
} Name;

static const char *folder;
static uint8_t is_newer[POINTS];
static Name *names;
static size_t name_count, character_count, alias_count, run_count, width_count;
static char **words;                 // sorted, each once
static size_t word_count;
static unsigned *uses;               // how often each word is used; the last is the code point
static int *rank;                    // among the frequent words, or -1
static unsigned frequent_count;

static void stop(const char *what, const char *which)
{
    fprintf(stderr, "generate: %s %s\n", what, which);
    exit(1);
}

// ---- Reading ------------------------------------------------------------------------------------

typedef void Line(char **fields, size_t count);

// Calls `each` for the fields of each line that isn't a comment.
static void read_file(const char *file, Line *each)
{
    char path[512], line[2048];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *stream = fopen(path, "r");
    if (!stream) stop("can't read", path);
    while (fgets(line, sizeof line, stream)) {
        char *fields[32];
        size_t count = 0;
        line[strcspn(line, "#\n")] = 0;
        for (char *at = line; at && count < 32; count++) {
            fields[count] = at;
            at = strchr(at, ';');
            if (at) *at++ = 0;
        }
        if (count > 1) each(fields, count);
    }
    fclose(stream);
}

static void read_range(const char *text, uint32_t *first, uint32_t *last)
{
    char *end;
    *first = *last = (uint32_t)strtoul(text, &end, 16);
    if (end[0] == '.') *last = (uint32_t)strtoul(end + 2, NULL, 16);
}

static void note_age(char **fields, size_t count)
{
    uint32_t first, last;
    read_range(fields[0], &first, &last);
    for (uint32_t point = first; point <= last; point++) is_newer[point] = atof(fields[1]) > 14.0;
}

static Name *add_name(const char *text)
{
    if (name_count == MOST) stop("too many names, as", text);
    Name *name = &names[name_count++];
    if (strlen(text) >= sizeof name->text) stop("too long:", text);
    strcpy(name->text, text);
    return name;
}

static void note_character(char **fields, size_t count)
{
    uint32_t point = (uint32_t)strtoul(fields[0], NULL, 16);
    if (fields[1][0] == '<' || is_newer[point]) return;
    Name *name = add_name(fields[1]);
    name->points[0] = point;
    name->point_count = 1;
}

// Aliases of older characters that 15.0 added.
static int is_newer_alias(const char *text)
{
    return !strcmp(text, "EM") || !strcmp(text, "SUNDANESE LETTER ARCHAIC I")
        || !strcmp(text, "ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE");
}

static void note_alias(char **fields, size_t count)
{
    uint32_t point = (uint32_t)strtoul(fields[0], NULL, 16);
    if (is_newer[point] || is_newer_alias(fields[1])) return;
    Name *name = add_name(fields[1]);
    name->points[0] = point;
    name->point_count = 1;
}

static void note_sequence(char **fields, size_t count)
{
    Name *name = add_name(fields[0]);
    for (char *at = fields[1]; *at; name->point_count++) {
        if (name->point_count == 8) stop("too many code points in", name->text);
        name->points[name->point_count] = (uint32_t)strtoul(at, &at, 16);
        at += strspn(at, " ");
    }
}

// ---- Words --------------------------------------------------------------------------------------

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t find_word(const char *text)
{
    char **found = bsearch(&text, words, word_count, sizeof *words, compare_words);
    if (!found) stop("no such word:", text);
    return (size_t)(found - words);
}

// Does the name end with its own code point? Where: behind the hyphen.
static char *own_code(Name *name)
{
    char hexadecimal[16];
    char *hyphen = strrchr(name->text, '-');
    snprintf(hexadecimal, sizeof hexadecimal, "%04X", (unsigned)name->points[0]);
    return hyphen && strcmp(hyphen + 1, hexadecimal) == 0 ? hyphen + 1 : NULL;
}

// Calls `each` for the words of a name; what it is handed dies with the call.
static void split_name(Name *name, void (*each)(Name *name, const char *word))
{
    char copy[sizeof name->text], *rest = copy;
    char *end = own_code(name);
    strcpy(copy, name->text);
    if (end) copy[end - name->text] = 0;
    for (char *word; (word = strsep(&rest, " "));) each(name, word);
    if (end) each(name, NULL);
}

static void collect_word(Name *name, const char *word)
{
    if (!word) return;
    words = realloc(words, (word_count + 1) * sizeof *words);
    words[word_count++] = strdup(word);
}

static void number_word(Name *name, const char *word)
{
    size_t index = word ? find_word(word) : word_count;
    if (name->word_count == WORDS_IN_NAME) stop("too many words:", name->text);
    name->words[name->word_count++] = (uint16_t)index;
    uses[index]++;
}

static void make_words(void)
{
    for (size_t i = 0; i < name_count; i++) split_name(&names[i], collect_word);
    qsort(words, word_count, sizeof *words, compare_words);
    size_t kept = 0;
    for (size_t i = 0; i < word_count; i++) {
        if (!kept || strcmp(words[kept - 1], words[i]) != 0) words[kept++] = words[i];
    }
    word_count = kept;
    uses = calloc(word_count + 1, sizeof *uses);
    for (size_t i = 0; i < name_count; i++) split_name(&names[i], number_word);
}

static int compare_uses(const void *a, const void *b)
{
    uint16_t x = *(const uint16_t *)a, y = *(const uint16_t *)b;
    if (uses[x] != uses[y]) return uses[x] < uses[y] ? 1 : -1;
    return (x > y) - (x < y);
}

// ---- Writing ------------------------------------------------------------------------------------

static size_t total;                 // bytes of all tables

static void begin(const char *type, const char *name, size_t size, size_t count)
{
    printf("const %s %s[%zu] = {", type, name, count);
    total += size * count;
}

static void put(size_t index, unsigned long value)
{
    printf("%s%lu,", index % 20 ? "" : "\n", value);
}

static void end(void)
{
    printf("\n};\n\n");
}

static void write_bytes(const char *name, const uint8_t *bytes, size_t count)
{
    begin("uint8_t", name, 1, count);
    for (size_t i = 0; i < count; i++) put(i, bytes[i]);
    end();
}

static void write_shorts(const char *name, const uint16_t *values, size_t count)
{
    begin("uint16_t", name, 2, count);
    for (size_t i = 0; i < count; i++) put(i, values[i]);
    end();
}

static void write_longs(const char *name, const uint32_t *values, size_t count)
{
    begin("uint32_t", name, 4, count);
    for (size_t i = 0; i < count; i++) put(i, values[i]);
    end();
}

static void write_frequent(void)
{
    size_t all = word_count + 1;
    uint16_t *order = calloc(all, sizeof *order);
    rank = calloc(all, sizeof *rank);
    for (size_t i = 0; i < all; i++) {
        order[i] = (uint16_t)i;
        rank[i] = -1;
    }
    qsort(order, all, sizeof *order, compare_uses);
    frequent_count = 256 - (unsigned)(all + 255) / 256;
    for (unsigned i = 0; i < frequent_count; i++) rank[order[i]] = (int)i;
    write_shorts("ou_unicode_frequent", order, frequent_count);
}

static void write_words(void)
{
    uint8_t *bytes = malloc(word_count * 64);
    uint16_t *blocks = calloc(word_count, sizeof *blocks);
    size_t length = 0, block_count = 0;
    for (size_t i = 0; i < word_count; i++) {
        size_t shared = 0, size = strlen(words[i]);
        if (i % OU_UNICODE_WORD_BLOCK == 0) blocks[block_count++] = (uint16_t)length;
        else while (words[i][shared] && words[i][shared] == words[i - 1][shared]) shared++;
        if (shared == size) shared--;
        bytes[length++] = (uint8_t)shared;
        for (size_t k = shared; k < size; k++) bytes[length++] = (uint8_t)words[i][k];
        bytes[length - 1] |= 0x80;
    }
    if (length > 0xFFFF) stop("too many", "words");
    write_bytes("ou_unicode_words", bytes, length);
    write_shorts("ou_unicode_word_blocks", blocks, block_count);
}

static void write_names(void)
{
    uint8_t *bytes = malloc(name_count * 40);
    uint32_t *blocks = calloc(name_count, sizeof *blocks);
    size_t length = 0, block_count = 0;
    for (size_t i = 0; i < name_count; i++) {
        const Name *name = &names[i];
        unsigned shared = 0;
        if (i % OU_UNICODE_NAME_BLOCK == 0) blocks[block_count++] = (uint32_t)length;
        else while (shared < name->word_count && shared < name[-1].word_count
                    && name->words[shared] == name[-1].words[shared]) shared++;
        bytes[length++] = (uint8_t)(shared << 4 | (name->word_count - shared));
        for (unsigned k = shared; k < name->word_count; k++) {
            uint16_t word = name->words[k];
            if (rank[word] >= 0) {
                bytes[length++] = (uint8_t)rank[word];
            } else {
                bytes[length++] = (uint8_t)(frequent_count + word / 256);
                bytes[length++] = (uint8_t)word;
            }
        }
    }
    write_bytes("ou_unicode_names", bytes, length);
    write_longs("ou_unicode_name_blocks", blocks, block_count);
}

// Runs of characters that have names, each beginning with another ordinal.
static void write_runs(void)
{
    uint32_t *firsts = calloc(character_count, sizeof *firsts);
    uint16_t *ordinals = calloc(character_count, sizeof *ordinals);
    size_t count = 0;
    for (size_t i = 0; i < character_count; i++) {
        if (i && names[i].points[0] == names[i - 1].points[0] + 1) continue;
        firsts[count] = names[i].points[0];
        ordinals[count++] = (uint16_t)i;
    }
    run_count = count;
    write_longs("ou_unicode_run_firsts", firsts, count);
    write_shorts("ou_unicode_run_ordinals", ordinals, count);
}

static void write_targets(void)
{
    uint32_t *points = calloc(name_count * 8, sizeof *points);
    uint16_t *starts = calloc(name_count + 1, sizeof *starts);
    size_t length = 0, count = 0;
    for (size_t i = character_count; i < name_count; i++) {
        starts[count++] = (uint16_t)length;
        for (unsigned k = 0; k < names[i].point_count; k++) points[length++] = names[i].points[k];
    }
    starts[count++] = (uint16_t)length;
    write_longs("ou_unicode_targets", points, length);
    write_shorts("ou_unicode_target_starts", starts, count);
}

static int compare_hashes(const void *a, const void *b)
{
    uint16_t x = *(const uint16_t *)a, y = *(const uint16_t *)b;
    uint32_t of_x = ou_unicode_hash(names[x].text, strlen(names[x].text));
    uint32_t of_y = ou_unicode_hash(names[y].text, strlen(names[y].text));
    if (of_x != of_y) return of_x < of_y ? -1 : 1;
    return (x > y) - (x < y);
}

static void write_hashes(void)
{
    uint16_t *order = calloc(name_count, sizeof *order);
    uint16_t starts[OU_UNICODE_BUCKETS + 1];
    for (size_t i = 0; i < name_count; i++) order[i] = (uint16_t)i;
    qsort(order, name_count, sizeof *order, compare_hashes);
    size_t next = 0;
    for (uint32_t bucket = 0; bucket <= OU_UNICODE_BUCKETS; bucket++) {
        starts[bucket] = (uint16_t)next;
        while (next < name_count) {
            const char *text = names[order[next]].text;
            if (ou_unicode_hash(text, strlen(text)) != bucket) break;
            next++;
        }
    }
    uint8_t *packed = calloc(name_count * 2, 1);
    for (size_t i = 0; i < name_count; i++) {
        unsigned block = order[i] / OU_UNICODE_NAME_BLOCK;
        if (block >> OU_UNICODE_BLOCK_BITS) stop("too many", "blocks");
        for (unsigned bit = 0; bit < OU_UNICODE_BLOCK_BITS; bit++) {
            size_t place = i * OU_UNICODE_BLOCK_BITS + bit;
            packed[place / 8] |= (uint8_t)((block >> bit & 1) << place % 8);
        }
    }
    // A reader takes three bytes at a time.
    write_bytes("ou_unicode_hashed", packed, name_count * OU_UNICODE_BLOCK_BITS / 8 + 3);
    write_shorts("ou_unicode_buckets", starts, OU_UNICODE_BUCKETS + 1);
}

// ---- Decompositions and widths ------------------------------------------------------------------

static uint8_t decompositions[1 << 17];
static size_t decomposition_length, decomposition_count;
static uint32_t decomposition_blocks[1 << 10], decomposition_last;

static void put_number(uint32_t number)
{
    for (; number >= 0x80; number >>= 7) {
        decompositions[decomposition_length++] = (uint8_t)(number | 0x80);
    }
    decompositions[decomposition_length++] = (uint8_t)number;
}

// A code point as its distance from the last, the kind and number of what follows, and that.
static void note_decomposition(char **fields, size_t count)
{
    static const char *const kinds[] = { OU_UNICODE_DECOMPOSITION_KINDS };
    uint32_t point = (uint32_t)strtoul(fields[0], NULL, 16);
    char *at = fields[5];
    unsigned kind = 0, length = 0;
    if (!*at || is_newer[point]) return;
    if (*at == '<') {
        size_t size = strcspn(at, ">") + 1;
        while (strncmp(kinds[kind], at, size) != 0) kind++;
        at += size + 1;
    }
    if (decomposition_count++ % OU_UNICODE_DECOMPOSITION_BLOCK == 0) {
        size_t block = (decomposition_count - 1) / OU_UNICODE_DECOMPOSITION_BLOCK;
        decomposition_blocks[block * 2] = point;
        decomposition_blocks[block * 2 + 1] = (uint32_t)decomposition_length;
        decomposition_last = point;
    }
    put_number(point - decomposition_last);
    decomposition_last = point;
    for (char *c = at; c; c = strchr(c + 1, ' ')) length++;
    put_number(length << 5 | kind);
    while (*at) {
        put_number((uint32_t)strtoul(at, &at, 16));
        at += *at == ' ';
    }
}

static void write_decompositions(void)
{
    size_t blocks = (decomposition_count + OU_UNICODE_DECOMPOSITION_BLOCK - 1)
                  / OU_UNICODE_DECOMPOSITION_BLOCK;
    write_bytes("ou_unicode_decompositions", decompositions, decomposition_length);
    write_longs("ou_unicode_decomposition_blocks", decomposition_blocks, blocks * 2);
}

static uint8_t widths[POINTS];

static void note_width(char **fields, size_t count)
{
    static const char letters[][4] = { "F", "N", "Na", "H", "W", "A" };
    uint32_t first, last;
    char name[4] = "";
    sscanf(fields[1], " %2[A-Za-z]", name);
    read_range(fields[0], &first, &last);
    for (unsigned i = 0; i < 6; i++) {
        if (strcmp(name, letters[i]) != 0) continue;
        for (uint32_t point = first; point <= last; point++) {
            widths[point] = (uint8_t)i;
        }
    }
}

// Where another width begins, and which: the code point shifted by three bits.
static void write_widths(void)
{
    static uint32_t changes[1 << 14];
    size_t count = 0;
    for (uint32_t point = 0; point < POINTS; point++) {
        if (!point || widths[point] != widths[point - 1]) {
            changes[count++] = point << 3 | widths[point];
        }
    }
    width_count = count;
    write_longs("ou_unicode_widths", changes, count);
}

// ---- Numbers ------------------------------------------------------------------------------------

// The Unihan database's values of ideographs, which the package has only compressed.
static const struct Ideograph { uint32_t point; long long value; } ideographs[] = {
    { 0x3405, 5 }, { 0x3483, 2 }, { 0x382A, 5 }, { 0x3B4D, 7 }, { 0x4E00, 1 }, { 0x4E03, 7 },
    { 0x4E07, 10000 }, { 0x4E09, 3 }, { 0x4E5D, 9 }, { 0x4E8C, 2 }, { 0x4E94, 5 },
    { 0x4E96, 4 }, { 0x4EBF, 100000000 }, { 0x4EC0, 10 }, { 0x4EDF, 1000 }, { 0x4EE8, 3 },
    { 0x4F0D, 5 }, { 0x4F70, 100 }, { 0x5104, 100000000 }, { 0x5146, 1000000000000 },
    { 0x5169, 2 }, { 0x516B, 8 }, { 0x516D, 6 }, { 0x5341, 10 }, { 0x5343, 1000 },
    { 0x5344, 20 }, { 0x5345, 30 }, { 0x534C, 40 }, { 0x53C1, 3 }, { 0x53C2, 3 }, { 0x53C3, 3 },
    { 0x53C4, 3 }, { 0x56DB, 4 }, { 0x58F1, 1 }, { 0x58F9, 1 }, { 0x5E7A, 1 }, { 0x5EFE, 9 },
    { 0x5EFF, 20 }, { 0x5F0C, 1 }, { 0x5F0D, 2 }, { 0x5F0E, 3 }, { 0x5F10, 2 }, { 0x62FE, 10 },
    { 0x634C, 8 }, { 0x67D2, 7 }, { 0x6F06, 7 }, { 0x7396, 9 }, { 0x767E, 100 }, { 0x8086, 4 },
    { 0x842C, 10000 }, { 0x8CAE, 2 }, { 0x8CB3, 2 }, { 0x8D30, 2 }, { 0x9621, 1000 },
    { 0x9646, 6 }, { 0x964C, 100 }, { 0x9678, 6 }, { 0x96F6, 0 }, { 0x20001, 7 },
    { 0x20064, 4 }, { 0x200E2, 4 }, { 0x20121, 5 }, { 0x2092A, 1 }, { 0x20983, 30 },
    { 0x2098C, 40 }, { 0x2099C, 40 }, { 0x20AEA, 6 }, { 0x20AFD, 3 }, { 0x20B19, 3 },
    { 0x22390, 2 }, { 0x22998, 3 }, { 0x23B1B, 3 }, { 0x2626D, 4 },
};

static OuUnicodeNumber numbers[POINTS / 64];
static size_t number_count;

static int compare_numbers(const void *a, const void *b)
{
    const OuUnicodeNumber *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

static void add_number(uint32_t point, double numerator, unsigned denominator)
{
    OuUnicodeNumber *last = &numbers[number_count - 1];
    if (number_count && point == last->first + last->count && denominator == last->denominator
        && numerator == last->numerator + last->count) {
        last->count++;
        return;
    }
    numbers[number_count++] = (OuUnicodeNumber){ point, 1, (uint16_t)denominator, numerator };
}

static void note_number(char **fields, size_t count)
{
    uint32_t point = (uint32_t)strtoul(fields[0], NULL, 16);
    char *rest;
    if (!fields[8][0] || is_newer[point]) return;
    double numerator = strtod(fields[8], &rest);
    add_number(point, numerator, *rest == '/' ? (unsigned)atoi(rest + 1) : 1);
}

static void write_numbers(void)
{
    for (size_t i = 0; i < sizeof ideographs / sizeof *ideographs; i++) {
        add_number(ideographs[i].point, (double)ideographs[i].value, 1);
    }
    qsort(numbers, number_count, sizeof *numbers, compare_numbers);
    begin("OuUnicodeNumber", "ou_unicode_numbers", sizeof *numbers, number_count);
    for (size_t i = 0; i < number_count; i++) {
        printf("\n{%u,%u,%u,%.0f},", (unsigned)numbers[i].first, numbers[i].count,
               numbers[i].denominator, numbers[i].numerator);
    }
    end();
}

int main(int argc, char **argv)
{
    if (argc != 2) stop("usage:", "generate FOLDER");
    folder = argv[1];
    names = calloc(MOST, sizeof *names);
    read_file("DerivedAge.txt", note_age);
    read_file("UnicodeData.txt", note_character);
    character_count = name_count;
    read_file("NameAliases.txt", note_alias);
    alias_count = name_count - character_count;
    read_file("NamedSequences.txt", note_sequence);
    make_words();
    puts("// Made by runtime/unicode_data/generate.c.");
    puts("#include \"runtime/unicode_data/layout.h\"\n");
    write_frequent();
    write_words();
    write_names();
    write_runs();
    write_targets();
    write_hashes();
    size_t of_names = total;
    read_file("UnicodeData.txt", note_decomposition);
    write_decompositions();
    read_file("EastAsianWidth.txt", note_width);
    write_widths();
    read_file("UnicodeData.txt", note_number);
    write_numbers();
    printf("const OuUnicodeCounts ou_unicode_counts = { %zu, %zu, %zu, %zu, %zu, %zu, %zu, "
           "%zu };\n",
           character_count, alias_count, name_count, word_count, run_count, decomposition_count,
           width_count, number_count);
    printf("// %zu bytes, %zu of them for names\n", total, of_names);
    return 0;
}
