// unicode.h: properties of code points and case mappings, as of Unicode 14.0.
//
// Categories and simple mappings come from utf8proc, the rest from unicode_tables.h. utf8proc 2.8
// knows Unicode 15: what that version added counts as unassigned here.
#ifndef OU_RUNTIME_UNICODE_H
#define OU_RUNTIME_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

bool ou_unicode_is_newer(uint32_t code_point);               // than 14.0
bool ou_unicode_is_alpha(uint32_t code_point);
bool ou_unicode_is_decimal(uint32_t code_point);
bool ou_unicode_is_digit(uint32_t code_point);
bool ou_unicode_is_numeric(uint32_t code_point);
bool ou_unicode_is_alphanumeric(uint32_t code_point);
bool ou_unicode_is_lower(uint32_t code_point);
bool ou_unicode_is_upper(uint32_t code_point);
bool ou_unicode_is_title(uint32_t code_point);              // category Lt
bool ou_unicode_is_cased(uint32_t code_point);
bool ou_unicode_is_case_ignorable(uint32_t code_point);
bool ou_unicode_is_space(uint32_t code_point);              // as str.isspace and str.split have it
bool ou_unicode_is_line_break(uint32_t code_point);         // as str.splitlines has it
bool ou_unicode_is_printable(uint32_t code_point);          // repr() shows it as it stands
bool ou_unicode_is_identifier_start(uint32_t code_point);   // '_' included
bool ou_unicode_is_identifier_part(uint32_t code_point);

// 0 to 9 for a decimal digit of any script, -1 for anything else.
int ou_unicode_decimal_value(uint32_t code_point);

// Full mappings to 1 to 3 code points; they return how many. Lower-casing doesn't look at what
// stands around a final sigma.
typedef unsigned (*OuCaseMapping)(uint32_t code_point, uint32_t mapped[3]);
unsigned ou_unicode_lower(uint32_t code_point, uint32_t mapped[3]);
unsigned ou_unicode_upper(uint32_t code_point, uint32_t mapped[3]);
unsigned ou_unicode_title(uint32_t code_point, uint32_t mapped[3]);
unsigned ou_unicode_fold(uint32_t code_point, uint32_t mapped[3]);

#endif
