#include "vm/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "gc/discard.h"
#include "lexer/encoding.h"
#include "parser/check.h"
#include "parser/scope.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/str.h"
#include "runtime/unicode_name.h"
#include "vm/ast_module.h"
#include "vm/compile.h"
#include "vm/source_warning.h"

// --- raising -------------------------------------------------------------------------------------

static OuTypeId error_type(OuSyntaxErrorKind kind)
{
    switch (kind) {
    case OU_SYNTAX_INDENTATION_ERROR: return OU_TYPE_INDENTATION_ERROR;
    case OU_SYNTAX_TAB_ERROR:         return OU_TYPE_TAB_ERROR;
    case OU_SYNTAX_VALUE_ERROR:       return OU_TYPE_VALUE_ERROR;
    case OU_SYNTAX_MEMORY_ERROR:      return OU_TYPE_MEMORY_ERROR;
    case OU_SYNTAX_RECURSION_ERROR:   return OU_TYPE_RECURSION_ERROR;
    default:                          return OU_TYPE_SYNTAX_ERROR;
    }
}

// (file, lineno, offset, text, end_lineno, end_offset)
static OuValue error_place(OuVM *vm, OuString *file, const OuSyntaxError *error)
{
    OuValue text = error->text ? ou_str_make_lossy(vm, error->text, error->text_length) : OU_NONE;
    if (text == OU_ERROR) return OU_ERROR;
    OuValue items[6] = {
        ou_str_value(file), ou_int_value(error->line), ou_int_value(error->column), text,
        ou_int_value(error->end_line), ou_int_value(error->end_column),
    };
    OuValue place = ou_tuple_make(vm, items, 6);
    ou_unref(text);
    return place;
}

static void raise_placed(OuVM *vm, OuTypeId type, OuString *file, const OuSyntaxError *error)
{
    OU_OWNED OuValue message = ou_str_make_lossy(vm, error->message, strlen(error->message));
    if (message == OU_ERROR) return;
    OU_OWNED OuValue place = error_place(vm, file, error);
    if (place == OU_ERROR) return;
    OU_OWNED OuValue args = ou_tuple_pair(vm, message, place);
    if (args == OU_ERROR) return;
    OuValue made = ou_exception_make(vm, vm->types[type], ou_tuple_of(args));
    if (made != OU_ERROR) (void)ou_raise_steal(vm, made);
}

// Bytes whose encoding isn't known, or that don't fit it: CPython gives them line 0.
static void raise_undecodable(OuVM *vm, OuString *file, const char *text)
{
    OU_OWNED OuValue message = ou_str_make_lossy(vm, text, strlen(text));
    if (message == OU_ERROR) return;
    OuValue items[4] = { ou_str_value(file), ou_int_value(0), ou_int_value(-1), OU_NONE };
    OU_OWNED OuValue place = ou_tuple_make(vm, items, 4);
    if (place == OU_ERROR) return;
    OU_OWNED OuValue args = ou_tuple_pair(vm, message, place);
    if (args == OU_ERROR) return;
    OuValue made = ou_exception_make(vm, vm->types[OU_TYPE_SYNTAX_ERROR], ou_tuple_of(args));
    if (made != OU_ERROR) (void)ou_raise_steal(vm, made);
}

static bool is_undecodable(const OuSourceRequest *request, const OuSyntaxError *error)
{
    return request->form == OU_SOURCE_BYTES && error->kind == OU_SYNTAX_ERROR
        && strncmp(error->message, "(unicode error)", 15) != 0;
}

// A text with lone surrogates: the encoder complains in its own words.
static void raise_unencodable(OuVM *vm, const OuSourceRequest *request)
{
    OU_OWNED OuValue text = ou_str_make(vm, request->bytes, request->length);
    if (text == OU_ERROR) return;
    ou_unref(ou_codec_encode(vm, ou_str_of(text), NULL, NULL));
}

void ou_source_raise(OuVM *vm, const OuSourceRequest *request, const OuSyntaxError *error)
{
    if (ou_has_error(vm)) return;              // the work was stopped: that comes as lack of memory
    if (error->kind == OU_SYNTAX_UNICODE_ERROR) {
        raise_unencodable(vm, request);
    } else if (error->kind == OU_SYNTAX_MEMORY_ERROR) {
        (void)ou_raise_memory_error(vm);
    } else if (error->has_place) {
        raise_placed(vm, error_type(error->kind), request->file, error);
    } else if (is_undecodable(request, error)) {
        raise_undecodable(vm, request->file, error->message);
    } else {
        (void)ou_raise(vm, error_type(error->kind), "%s", error->message);
    }
}

// --- the stages ----------------------------------------------------------------------------------

// A block that is missing at the very end: reading a script, CPython no longer knows the column
// there and draws no caret.
static void forget_column(const OuSourceRequest *request, OuSyntaxError *error)
{
    if (!request->is_script || error->end_column != -1) return;
    if (strncmp(error->message, "expected ", 9) == 0) error->column = 0;
}

// The arena's watcher. After he has raised he stays with his no: arenas beside it are told, too.
static bool may_go_on(void *vm)
{
    OuHeap *heap = &((OuVM *)vm)->heap;
    if (heap->discarded) ou_discard_some(heap);
    return !ou_has_error(vm) && ou_check_interrupt(vm);
}

static bool take_over(void *vm, void *block, size_t size)
{
    OuHeap *heap = &((OuVM *)vm)->heap;
    if (!ou_discard_put(heap, block, size, false)) return false;
    ou_memory_unreserve(&heap->memory, size);
    return true;
}

static void watch(OuVM *vm, OuArena *arena)
{
    static const OuArenaWatch watch = { may_go_on, take_over };
    arena->watch = &watch;
    arena->watcher = vm;
}

// The table of lines is made now: later it couldn't be said that this was stopped.
static bool make_lines(OuVM *vm, OuSyntaxTree *tree)
{
    (void)ou_source_locate(&tree->source, 0);
    return !ou_has_error(vm);
}

bool ou_source_parse(OuVM *vm, const OuSourceRequest *request, const char *path, OuArena *arena,
                     OuSyntaxTree *tree)
{
    OuSyntaxError error;
    memset(tree, 0, sizeof *tree);
    if (ou_parser_parse_limited(tree, arena, request->mode, request->form,
                                ou_unicode_find_character, path, request->bytes, request->length,
                                (uint32_t)vm->int_max_str_digits, &error)) {
        return true;
    }
    forget_column(request, &error);
    if (!request->incomplete || !tree->incomplete) ou_source_raise(vm, request, &error);
    return false;
}

// CPython reads the line from the file, and has none for the prompt; we do.
static void add_line(OuSource *source, OuSyntaxError *error)
{
    if (error->text || !error->has_place || error->line < 1) return;
    error->text = ou_source_line(source, (uint32_t)error->line, &error->text_length);
}

static OuCode *compile_tree(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree)
{
    OuSyntaxError error;
    if (tree->root->depth > 3 * (int64_t)vm->recursion_limit) {
        (void)ou_raise(vm, OU_TYPE_RECURSION_ERROR,
                       "maximum recursion depth exceeded during compilation");
        return NULL;
    }
    if (!ou_scope_analyse(tree, &error) || !ou_check_tree(tree, &error)) {
        if (tree->without_text) error.text = NULL;
        else if (request->mode == OU_PARSER_BLOCK) add_line(&tree->source, &error);
        ou_source_raise(vm, request, &error);
        return NULL;
    }
    if (!make_lines(vm, tree) || !ou_source_warn(vm, request, tree)) return NULL;
    int optimize = request->optimize ? request->optimize - 1 : vm->flags[OU_FLAG_OPTIMIZE];
    OuCode *code = ou_compile(vm, tree, request->file, request->has_namespace, optimize,
                              request->explains);
    if (!code || !ou_has_error(vm)) return code;
    ou_object_unref(&code->header);
    return NULL;
}

typedef OuValue (*TreeUse)(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree);

static OuValue use_code(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree)
{
    OuCode *code = compile_tree(vm, request, tree);
    return code ? ou_pointer_value(code) : OU_ERROR;
}

static OuValue use_objects(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree)
{
    return make_lines(vm, tree) ? ou_ast_export(vm, tree) : OU_ERROR;
}

// compile(..., "single") of what the prompt would wait behind.
static OuValue raise_unfinished(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree)
{
    OuPosition end = ou_source_locate(&tree->source, tree->source.length);
    OuSyntaxError error = { .kind = OU_SYNTAX_ERROR, .has_place = true,
                            .message = "invalid syntax", .text = "" };
    if (tree->source.length) {
        error.line = error.end_line = (int32_t)end.line;
        error.text = ou_source_line(&tree->source, end.line, &error.text_length);
    }
    ou_source_raise(vm, request, &error);
    return OU_ERROR;
}

// OU_ERROR without an exception: more lines are wanted.
static OuValue parse_in(OuVM *vm, const OuSourceRequest *request, const char *path, OuArena *arena,
                        TreeUse use)
{
    OuSyntaxTree tree;
    bool parsed = ou_source_parse(vm, request, path, arena, &tree);
    if (request->incomplete) *request->incomplete = tree.incomplete;
    if (!parsed || (request->incomplete && tree.incomplete)) return OU_ERROR;
    if (!request->incomplete && tree.unfinished) return raise_unfinished(vm, request, &tree);
    tree.future_annotations = request->future_annotations;
    return use(vm, request, &tree);
}

// --- encodings that the lexer doesn't know -------------------------------------------------------

// A coding line must read the same in the encoding that it names: UTF-16 and its like don't.
static bool keeps_ascii(const OuString *text, const char *bytes, size_t length)
{
    size_t count = text->length < length ? text->length : length;
    for (size_t i = 0; i < count && bytes[i] != '\n'; i++) {
        if (ou_str_at(text, i) != (unsigned char)bytes[i]) return false;
    }
    return count > 0;
}

// What a codec makes of the bytes; UNBOUND: they are for the lexer, which knows the encoding or
// says what is wrong.
static OuValue decode_source(OuVM *vm, const OuSourceRequest *request)
{
    OuEncoding encoding;
    char name[OU_ENCODING_NAME_SIZE];
    const char *bytes = request->bytes;
    bool is_coded = request->form != OU_SOURCE_TEXT && !memchr(bytes, 0, request->length)
                 && ou_encoding_find(bytes, request->length, &encoding, name);
    if (!is_coded || encoding != OU_ENCODING_UNKNOWN) return OU_UNBOUND;
    OuValue text = ou_codec_decode(vm, bytes, request->length, name, NULL);
    if (text != OU_ERROR && keeps_ascii(ou_str_of(text), bytes, request->length)) return text;
    if (text != OU_ERROR) {
        ou_unref(text);
        return OU_UNBOUND;
    }
    if (!ou_error_matches(vm, OU_TYPE_LOOKUP_ERROR) && !ou_error_matches(vm, OU_TYPE_UNICODE_ERROR))
        return OU_ERROR;
    ou_error_clear(vm);
    return OU_UNBOUND;
}

static OuValue parse_bytes(OuVM *vm, const OuSourceRequest *request, TreeUse use);

static OuValue parse(OuVM *vm, const OuSourceRequest *request, TreeUse use)
{
    OU_OWNED OuValue decoded = decode_source(vm, request);
    if (decoded == OU_ERROR) return OU_ERROR;
    if (decoded == OU_UNBOUND) return parse_bytes(vm, request, use);
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    OuSourceRequest text = *request;
    text.form = OU_SOURCE_TEXT;
    text.bytes = ou_str_utf8(vm, ou_str_of(decoded), &scratch, &text.length);
    OuValue result = text.bytes ? parse_bytes(vm, &text, use) : OU_ERROR;
    ou_buffer_free(&scratch);
    return result;
}

static OuValue parse_bytes(OuVM *vm, const OuSourceRequest *request, TreeUse use)
{
    OuBuffer path;
    ou_buffer_init(&path, &vm->heap.memory);
    size_t length;
    OuValue result = OU_ERROR;
    const char *text = ou_str_utf8(vm, request->file, &path, &length);
    if (text) {
        OuArena arena;
        ou_arena_init(&arena, &vm->heap.memory);
        watch(vm, &arena);
        result = parse_in(vm, request, text, &arena, use);
        ou_arena_free(&arena);
    }
    ou_buffer_free(&path);
    return result;
}

OuCode *ou_source_compile(OuVM *vm, const OuSourceRequest *request)
{
    OuValue code = parse(vm, request, use_code);
    return code == OU_ERROR ? NULL : ou_code_of(code);
}

OuValue ou_source_tree(OuVM *vm, const OuSourceRequest *request)
{
    return parse(vm, request, use_objects);
}

OuCode *ou_source_compile_tree(OuVM *vm, const OuSourceRequest *request, OuValue object)
{
    OuArena arena;
    OuSyntaxTree tree;
    ou_arena_init(&arena, &vm->heap.memory);
    OuCode *code = NULL;
    if (ou_ast_import(vm, object, request->mode, &arena, &tree)
        && ou_ast_validate(vm, tree.root)) {
        watch(vm, &arena);
        tree.future_annotations = request->future_annotations;
        code = compile_tree(vm, request, &tree);
    }
    ou_arena_free(&arena);
    return code;
}

// --- files ---------------------------------------------------------------------------------------

enum { READ_AT_LEAST = 16 * 1024 };

bool ou_source_read_descriptor(OuVM *vm, int fd, OuBuffer *buffer)
{
    for (;;) {
        if (!ou_buffer_reserve(buffer, READ_AT_LEAST)) {
            (void)ou_raise_memory_error(vm);
            return false;
        }
        ssize_t count = read(fd, buffer->bytes + buffer->length,
                             buffer->capacity - buffer->length - 1);
        if (count == 0) return true;
        if (count > 0) {
            buffer->length += (size_t)count;
        } else if (errno != EINTR) {
            (void)ou_raise_errno(vm, errno, OU_UNBOUND);
            return false;
        } else if (!ou_obey_signals(vm)) {
            return false;
        }
    }
}

bool ou_source_read_file(OuVM *vm, const char *path, OuBuffer *buffer)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        OuValue name = ou_str_make_lossy(vm, path, strlen(path));
        if (name == OU_ERROR) return false;
        (void)ou_raise_errno(vm, errno, name);
        ou_unref(name);
        return false;
    }
    bool ok = ou_source_read_descriptor(vm, fd, buffer);
    close(fd);
    return ok;
}
