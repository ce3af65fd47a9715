// complaint.h: syntax errors that are found in a finished tree.
#ifndef OU_PARSER_COMPLAINT_H
#define OU_PARSER_COMPLAINT_H

#include <stdarg.h>

#include "parser/parser.h"

// All fill `error` and return false, so that `return ou_complaint_…` leaves with the error set.
// As in CPython columns count bytes here, not code points, and the source line is shown only if it
// could be read from a file: a path like "<string>" names none.
bool ou_complaint_at(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start, uint32_t end,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));
bool ou_complaint_list(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start, uint32_t end,
                       const char *format, va_list arguments);

// For the few whose end CPython doesn't tell: its end_offset is None, here 0.
bool ou_complaint_from(OuSyntaxTree *tree, OuSyntaxError *error, uint32_t start, const char *format,
                       ...) __attribute__((format(printf, 4, 5)));
bool ou_complaint_memory(OuSyntaxError *error);

// Puts a warning behind those that the tree has. False when memory is refused.
__attribute__((warn_unused_result))
bool ou_complaint_warn(OuSyntaxTree *tree, const OuNode *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
