// report_syntax.h: the place in the text that a SyntaxError is about.
#ifndef OU_RUNTIME_REPORT_SYNTAX_H
#define OU_RUNTIME_REPORT_SYNTAX_H

#include "runtime/report.h"

// `  File "x.py", line 3`, the line, and the carets; only the message is then still to be told.
// false: the exception doesn't name a place, nothing was put.
bool ou_report_put_syntax_place(OuReport *report, OuException *exception);

#endif
