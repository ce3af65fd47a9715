// stage.c: --tokens, --ast and --dis: what each stage makes of a file.
#include <stdio.h>
#include <string.h>

#include "lexer/lexer.h"
#include "parser/dump.h"
#include "runtime/error.h"
#include "runtime/str.h"
#include "vm/disassemble.h"
#include "vm/ouro.h"
#include "vm/run.h"

// A file in the works.
typedef struct Stage {
    OuVM           *vm;
    const char     *path;
    OuArena         arena;
    OuBuffer        text, output;
    OuSourceRequest request;
} Stage;

static bool parse(Stage *stage, OuSyntaxTree *tree)
{
    return ou_source_parse(stage->vm, &stage->request, stage->path, &stage->arena, tree);
}

// The tokens of a damaged file are printed up to the damage; the parser words the complaint.
static bool dump_tokens(Stage *stage)
{
    OuSource source;
    OuSourceError error;
    if (ou_source_init(&source, &stage->arena, OU_SOURCE_FILE, stage->path, stage->request.bytes,
                       stage->request.length, &error)
        && !ou_lexer_dump(&source, &stage->output)) return false;
    OuSyntaxTree tree;
    return parse(stage, &tree);
}

static bool dump_tree(Stage *stage)
{
    OuSyntaxTree tree;
    return parse(stage, &tree) && ou_dump_tree(&tree, false, &stage->output)
        && ou_buffer_put_char(&stage->output, '\n');
}

static bool dump_code(Stage *stage)
{
    OuCode *code = ou_source_compile(stage->vm, &stage->request);
    if (!code) return false;
    bool ok = ou_disassemble(stage->vm, code, false, &stage->output);
    ou_object_unref(&code->header);
    return ok;
}

static int show(Stage *stage, char kind)
{
    bool ok = kind == 't' ? dump_tokens(stage) : kind == 'a' ? dump_tree(stage) : dump_code(stage);
    if (stage->output.length) fwrite(stage->output.bytes, 1, stage->output.length, stdout);
    if (fflush(stdout) != 0) return 1;
    if (ok) return 0;
    if (!ou_has_error(stage->vm)) (void)ou_raise_memory_error(stage->vm);
    return ou_run_report(stage->vm);
}

// One line says what is wrong with a file that can't be read.
static int complain(OuVM *vm, const char *path)
{
    OU_OWNED OuValue error = ou_error_take(vm);
    OU_OWNED OuValue text = ou_str_make_format(vm, "%V", error);
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *bytes =
        text == OU_ERROR ? path : ou_str_utf8(vm, ou_str_of(text), &scratch, &length);
    ou_run_complain("can't open file: %s", bytes ? bytes : path);
    ou_buffer_free(&scratch);
    ou_error_clear(vm);
    return 2;
}

int ouro_show_stage(OuroVM *vm, char kind, const char *path)
{
    Stage stage = { .vm = vm, .path = path };
    ou_arena_init(&stage.arena, &vm->heap.memory);
    ou_buffer_init(&stage.text, &vm->heap.memory);
    ou_buffer_init(&stage.output, &vm->heap.memory);
    OU_OWNED OuValue file = ou_str_make_lossy(vm, path, strlen(path));
    int status;
    if (file != OU_ERROR && ou_source_read_file(vm, path, &stage.text)) {
        stage.request = (OuSourceRequest){
            .file = ou_str_of(file), .bytes = stage.text.bytes ? stage.text.bytes : "",
            .length = stage.text.length, .form = OU_SOURCE_FILE, .mode = OU_PARSER_FILE,
        };
        status = show(&stage, kind);
    } else {
        status = complain(vm, path);
    }
    ou_buffer_free(&stage.output);
    ou_buffer_free(&stage.text);
    ou_arena_free(&stage.arena);
    return status;
}
