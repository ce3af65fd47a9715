// re_translate.h: from Python's syntax of regular expressions to PCRE2's.
//
// A pattern is read once, by recursive descent; what PCRE2 shall compile is written on the way.
// The reader finds all of CPython's errors, so that PCRE2 has none left to complain about.
//
// A str pattern with Unicode's rules is translated for one of two kinds of subjects: narrow ones
// hold nothing above U+00FF, and run with tables that know Latin-1, as fast as ASCII; for wide ones
// PCRE2 looks everything up in its Unicode database.
#ifndef OU_RUNTIME_MODULES_RE_TRANSLATE_H
#define OU_RUNTIME_MODULES_RE_TRANSLATE_H

#include "gc/buffer.h"
#include "runtime/state.h"
#include "runtime/text.h"

enum {
    OU_RE_TEMPLATE   = 1,
    OU_RE_IGNORECASE = 2,
    OU_RE_LOCALE     = 4,
    OU_RE_MULTILINE  = 8,
    OU_RE_DOTALL     = 16,
    OU_RE_UNICODE    = 32,
    OU_RE_VERBOSE    = 64,
    OU_RE_DEBUG      = 128,
    OU_RE_ASCII      = 256,
    OU_RE_QUIET      = 1 << 30,        // was translated before: no warnings
    OU_RE_CHARSET    = OU_RE_LOCALE | OU_RE_UNICODE | OU_RE_ASCII,
};

#define OU_RE_MOST_REPEATS 4294967295u            // sre's MAXREPEAT: it stands for "any number"
#define OU_RE_MOST_GROUPS  1073741823u            // sre's MAXGROUPS
#define OU_RE_ANY_WIDTH    UINT64_MAX

// Tokens: a code point, with the bit below when a backslash stands before it; negative at the end.
enum { OU_RE_END = -1, OU_RE_ESCAPED = 1 << 24 };

typedef struct OuReWidth {
    uint64_t least, most;        // in characters; OU_RE_ANY_WIDTH: no bound
} OuReWidth;

typedef struct OuReGroup {
    OuReWidth width;
    bool      is_closed;
    uint32_t  parent;            // the group around it; 0 = none
    uint32_t  closed_as;         // how many groups end before it in the pattern
    uint32_t  look;              // the innermost assertion around it, by number; 0 = none
} OuReGroup;

// What inline flags change for a part of the pattern.
typedef struct OuReScope {
    uint32_t flags;
    bool     verbose;
    unsigned nesting;            // of calls, as CPython's parser counts them
} OuReScope;

typedef struct OuReTranslator {
    OuVM    *vm;
    OuValue  pattern;            // borrowed
    OuText   text;
    bool     is_text;            // str, not bytes
    bool     is_wide;            // for subjects with characters above U+00FF
    bool     failed;             // an exception is set; the next token is the end
    bool     is_neutral;         // what was written is the same for wide subjects
    bool     needs_unicode;      // a scoped (?u:...) in an ASCII pattern: all must be Unicode
    bool     bad_look_behind;    // reported after everything else
    uint8_t  callers;            // functions of re between the C code and who is warned
    size_t   index;              // behind the next token
    int32_t  next;               // token
    uint32_t flags;              // of the whole pattern
    OuBuffer out;                // uint32_t units for PCRE2
    OuReGroup *groups;           // groups[0] stands for the whole
    uint32_t group_count, group_capacity;
    uint32_t open_group, closed_count, look, look_count;
    uint32_t look_behind_groups; // groups when the outermost look-behind began; 0 = none
    uint32_t forward_group;      // the first group that a condition names before it exists
    size_t   forward_position;
    OuValue  group_index;        // a dict: name to number; owned
} OuReTranslator;

// An exception was set: no more is read. Returns false.
bool ou_re_stop(OuReTranslator *t);
// Reads a pattern (str or bytes-like) and writes its translation. false: an exception is set. To be
// freed in any case.
OU_CHECKED bool ou_re_translate(OuReTranslator *t, OuVM *vm, OuValue pattern, uint32_t flags,
                                bool is_wide);
void ou_re_translator_free(OuReTranslator *t);

// ---- Between the files of the translator --------------------------------------------------------

void ou_re_source_start(OuReTranslator *t);
void ou_re_advance(OuReTranslator *t);
static inline int32_t ou_re_get(OuReTranslator *t)
{
    int32_t token = t->next;
    ou_re_advance(t);
    return token;
}
static inline bool ou_re_match_token(OuReTranslator *t, int32_t token)
{
    if (t->next != token) return false;
    ou_re_advance(t);
    return true;
}
// The place of the next token.
static inline size_t ou_re_tell(const OuReTranslator *t)
{
    return t->index - (t->next < 0 ? 0 : t->next & OU_RE_ESCAPED ? 2 : 1);
}
void ou_re_seek(OuReTranslator *t, size_t index);
// re.error with a position; `format` as for ou_raise. The first error stays.
bool ou_re_fail(OuReTranslator *t, int64_t position, const char *format, ...);
// The same about a part of the pattern: "%s" + the part (as repr() if `quoted`).
bool ou_re_fail_part(OuReTranslator *t, int64_t position, const char *text, size_t start,
                     size_t end, bool quoted);
// Characters up to the terminator, which is skipped: the range in the text. false: failed.
OU_CHECKED bool ou_re_get_until(OuReTranslator *t, int32_t terminator, const char *what,
                                size_t *start, size_t *end);
// A str with that part of the text.
OU_CHECKED OuValue ou_re_part(OuReTranslator *t, size_t start, size_t end);
// Checks a name of a group: an identifier.
OU_CHECKED bool ou_re_check_name(OuReTranslator *t, size_t start, size_t end);
bool ou_re_is_identifier(OuText text);
void ou_re_warn(OuReTranslator *t, OuTypeId category, const char *format, ...);

typedef enum OuReItem { OU_RE_ITEM_NONE, OU_RE_ITEM_AT, OU_RE_ITEM_REPEAT, OU_RE_ITEM_LOOK,
                        OU_RE_ITEM_OTHER } OuReItem;

typedef struct OuReEscape {
    enum { OU_RE_LITERAL, OU_RE_CATEGORY, OU_RE_AT, OU_RE_BACKREF } kind;
    uint32_t value;              // code point, letter, or number of the group
} OuReEscape;
// A number that isn't written in plain digits is deprecated.
OU_CHECKED bool ou_re_warn_number(OuReTranslator *t, OuValue text, size_t position);
// What an escape means, whose first token was taken already.
OU_CHECKED bool ou_re_read_escape(OuReTranslator *t, int32_t token, bool in_class,
                                  OuReEscape *escape);
// A set, whose "[" was taken already.
OU_CHECKED bool ou_re_read_class(OuReTranslator *t, const OuReScope *scope);
// Flags after "(?", whose first was taken. *is_global: "(?i)".
OU_CHECKED bool ou_re_read_flags(OuReTranslator *t, int32_t token, bool *is_global, uint32_t *add,
                                 uint32_t *remove);
OU_CHECKED bool ou_re_can_refer(OuReTranslator *t, uint32_t group);

// Writing.
void ou_re_put(OuReTranslator *t, uint32_t unit);
void ou_re_put_ascii(OuReTranslator *t, const char *text);
void ou_re_put_format(OuReTranslator *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ou_re_put_literal(OuReTranslator *t, const OuReScope *scope, uint32_t c);
void ou_re_put_category(OuReTranslator *t, const OuReScope *scope, char letter, bool in_class);
void ou_re_put_range(OuReTranslator *t, const OuReScope *scope, uint32_t low, uint32_t high);
void ou_re_put_at(OuReTranslator *t, const OuReScope *scope, char letter);
// Repeats what was written since the unit `start`.
void ou_re_put_repeat(OuReTranslator *t, size_t start, uint32_t least, uint32_t most, char mode);
// Opens a group before what was written since the unit `start`.
void ou_re_open(OuReTranslator *t, size_t start);
// ASCII's rules in a pattern that otherwise follows Unicode's?
bool ou_re_is_ascii_part(const OuReTranslator *t, const OuReScope *scope);

static inline size_t ou_re_written(const OuReTranslator *t)
{
    return t->out.length / sizeof(uint32_t);
}

#endif
