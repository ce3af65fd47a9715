// prompt_tokens.h: what the lexer and the parser see in a text that is being typed.
#ifndef OU_VM_PROMPT_TOKENS_H
#define OU_VM_PROMPT_TOKENS_H

#include "gc/buffer.h"
#include "runtime/module.h"

// Module `_tokens`, for the prompt's editor.
extern const OuModuleDef ou_tokens_module;

// Where the statements of the text begin: uint32_t offsets put into `starts`, the first is 0. One
// that nobody can read to its end is the last. False: memory was refused, without an exception.
OU_CHECKED bool ou_prompt_split(OuMemory *memory, const char *text, size_t length,
                                OuBuffer *starts);

#endif
