// source.h: from a text to a code object: lexer, parser, scopes, checks and compiler in a row.
#ifndef OU_VM_SOURCE_H
#define OU_VM_SOURCE_H

#include "parser/parser.h"
#include "vm/code.h"

typedef struct OuSourceRequest {
    OuString    *file;            // as tracebacks show it
    const char  *bytes;
    size_t       length;
    OuSourceForm form;
    OuParserMode mode;
    bool         is_script;       // CPython would read it line by line: a file, standard input
    bool         future_annotations;   // annotations stay texts, whatever the program says
    int          optimize;        // 1 + that of compile(); 0: what -O says
    bool         explains;        // assertions that fail show the values of their parts
    bool         has_namespace;   // register 0 will hold the namespace to run in (exec, eval)
    bool        *incomplete;      // the prompt's: set when another line is wanted, and then NULL is
                                  // returned without an exception; or NULL
} OuSourceRequest;

// The code (owned), or NULL with SyntaxError, one of its subclasses, ValueError, ... raised as an
// object with all its fields. What CPython warns about is written to sys.stderr.
OU_CHECKED OuCode *ou_source_compile(OuVM *vm, const OuSourceRequest *request);

// The tree as objects of module `ast` (owned); of a text that parses, even if it can't be compiled.
OU_CHECKED OuValue ou_source_tree(OuVM *vm, const OuSourceRequest *request);
// The code for such a tree; of the request only `file`, `mode`, `has_namespace` and
// `optimize` count.
OU_CHECKED OuCode *ou_source_compile_tree(OuVM *vm, const OuSourceRequest *request,
                                          OuValue tree);

// A syntax tree for a file, for --ast; the arena is the tree's. false: an exception is set.
OU_CHECKED bool ou_source_parse(OuVM *vm, const OuSourceRequest *request, const char *path,
                                OuArena *arena, OuSyntaxTree *tree);

// Raises what the parser has found.
void ou_source_raise(OuVM *vm, const OuSourceRequest *request, const OuSyntaxError *error);

// The whole of a file into `buffer`; false: OSError is set.
OU_CHECKED bool ou_source_read_file(OuVM *vm, const char *path, OuBuffer *buffer);
// The same of an open descriptor.
OU_CHECKED bool ou_source_read_descriptor(OuVM *vm, int fd, OuBuffer *buffer);

#endif
