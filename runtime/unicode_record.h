// unicode_record.h: what the Unicode Character Database says of a character (14.0), and normal
// forms.
#ifndef OU_RUNTIME_UNICODE_RECORD_H
#define OU_RUNTIME_UNICODE_RECORD_H

#include "runtime/str.h"

const char *ou_unicode_category(uint32_t point);         // "Lu"
const char *ou_unicode_bidirectional(uint32_t point);    // "AL"; "" of what isn't assigned
unsigned ou_unicode_combining(uint32_t point);
bool ou_unicode_is_mirrored(uint32_t point);
const char *ou_unicode_width(uint32_t point);            // of East Asian letters: "W", "Na"
// false: it isn't a number.
bool ou_unicode_numeric(uint32_t point, double *value);

enum { OU_UNICODE_DECOMPOSITION_ROOM = 18 };
// The mapping as the database has it, one step; how many code points, 0 for none. *kind: "" or
// "<compat>" and the like.
unsigned ou_unicode_decomposition(uint32_t point, const char **kind,
                                  uint32_t mapping[OU_UNICODE_DECOMPOSITION_ROOM]);

typedef enum OuNormalForm { OU_NFC, OU_NFKC, OU_NFD, OU_NFKD } OuNormalForm;
OU_CHECKED OuValue ou_unicode_normalize(OuVM *vm, OuString *text, OuNormalForm form);

#endif
