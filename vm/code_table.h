// code_table.h: the tables of a code object as scripts may read them.
#ifndef OU_VM_CODE_TABLE_H
#define OU_VM_CODE_TABLE_H

#include "vm/code.h"

// The instructions as the compiler made them, and as they are now.
OU_CHECKED OuValue ou_code_table_plain(OuVM *vm, const OuCode *code);
OU_CHECKED OuValue ou_code_table_adaptive(OuVM *vm, const OuCode *code);
// Positions and handlers in CPython's encodings (Objects/locations.md,
// Objects/exception_handling_notes.txt) with words as units.
OU_CHECKED OuValue ou_code_table_lines(OuVM *vm, const OuCode *code);
OU_CHECKED OuValue ou_code_table_handlers(OuVM *vm, const OuCode *code);
// Pairs of bytes: how far the next line's code is, how far the line.
OU_CHECKED OuValue ou_code_table_line_steps(OuVM *vm, const OuCode *code);
// What co_lines() and co_positions() go over: lists of tuples.
OU_CHECKED OuValue ou_code_table_line_runs(OuVM *vm, const OuCode *code);
OU_CHECKED OuValue ou_code_table_positions(OuVM *vm, const OuCode *code);

#endif
