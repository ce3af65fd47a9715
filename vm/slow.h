// slow.h: the out-of-line halves of instructions: everything but the fast paths.
//
// Each takes the window and the instruction, works on registers, and returns false when it raised.
// Operands that are temporaries are dropped on success only, after the result was stored; when it
// raised, unwinding drops them.
#ifndef OU_VM_SLOW_H
#define OU_VM_SLOW_H

#include "vm/interpreter.h"

typedef const OuInstruction *OuAt;

bool ou_slow_binary(OuVM *vm, OuValue *R, OuAt I, OuBinary operator);
// The right operand is `constant`; I->c says whether in place.
bool ou_slow_binary_constant(OuVM *vm, OuValue *R, OuAt I, OuBinary operator, OuValue constant);
bool ou_slow_unary(OuVM *vm, OuValue *R, OuAt I, OuUnary operator);
bool ou_slow_compare(OuVM *vm, OuValue *R, OuAt I, OuCompare operator);
// For compare-and-jump: operands a, b (or a and `constant` if it isn't UNBOUND).
bool ou_slow_compare_jump(OuVM *vm, OuValue *R, OuAt I, OuCompare operator, OuValue constant,
                          bool *truth);
bool ou_slow_truth(OuVM *vm, OuValue *R, unsigned index, bool *truth);      // drops a temporary
bool ou_slow_contains(OuVM *vm, OuValue *R, OuAt I, bool negate);
bool ou_slow_is(OuVM *vm, OuValue *R, OuAt I, bool negate);

bool ou_slow_load_global(OuVM *vm, OuValue *R, OuInstruction *I);
bool ou_slow_store_global(OuVM *vm, OuValue *R, OuInstruction *I);
bool ou_slow_delete_global(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_load_name(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_store_name(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_delete_name(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_load_cell_name(OuVM *vm, OuValue *R, OuAt I);
// NameError with the name in its field; the format has one %S.
OuValue ou_slow_name_error(OuVM *vm, OuString *name, const char *format);
bool ou_slow_unbound_local(OuVM *vm, OuValue *R, unsigned index);           // raises
bool ou_slow_unbound_cell(OuVM *vm, OuValue *R, unsigned index);            // raises

bool ou_slow_get_attribute(OuVM *vm, OuValue *R, OuInstruction *I);
bool ou_slow_set_attribute(OuVM *vm, OuValue *R, OuInstruction *I);
bool ou_slow_delete_attribute(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_get_item(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_set_item(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_delete_item(OuVM *vm, OuValue *R, OuAt I);

bool ou_slow_build(OuVM *vm, OuValue *R, OuAt I);  // BUILD_..., LIST_PUSH, SET_PUSH, DICT_PUSH
bool ou_slow_extend(OuVM *vm, OuValue *R, OuAt I); // LIST_APPEND ... LIST_TO_TUPLE, BUILD_SLICE
// `{**mapping}`: TypeError if it isn't one.
bool ou_slow_dict_update(OuVM *vm, OuDict *dict, OuValue mapping);
// TypeError about an argument of a call; the format takes the callee's name (%S) and a value (%T or
// %V).
bool ou_slow_call_error(OuVM *vm, OuValue callee, OuValue value, const char *format);     // false
bool ou_slow_format(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_unpack(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_unpack_star(OuVM *vm, OuValue *R, OuAt I);

bool ou_slow_raise(OuVM *vm, OuValue *R, OuAt I); // RAISE, RAISE_FROM, RAISE_AGAIN: always false
bool ou_slow_group(OuVM *vm, OuValue *R, OuAt I);  // slow_group.c: MATCH_GROUP, PREPARE_RERAISE
// TypeError unless the value is a class of exceptions.
bool ou_slow_check_class(OuVM *vm, OuValue class);
bool ou_slow_match(OuVM *vm, OuValue *R, OuAt I, bool *matches);
bool ou_slow_enter_with(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_exit_with(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_make_function(OuVM *vm, OuValue *R, OuAt I);
bool ou_slow_define(OuVM *vm, OuValue *R,
                    OuAt I); // LOAD_BUILD_CLASS, SETUP_ANNOTATIONS, imports, ...
bool ou_slow_async(OuVM *vm, OuValue *R, OuAt I);  // GET_AWAITABLE ... EXIT_ASYNC_WITH
bool ou_slow_yield_iterator(OuVM *vm, OuValue *R, OuAt I);

// slow_match.c: GET_LENGTH, MATCH_KEYS, MATCH_REST, MATCH_CLASS.
bool ou_slow_pattern(OuVM *vm, OuValue *R, OuAt I);

// Runs what `pending` asks for: a collection, Ctrl-C. false: KeyboardInterrupt is set.
bool ou_slow_poll(OuVM *vm);

#endif
