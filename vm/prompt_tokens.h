// prompt_tokens.h: what the lexer and the parser see in a text that is being typed.
#ifndef OU_VM_PROMPT_TOKENS_H
#define OU_VM_PROMPT_TOKENS_H

#include "gc/buffer.h"
#include "runtime/module.h"

// Module `_tokens`, for the prompt's editor.
extern const OuModuleDef ou_tokens_module;

#endif
