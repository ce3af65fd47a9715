// record_gc.h: --gc-trace: a timeline of the collector, for Perfetto and chrome://tracing.
//
// The file is in the Trace Event Format, as a JSON object: complete events ("X", with the wall
// clock's `ts` and `dur` and the processor time's `tts` and `tdur`) for each collection and each
// slice of a major cycle, and for their steps within them, on a track of their own; counters ("C")
// of live objects and bytes; metadata ("M") that names process and tracks. It is written while the
// program runs, in bounded memory.
#ifndef OU_VM_RECORD_GC_H
#define OU_VM_RECORD_GC_H

#include "runtime/state.h"

// `program` is the name of the process in the timeline. False: errno says why.
OU_CHECKED bool ou_record_gc_open(OuVM *vm, const char *path, const char *program);
// Writes the end; no effect if nothing was opened. False: the file couldn't be written, errno says
// why.
OU_CHECKED bool ou_record_gc_close(OuVM *vm);

#endif
