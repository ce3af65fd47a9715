// json_in.h: JSON, read piece by piece from a file.
//
//     ou_json_in_begin(&json, '[');
//     while (ou_json_in_more(&json, ']')) ok = ou_json_in_number(&json, &number);
//
// The first mistake ends the reading: everything fails from then on, and `error` says what and
// where. Only one piece of the file is in memory.
#ifndef OU_RUNTIME_JSON_IN_H
#define OU_RUNTIME_JSON_IN_H

#include "gc/buffer.h"
#include "gc/value.h"

enum { OU_JSON_IN_BUFFER = 64 * 1024, OU_JSON_IN_DEPTH = 512 };

typedef struct OuJsonIn {
    int      descriptor;
    size_t   next, end;                    // what of the buffer wasn't taken yet
    uint64_t passed;                       // bytes of the file before the buffer
    uint64_t line, line_start;             // line 1 is the first; offset of its first byte
    bool     is_first;                     // no item of the innermost list was met yet
    char     error[256];                   // "": none. "3:17: expected ','"
    char     buffer[OU_JSON_IN_BUFFER];
} OuJsonIn;

// False: errno says why.
OU_CHECKED bool ou_json_in_open(OuJsonIn *json, const char *path);
void ou_json_in_close(OuJsonIn *json);

// Notes a mistake at the present place, unless there was one already. Gives false.
bool ou_json_in_fail(OuJsonIn *json, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline bool ou_json_in_is_good(const OuJsonIn *json) { return !json->error[0]; }

// The first character of the next value, white space passed over; -1 at the end.
int ou_json_in_peek(OuJsonIn *json);

// The next character has to be `bracket`.
bool ou_json_in_begin(OuJsonIn *json, char bracket);
// Is there another item? Otherwise the closing bracket was taken (or something is wrong).
bool ou_json_in_more(OuJsonIn *json, char bracket);
// Puts a key into the (emptied) text, and takes the colon.
bool ou_json_in_key(OuJsonIn *json, OuBuffer *text);

// A whole number that isn't negative.
bool ou_json_in_number(OuJsonIn *json, uint64_t *number);
// Appends a string as UTF-8; half a surrogate pair becomes U+FFFD.
bool ou_json_in_string(OuJsonIn *json, OuBuffer *text);
// Passes over any value.
bool ou_json_in_skip(OuJsonIn *json);
// Nothing but white space may follow.
bool ou_json_in_finish(OuJsonIn *json);

#endif
