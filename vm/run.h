// run.h: running whole programs, reporting how they end, and tearing an interpreter down.
#ifndef OU_VM_RUN_H
#define OU_VM_RUN_H

#include "vm/source.h"

// Compiles and runs a program in `__main__`; the status it ends with, exceptions reported.
int ou_run_source(OuVM *vm, const OuSourceRequest *request);
// The same of a program that is compiled already; the code is taken over, NULL: an exception is
// set.
int ou_run_code_steal(OuVM *vm, OuCode *code);

// Reports the pending exception through sys.excepthook and clears it; SystemExit gives its status
// instead (when no prompt follows).
int ou_run_report(OuVM *vm);
// Writes "ouro: " and the text to the process's standard error; for failures outside of programs.
void ou_run_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Sets `__main__`.__file__ and sys.argv[0].
OU_CHECKED bool ou_run_set_file(OuVM *vm, OuValue file);
OU_CHECKED bool ou_run_set_program(OuVM *vm, OuValue name);

// Flushes sys.stdout and sys.stderr; false when standard output couldn't be written, which is told
// unless its reader has gone away.
bool ou_run_flush(OuVM *vm);
// Tells of the pending exception, which standard output has raised, and clears it.
void ou_run_complain_of_output(OuVM *vm);
// The pending exception tells that the reader of standard output has gone away: nobody's mistake.
bool ou_run_is_unread(OuVM *vm);
enum { OU_STATUS_UNREAD = 141 };         // as if SIGPIPE had ended the program: 128 + 13

// The end of a program, in CPython's order: the callbacks of module atexit, modules torn down, so
// that __del__ of what they hold runs. Gives the status; instead of 0 it is 1
// when standard output fails, OU_STATUS_UNREAD when nobody reads it.
int ou_shutdown(OuVM *vm, int status);

#endif
