// heap_report.h: what `ouro heap` tells about heap files, on standard output.
#ifndef OU_RUNTIME_HEAP_REPORT_H
#define OU_RUNTIME_HEAP_REPORT_H

#include "runtime/heap_file.h"

typedef enum OuHeapReport {
    OU_HEAP_REPORT_DONE,
    OU_HEAP_REPORT_NO_MEMORY,
    OU_HEAP_REPORT_NO_ID,
} OuHeapReport;

// How many and how large, by type.
OuHeapReport ou_heap_report_summary(const OuHeapFile *file);
// The objects that would take the most with them, and what holds them.
OuHeapReport ou_heap_report_top(const OuHeapFile *file, uint32_t rows);
// What holds the object with that id.
OuHeapReport ou_heap_report_why(const OuHeapFile *file, uint64_t id);
// What is new and what is gone in the second file, by type. Objects are the same if id and type
// are.
OuHeapReport ou_heap_report_diff(const OuHeapFile *before, const OuHeapFile *after);

#endif
