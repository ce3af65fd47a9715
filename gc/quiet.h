// quiet.h: the end of garbage that nobody can notice.
//
// Garbage is cleared object by object (step 7 of a collection) because scripts may see the order in
// which that makes objects die. If nothing that dies has a finalizer, a weak reference or an end
// that shows in some other way, nobody sees anything: then what isn't garbage loses the references
// that garbage holds, the slots are given back, and what garbage holds of garbage isn't looked at.
#ifndef OU_GC_QUIET_H
#define OU_GC_QUIET_H

#include "gc/garbage.h"

enum { OU_QUIET_LONGEST = 32768 };   // more garbage than this doesn't go in one piece

// Ends the garbage, of which nothing has been cleared yet, if it can end quietly. False: it can't,
// and all is as it was. Runs no script code.
OU_CHECKED
bool ou_quiet_end(OuRound *collection);

#endif
