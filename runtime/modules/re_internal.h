// re_internal.h: what the files of module _sre share.
//
// Regular expressions run on PCRE2's 32-bit library.
// Subjects are widened to 32 bits a character when they aren't, so that offsets are those of
// Python. Nothing is set up before the module is imported.
#ifndef OU_RUNTIME_MODULES_RE_INTERNAL_H
#define OU_RUNTIME_MODULES_RE_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>

#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/modules/re_translate.h"
#include "runtime/str.h"

// What all patterns of an interpreter share.
typedef struct OuReEngine {
    OuObject header;
    OuMemory *memory;
    pcre2_general_context *general;
    pcre2_compile_context *ascii;      // PCRE2's own tables: ASCII
    pcre2_compile_context *latin;      // ... those for narrow subjects
    pcre2_match_context   *match;
    pcre2_match_data      *data;       // reused; NULL until it is needed
    uint32_t  pairs;                   // its room
    size_t    held;                    // bytes that matches took and `data` still holds
    uint8_t  *tables;
    OuValue   last_string;             // a long subject, and its characters as 32-bit units
    uint32_t *last_units;
    unsigned  last_users;              // open subjects that look at them
} OuReEngine;

// A translation, compiled. `patient` is compiled when a match takes long: it can be interrupted.
typedef struct OuReCode {
    pcre2_code *plain, *patient;
} OuReCode;

typedef struct OuRePattern {
    OuObject    header;
    OuValue     pattern;               // str or bytes
    OuValue     group_index;           // dict: name to number
    OuTuple    *names;                 // by number: str or None
    OuReEngine *engine;
    OuReCode    narrow, wide;          // the latter only if it differs, once it is needed
    OuReGroup  *groups;                // group_count + 1 of them
    uint32_t    group_count, group_room;
    uint32_t    flags;
    bool        is_text, is_neutral;   // is_neutral: `narrow` serves wide subjects, too
    bool        is_literal;            // nothing in it is special: it finds itself
} OuRePattern;

typedef struct OuReSpan { size_t start, end; } OuReSpan;        // PCRE2_UNSET: no match
_Static_assert(sizeof(OuReSpan) == 2 * sizeof(PCRE2_SIZE), "spans are PCRE2's pairs of offsets");

typedef struct OuReMatch {
    OuObject     header;
    OuValue      string;
    OuRePattern *pattern;
    size_t       start, end;           // pos, endpos
    OuReSpan     spans[];              // group_count + 1 of them
} OuReMatch;

static inline bool ou_is_re_pattern(OuValue v) { return ou_kind_of(v) == OU_KIND_RE_PATTERN; }
static inline OuRePattern *ou_re_pattern_of(OuValue v) { return (OuRePattern *)ou_pointer_of(v); }
static inline OuReMatch *ou_re_match_of(OuValue v) { return (OuReMatch *)ou_pointer_of(v); }

// A string that is searched, ready for PCRE2: from `start` up to `end`.
enum { OU_RE_SMALL = 256 };
typedef struct OuReSubject {
    OuVM        *vm;
    OuRePattern *pattern;              // borrowed
    OuValue      string;               // owned
    OuText       text;                 // of the string when it was opened; a bytearray may change
    const uint32_t *units;
    uint32_t    *buffer;               // NULL, or where they lie
    size_t       buffer_size;
    size_t       start, end;
    bool         is_wide, uses_kept, is_private;
    OuReSpan     literal_span;
    uint32_t     small[OU_RE_SMALL];
} OuReSubject;

enum { OU_RE_SEARCH = 0, OU_RE_MATCH = PCRE2_ANCHORED, OU_RE_FULL = PCRE2_ENDANCHORED
                                                                  | PCRE2_ANCHORED };

// ---- re_engine.c, re_subject.c, re_run.c --------------------------------------------------------
// Makes vm->re_engine, unless it is there already.
OU_CHECKED bool ou_re_engine_setup(OuVM *vm);
// Blocks of PCRE2's kind, which know their size. NULL may be freed.
OU_CHECKED void *ou_re_alloc(OuReEngine *engine, size_t size);
void ou_re_free(OuReEngine *engine, void *block);
// The code for narrow or wide subjects, compiled if it isn't yet. NULL: an exception is set.
OU_CHECKED pcre2_code *ou_re_code(OuVM *vm, OuRePattern *pattern, bool is_wide, bool is_patient);
OU_CHECKED pcre2_code *ou_re_compile(OuVM *vm, OuReEngine *engine, const OuReTranslator *t,
                                     uint32_t options);
// TypeError when the string doesn't go with the pattern. `pos`, `endpos`: UNBOUND, or given.
OU_CHECKED bool ou_re_subject_open(OuReSubject *subject, OuVM *vm, OuRePattern *pattern,
                                   OuValue string, OuValue pos, OuValue endpos);
// The same for a subject that outlives the call: it shares nothing with others.
OU_CHECKED bool ou_re_subject_open_private(OuReSubject *subject, OuVM *vm, OuRePattern *pattern,
                                           OuValue string, OuValue pos, OuValue endpos);
// Makes the units of a literal's subject, which were left out at first.
OU_CHECKED bool ou_re_subject_widen(OuReSubject *subject);
void ou_re_subject_close(OuReSubject *subject);
// The string's text of now, from `start` to `end` or what is left of it.
OuText ou_re_text_of(OuValue string, size_t start, size_t end);
OU_CHECKED OuValue ou_re_string_part(OuVM *vm, OuValue string, size_t start, size_t end);
// Finds the next match at or behind `from`. *found: the spans of all groups are in *spans, until
// the next run. `mode`: OU_RE_SEARCH, ..., with PCRE2_NOTEMPTY_ATSTART.
OU_CHECKED bool ou_re_run(OuReSubject *subject, size_t from, uint32_t mode, bool *found,
                          const OuReSpan **spans);

// ---- re_pattern.c, re_match.c, re_template.c ----------------------------------------------------
static inline OuReEngine *ou_re_engine_of(OuVM *vm)
{
    return (OuReEngine *)ou_pointer_of(vm->re_engine);
}
// re.compile: `source` is str or bytes.
OU_CHECKED OuValue ou_re_pattern_make(OuVM *vm, OuValue source, uint32_t flags);
OU_CHECKED OuValue ou_re_match_make(const OuReSubject *subject, const OuReSpan *spans);
OU_CHECKED OuValue ou_re_match_part(OuVM *vm, const OuReMatch *match, uint32_t group,
                                    OuValue missing);
// What a replacement makes of a match, put behind what the writer has.
typedef struct OuReTemplate {
    OuVM    *vm;
    OuValue  source;                   // borrowed
    OuBuffer pieces;                   // OuRePiece
    OuStringWriter literals;
    bool     is_plain;                 // no group in it
} OuReTemplate;
OU_CHECKED bool ou_re_template_read(OuReTemplate *template, OuVM *vm, OuRePattern *pattern,
                                    OuValue source);
void ou_re_template_free(OuReTemplate *template);
OU_CHECKED bool ou_re_template_put(const OuReTemplate *template, OuStringWriter *writer,
                                   OuValue string, const OuReSpan *spans);
OU_CHECKED OuValue ou_re_finish(OuStringWriter *writer, bool is_text);   // a str, or bytes

extern const OuTypeDef ou_re_pattern_type, ou_re_match_type, ou_re_scanner_type;
extern const OuNativeDef ou_re_sub_native, ou_re_subn_native, ou_re_scanner_native,
    ou_re_finditer_native;

// ---- re_raise.c ---------------------------------------------------------------------------------
// Raises re.error(message, pattern, position); a negative position is None.
OuValue ou_re_raise(OuVM *vm, OuValue message, OuValue pattern, int64_t position);
// warnings.warn(message, category) on behalf of who stands so many callers above.
OU_CHECKED bool ou_re_issue_warning(OuVM *vm, OuTypeId category, OuValue message,
                                    unsigned callers);
// The character of that name (a str); UNBOUND if there is none.
OU_CHECKED OuValue ou_re_lookup_name(OuVM *vm, OuValue name);

#endif
