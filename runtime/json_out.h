// json_out.h: JSON, written piece by piece to a file.
//
//     ou_json_begin(&json, '{');
//     ou_json_key(&json, "nodes");
//     ou_json_begin(&json, '[');
//     ou_json_number(&json, 1);
//     ou_json_end(&json);
//     ou_json_end(&json);                    {"nodes":[1]}
//
// Commas come by themselves. The caller sees to it that what is written is a JSON text; a debug
// build asserts it. No memory is asked for; failures to write are remembered in the file.
#ifndef OU_RUNTIME_JSON_OUT_H
#define OU_RUNTIME_JSON_OUT_H

#include "runtime/out_file.h"

enum { OU_JSON_DEPTH = 32 };               // arrays and objects within each other

typedef struct OuJsonOut {
    OuOutFile *file;
    char       open[OU_JSON_DEPTH];        // '[' or '{', the innermost last
    unsigned   depth;
    bool       needs_comma;                // something stands here already
    bool       is_after_key;
} OuJsonOut;

void ou_json_init(OuJsonOut *json, OuOutFile *file);

void ou_json_begin(OuJsonOut *json, char bracket);       // '[' or '{'
void ou_json_end(OuJsonOut *json);                       // the innermost
void ou_json_key(OuJsonOut *json, const char *name);     // UTF-8, as any text here

void ou_json_number(OuJsonOut *json, uint64_t number);
void ou_json_signed(OuJsonOut *json, int64_t number);
void ou_json_decimal(OuJsonOut *json, uint64_t thousandths);   // 12.345; zeros at the end go
void ou_json_word(OuJsonOut *json, const char *word);    // true, false, null
void ou_json_text(OuJsonOut *json, const char *text);
// Bytes that aren't UTF-8 become U+FFFD each; surrogates (as three bytes) are escaped.
void ou_json_string(OuJsonOut *json, const char *utf8, size_t length);

// A string, character by character: open, characters, close.
void ou_json_open_string(OuJsonOut *json);
void ou_json_put_code_point(OuJsonOut *json, uint32_t code_point);
void ou_json_put_utf8(OuJsonOut *json, const char *utf8, size_t length);
void ou_json_close_string(OuJsonOut *json);

// A new line between two values, where a person should find one.
void ou_json_line(OuJsonOut *json);

#endif
