// re_engine.c: PCRE2 set up for an interpreter, and patterns compiled by it.
#include <string.h>

#include "runtime/error.h"
#include "runtime/escape.h"
#include "runtime/limit.h"
#include "runtime/modules/re_internal.h"
#include "runtime/unicode.h"

// ---- Memory: each block begins with its size ----------------------------------------------------

enum { PREFIX = 16 };            // keeps blocks aligned

// A match that has asked for memory isn't left midway: it has to put down what it got.
static void *allocate(size_t size, void *context)
{
    ou_escape_forbid();
    if (size > SIZE_MAX - PREFIX) return NULL;
    char *block = ou_memory_alloc(context, size + PREFIX);
    if (!block) return NULL;
    memcpy(block, &size, sizeof size);
    return block + PREFIX;
}

static void deallocate(void *pointer, void *context)
{
    if (!pointer) return;
    ou_escape_forbid();
    char *block = (char *)pointer - PREFIX;
    size_t size;
    memcpy(&size, block, sizeof size);
    ou_memory_free(context, block, size + PREFIX);
}

void *ou_re_alloc(OuReEngine *engine, size_t size) { return allocate(size, engine->memory); }
void ou_re_free(OuReEngine *engine, void *block) { deallocate(block, engine->memory); }

// ---- No machine code ----------------------------------------------------------------------------
//
// PCRE2's compiler to machine code is as large as the rest of it, and wants memory that can be
// written and executed. Nobody calls it here, but other parts of the library name these five, which
// the linker finds here first. They are weak: should some build of PCRE2 need its own, those win.

#define WEAK __attribute__((weak))

void _pcre2_jit_free_32(void *code, void *memory);
size_t _pcre2_jit_get_size_32(void *code);
const char *_pcre2_jit_get_target_32(void);
int _pcre2_jit_check_exec_32(void);

WEAK void _pcre2_jit_free_32(void *code, void *memory) {}
WEAK size_t _pcre2_jit_get_size_32(void *code) { return 0; }
WEAK const char *_pcre2_jit_get_target_32(void) { return ""; }
WEAK int _pcre2_jit_check_exec_32(void) { return 0; }
WEAK int pcre2_jit_match(const pcre2_code *code, PCRE2_SPTR subject, PCRE2_SIZE length,
                         PCRE2_SIZE start, uint32_t options, pcre2_match_data *data,
                         pcre2_match_context *context)
{
    return PCRE2_ERROR_JIT_BADOPTION;
}

// ---- Tables for Latin-1 -------------------------------------------------------------------------
//
// PCRE2's tables (see pcre2_dftables): 256 bytes of lower case, 256 of the other case, ten bit maps
// of classes, 256 bytes of types. A character of Latin-1 is given the classes of one of ASCII that
// Python's methods of str judge alike.

enum { LOWER = 0, FLIP = 256, MAPS = 512, MAP_COUNT = 10, TYPES = MAPS + MAP_COUNT * 32,
       TABLES_SIZE = TYPES + 256 };

static unsigned model_of(unsigned c)
{
    if (c < 0x80) return c >= 0x1C && c < 0x20 ? ' ' : c;
    if (ou_unicode_is_space(c)) return ' ';
    if (ou_unicode_is_alpha(c)) return ou_unicode_is_upper(c) ? 'A' : 'a';
    return ou_unicode_is_alphanumeric(c) ? '_' : c;
}

static void copy_classes(uint8_t *tables, unsigned to, unsigned from)
{
    tables[TYPES + to] = tables[TYPES + from];
    for (unsigned i = 0; i < MAP_COUNT; i++) {
        uint8_t *map = tables + MAPS + i * 32;
        unsigned bit = map[from / 8] >> from % 8 & 1;
        map[to / 8] = (uint8_t)((map[to / 8] & ~(1u << to % 8)) | bit << to % 8);
    }
}

static void set_cases(uint8_t *tables, unsigned c)
{
    uint32_t lower[3], upper[3];
    unsigned lower_length = ou_unicode_lower(c, lower), upper_length = ou_unicode_upper(c, upper);
    if (lower_length == 1 && lower[0] < 0x100) {
        tables[LOWER + c] = (uint8_t)lower[0];
        if (lower[0] != c) tables[FLIP + c] = (uint8_t)lower[0];
    }
    if (upper_length == 1 && upper[0] < 0x100 && upper[0] != c) {
        tables[FLIP + c] = (uint8_t)upper[0];
    }
}

static bool make_tables(OuReEngine *engine)
{
    const uint8_t *made = pcre2_maketables(engine->general);
    if (!made) return false;
    engine->tables = (uint8_t *)(uintptr_t)made;
    for (unsigned c = 0; c < 256; c++) {
        unsigned model = model_of(c);
        if (model != c) copy_classes(engine->tables, c, model);
        if (c >= 0x80) set_cases(engine->tables, c);
    }
    return pcre2_set_character_tables(engine->latin, engine->tables) == 0;
}

// ---- Setting up ---------------------------------------------------------------------------------

static void engine_release(OuHeap *heap, OuObject *self)
{
    OuReEngine *engine = (OuReEngine *)self;
    pcre2_match_data_free(engine->data);
    pcre2_match_context_free(engine->match);
    pcre2_compile_context_free(engine->ascii);
    pcre2_compile_context_free(engine->latin);
    ou_re_free(engine, engine->tables);
    ou_re_free(engine, engine->last_units);
    pcre2_general_context_free(engine->general);
}

static void engine_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuReEngine *)self)->last_string);
}

static const OuLayout engine_layout = {
    .name = "regular expressions", .visit = engine_visit, .release = engine_release,
};

// Deeply nested patterns end with RecursionError while they are read; PCRE2 need not judge them.
static pcre2_compile_context *make_compile_context(OuReEngine *engine)
{
    pcre2_compile_context *context = pcre2_compile_context_create(engine->general);
    if (!context) return NULL;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, 100000);
    return context;
}

static int look_for_interrupt(pcre2_callout_block *block, void *context)
{
    OuVM *vm = context;
    if (OU_LIKELY(!vm->interrupted)) return 0;
    if (ou_limit_is_urgent(vm) || !ou_check_interrupt(vm)) return PCRE2_ERROR_CALLOUT;
    return 0;
}

static OuReEngine *engine_make(OuVM *vm)
{
    ou_heap_set_layout(&vm->heap, OU_KIND_RE_ENGINE, &engine_layout);
    OuReEngine *engine = ou_heap_new_untracked(&vm->heap, OU_KIND_RE_ENGINE, sizeof *engine);
    if (!engine) {
        (void)ou_raise_memory_error(vm);
        return NULL;
    }
    memset((char *)engine + sizeof(OuObject), 0, sizeof *engine - sizeof(OuObject));
    engine->memory = &vm->heap.memory;
    engine->last_string = OU_UNBOUND;
    engine->general = pcre2_general_context_create(allocate, deallocate, engine->memory);
    bool ok = engine->general && (engine->ascii = make_compile_context(engine)) &&
              (engine->latin = make_compile_context(engine)) &&
              (engine->match = pcre2_match_context_create(engine->general)) &&
              make_tables(engine);
    if (!ok) {
        (void)ou_raise_memory_error(vm);
        ou_object_unref(&engine->header);
        return NULL;
    }
    pcre2_set_callout(engine->match, look_for_interrupt, vm);
    pcre2_set_depth_limit(engine->match, UINT32_MAX);
    pcre2_set_heap_limit(engine->match, UINT32_MAX);
    return engine;
}

bool ou_re_engine_setup(OuVM *vm)
{
    if (vm->re_engine != OU_UNBOUND) return true;
    OuReEngine *engine = engine_make(vm);
    if (engine) vm->re_engine = ou_pointer_value(engine);
    return engine != NULL;
}


// ---- Compiling ----------------------------------------------------------------------------------

static void raise_compile_error(OuVM *vm, int error, size_t offset)
{
    enum { NO_MEMORY = PCRE2_ERROR_HEAP_FAILED, TOO_LARGE = PCRE2_ERROR_PATTERN_TOO_LARGE };
    if (error == NO_MEMORY || error == TOO_LARGE) {
        (void)ou_raise_memory_error(vm);
        return;
    }
    bool is_look_behind = error == PCRE2_ERROR_LOOKBEHIND_TOO_LONG
        || error == PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED
        || error == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH;
    OU_OWNED OuValue message = is_look_behind ? ou_str_make_text(vm, "looks too much behind")
        : ou_str_make_format(vm, "PCRE2 refuses the pattern (%d at %zu)",
                                                  error, offset);
    if (message != OU_ERROR) (void)ou_re_raise(vm, message, OU_NONE, -1);
}

pcre2_code *ou_re_compile(OuVM *vm, OuReEngine *engine, const OuReTranslator *t, uint32_t options)
{
    bool is_ascii = !t->is_text || ((t->flags & OU_RE_ASCII) && !t->needs_unicode);
    pcre2_compile_context *context = is_ascii || t->is_wide ? engine->ascii : engine->latin;
    options |= PCRE2_DOTALL | PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_UTF
             | PCRE2_USE_OFFSET_LIMIT;
    if (t->flags & OU_RE_IGNORECASE) options |= PCRE2_CASELESS;
    if (!is_ascii && t->is_wide) options |= PCRE2_UCP;
    int error;
    PCRE2_SIZE offset, length = ou_re_written(t);
    const uint32_t none = 0;
    PCRE2_SPTR units = length ? (PCRE2_SPTR)(const void *)t->out.bytes : &none;
    pcre2_code *code = pcre2_compile(units, length, options, &error, &offset, context);
    if (!code) raise_compile_error(vm, error, offset);
    return code;
}

pcre2_code *ou_re_code(OuVM *vm, OuRePattern *pattern, bool is_wide, bool is_patient)
{
    is_wide = is_wide && !pattern->is_neutral;
    OuReCode *kept = is_wide ? &pattern->wide : &pattern->narrow;
    pcre2_code **slot = is_patient ? &kept->patient : &kept->plain;
    if (*slot) return *slot;
    OuReTranslator t;
    pcre2_code *code = NULL;
    uint32_t flags = (pattern->flags & ~(uint32_t)OU_RE_UNICODE) | OU_RE_QUIET;
    if (ou_re_translate(&t, vm, pattern->pattern, flags, is_wide)) {
        code = ou_re_compile(vm, pattern->engine, &t, is_patient ? PCRE2_AUTO_CALLOUT : 0);
    }
    ou_re_translator_free(&t);
    if (*slot) pcre2_code_free(code);
    else *slot = code;
    return *slot;
}
