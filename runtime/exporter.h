// exporter.h: objects that lend their memory: bytes, bytearray, array, and what looks at them.
//
// While somebody looks at it, the memory stays where it is: the lender counts its views and refuses
// to be resized. bytes never change and count nothing.
#ifndef OU_RUNTIME_EXPORTER_H
#define OU_RUNTIME_EXPORTER_H

#include "runtime/scalar.h"

// How many views look at a lender. It stands apart, since either may die first.
typedef struct OuViews {
    size_t count;
    bool   is_orphan;            // the lender has died: the last view frees this
} OuViews;

typedef struct OuExport {
    uint8_t *data;               // never NULL
    size_t   length;             // in bytes
    size_t   item_size;
    char     format[4];          // a letter of module struct; "w" for array's characters
    bool     is_readonly;
    OuViews **views;             // the lender's count, made at the first view; NULL: it keeps none
} OuExport;

// false: it lends no memory by itself. (A memoryview doesn't: its lender does.)
bool ou_export_of(OuValue value, OuExport *export);

// For a lender that is about to be resized: BufferError "Existing exports of data: ...".
OU_CHECKED bool ou_export_check(OuVM *vm, const OuViews *views);
// One view more; NULL: MemoryError is set. One less. For the lender's release.
OU_CHECKED OuViews *ou_views_enter(OuVM *vm, OuViews **slot);
void ou_views_leave(OuHeap *heap, OuViews *views);
void ou_views_orphan(OuHeap *heap, OuViews *views);
static inline bool ou_views_any(const OuViews *views) { return views && views->count; }

// A bytes-like object whose bytes can be written: bytearray, array, a writable memoryview. `what`
// begins the TypeError, as in "readinto() argument must be read-write bytes-like object, not int".
OU_CHECKED bool ou_export_writable(OuVM *vm, OuValue value, const char *what, uint8_t **data,
                                   size_t *length);

#endif
