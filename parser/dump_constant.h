// dump_constant.h: literals as Python's repr shows them.
#ifndef OU_PARSER_DUMP_CONSTANT_H
#define OU_PARSER_DUMP_CONSTANT_H

#include "gc/buffer.h"
#include "parser/ast.h"

// Each appends to `out`, whose `failed` tells when memory was refused.
void ou_dump_constant(OuBuffer *out, const OuConstant *value);
void ou_dump_string(OuBuffer *out, const char *text, size_t length);    // WTF-8

#endif
