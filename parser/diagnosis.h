// diagnosis.h: what is wrong with a text that the parser has refused, in CPython 3.11's words.
//
// The tokens of the statement that failed are read once more by a parser of another kind: one that
// knows Python's grammar as CPython writes it, as ordered alternatives (a PEG), including the rules
// that exist only to recognise mistakes. Slow, but it runs only once, when all is lost anyway.
#ifndef OU_PARSER_DIAGNOSIS_H
#define OU_PARSER_DIAGNOSIS_H

#include "parser/build.h"
#include "parser/parser.h"

// Fills `error`. The top-level statements in front of byte `checkpoint` are known to be right; the
// parser got stuck at `stuck`, where "invalid syntax" is reported if nothing better is found.
void ou_diagnosis_find(OuSyntaxTree *tree, OuArena *arena, OuParserMode mode, uint32_t checkpoint,
                       OuSpan stuck, OuSyntaxError *error);

// Fills `error` for bytes that couldn't be made a source.
void ou_diagnosis_undecodable(OuSyntaxTree *tree, const OuSourceError *cause,
                              OuSyntaxError *error);

#endif
