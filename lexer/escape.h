// escape.h: backslashes in string literals.
#ifndef OU_LEXER_ESCAPE_H
#define OU_LEXER_ESCAPE_H

#include "lexer/literal.h"

// Both replace the text of `string`, which holds a backslash, by its decoded form in the arena.
// Unknown escapes stay as they are; the offset of the first is noted.
__attribute__((warn_unused_result))
bool ou_escape_text(OuArena *arena, OuCharacterFinder *find_character, OuString *string,
                    OuSourceError *error);
__attribute__((warn_unused_result))
bool ou_escape_bytes(OuArena *arena, OuString *string, OuSourceError *error);

#endif
