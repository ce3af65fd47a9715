// prompt_names.h: module `_prompt`: what the editor may know of the person's program.
//
// The editor runs in an interpreter of its own (interpreter->person is the other one). It is told
// names, never objects, and nothing of the program runs for it: no property, no __getattr__, no
// __hash__.
#ifndef OU_VM_PROMPT_NAMES_H
#define OU_VM_PROMPT_NAMES_H

#include "runtime/module.h"

extern const OuModuleDef ou_prompt_module;

// The object of a dotted name in __main__ or the built-ins, found without running anything:
// borrowed, UNBOUND if there is none. The path is UTF-8.
OuValue ou_prompt_find_peek(OuVM *person, const char *path, size_t length);

#endif
