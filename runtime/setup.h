// setup.h: the steps of setting an interpreter up, in the order in which ou_state_init takes them.
#ifndef OU_RUNTIME_SETUP_H
#define OU_RUNTIME_SETUP_H

#include "runtime/state.h"

OU_CHECKED bool ou_str_setup(OuVM *vm);             // names, one-character strings, intern table
void ou_str_free_interned(OuVM *vm);
OU_CHECKED OuTuple *ou_tuple_make_empty(OuVM *vm);
OU_CHECKED bool ou_exception_setup(OuVM *vm);       // types of exceptions.def
OU_CHECKED bool ou_error_setup(OuVM *vm);           // the MemoryError kept ready

#endif
