// terminal.h: module `_terminal`: keys from the terminal of the process, and text to it.
//
// Only the prompt's editor can import it: it isn't among the modules of a program. The terminal
// belongs to the process, not to an interpreter, and a signal handler can be told of it in no other
// way: so its mode is kept in static variables. While it is in raw mode, signals that would end or
// stop the process put it back first.
#ifndef OU_RUNTIME_MODULES_TERMINAL_H
#define OU_RUNTIME_MODULES_TERMINAL_H

#include "runtime/module.h"

extern const OuModuleDef ou_terminal_module;

// Puts the terminal back into the mode in which it was found, if it isn't. Async-signal-safe.
void ou_terminal_restore(void);

// How many cells of the screen a character takes: 0 if it combines with the one before it, 1 or 2.
unsigned ou_terminal_cells(uint32_t point);
// Of the screen that standard output leads to; 80 if it doesn't say.
unsigned ou_terminal_columns(void);

#endif
