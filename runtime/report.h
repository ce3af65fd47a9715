// report.h: how an exception is told to a person: CPython 3.11's text, to the byte.
//
// The whole text is put together first and written at once. What goes wrong meanwhile (a __str__
// that raises, a source file that is gone, no memory) makes the report poorer, never fail.
//
//     report.c            the chain of causes and contexts, groups, message, notes
//     report_traceback.c  the lines "File ..., line ..., in ..."
//     report_source.c     source lines, read from the files
//     report_anchor.c     which part of an expression the carets mark
//     report_suggest.c    "Did you mean"
#ifndef OU_RUNTIME_REPORT_H
#define OU_RUNTIME_REPORT_H

#include "runtime/error.h"
#include "runtime/str.h"

typedef struct OuReport {
    OuVM          *vm;
    OuStringWriter out;
    OuDict        *seen;            // ids of the exceptions told so far, against rings; or NULL
    unsigned       group_depth;     // how many groups deep: each indents by two
    bool           needs_close;     // the frame around a group's exceptions is still open
    // The file that was read last; one traceback mostly names the same few.
    OuString      *file;            // borrowed while its traceback is being told; NULL: none
    char          *source;          // its bytes
    size_t         source_size;
    bool           is_typed;        // it comes from no file: UTF-8, whatever it says of itself
    uint32_t       line;            // number of the line at `position`
    size_t         position;
} OuReport;

void ou_report_init(OuReport *report, OuVM *vm);
// Writes the text to sys.stderr, or to the process's stderr if that isn't possible, and frees the
// report. When there is no memory for the text, the name of `type` (or NULL) is written.
void ou_report_write(OuReport *report, const OuType *type);
// The text as a str; frees the report.
OU_CHECKED OuValue ou_report_finish(OuReport *report);

void ou_report_put(OuReport *report, const char *text);               // UTF-8
void ou_report_put_format(OuReport *report, const char *format, ...); // as ou_raise's
void ou_report_put_indent(OuReport *report);                          // the spaces within groups
// The spaces and the bar that lines within a group begin with.
void ou_report_put_margin(OuReport *report);
// "module.Name" of an exception type; builtins and __main__ aren't mentioned.
void ou_report_put_type(OuReport *report, OuType *type);
// `margin` begins the header's line; nothing is put for an empty traceback.
void ou_report_put_traceback(OuReport *report, OuValue traceback, const char *margin,
                             const char *header);

// The line of a file as a str without its newline (owned), or OU_UNBOUND. No exception is left set.
OU_CHECKED OuValue ou_report_source_line(OuReport *report, OuString *file, uint32_t line);
void ou_report_forget_source(OuReport *report);

// Finds the operator (or the brackets) that the expression text[0, length) is about; positions in
// bytes. false: the text as a whole is to be marked.
bool ou_report_find_anchor(const char *text, size_t length, size_t *left, size_t *right);

// The name that was probably meant (an owned str), or OU_UNBOUND. No exception is left set.
OU_CHECKED OuValue ou_report_suggest(OuVM *vm, OuException *exception);

#endif
