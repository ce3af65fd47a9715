// re_scanner.c: scanners, which match again and again behind the last match; finditer() calls one.
#include "runtime/error.h"
#include "runtime/list_iterator.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

typedef struct Scanner {
    OuObject     header;
    OuValue      pattern;
    size_t       next;                 // where the next match may begin
    uint32_t     mode;
    bool         is_done;
    OuReSubject  subject;              // private: it dies with the scanner
} Scanner;

static Scanner *scanner_of(OuValue value) { return (Scanner *)ou_pointer_of(value); }

static void scanner_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((Scanner *)self)->pattern);
    ou_visit_value(visitor, &((Scanner *)self)->subject.string);
}

static void scanner_release(OuHeap *heap, OuObject *self)
{
    OuReSubject *subject = &((Scanner *)self)->subject;
    if (subject->buffer) ou_memory_free(&heap->memory, subject->buffer, subject->buffer_size);
}

static const OuLayout scanner_layout = {
    .name = "scanner", .visit = scanner_visit, .release = scanner_release,
};

static OuValue scanner_make(OuVM *vm, const OuValue *arguments)
{
    Scanner *scanner = ou_heap_new_untracked(&vm->heap, OU_KIND_RE_SCANNER, sizeof *scanner);
    if (!scanner) return ou_raise_memory_error(vm);
    scanner->pattern = ou_ref(arguments[0]);
    scanner->mode = 0;
    scanner->is_done = false;
    scanner->subject.buffer = NULL;
    scanner->subject.string = OU_UNBOUND;
    if (!ou_re_subject_open_private(&scanner->subject, vm, ou_re_pattern_of(arguments[0]),
                                    arguments[1], arguments[2], arguments[3])) {
        ou_object_unref(&scanner->header);
        return OU_ERROR;
    }
    scanner->next = scanner->subject.start;
    ou_heap_track(&scanner->header);
    return ou_pointer_value(scanner);
}

static OuValue scanner_step(OuVM *vm, OuValue self, uint32_t mode)
{
    Scanner *scanner = scanner_of(self);
    bool found;
    const OuReSpan *spans;
    if (scanner->is_done) return OU_NONE;
    if (!ou_re_run(&scanner->subject, scanner->next, mode | scanner->mode, &found, &spans)) {
        return OU_ERROR;
    }
    if (!found) {
        scanner->is_done = true;
        return OU_NONE;
    }
    scanner->next = spans->end;
    scanner->mode = spans->start == spans->end ? PCRE2_NOTEMPTY_ATSTART : 0;
    return ou_re_match_make(&scanner->subject, spans);
}

OU_METHOD(scanner_match, "match(self, /)", "")
{
    return scanner_step(vm, arguments[0], OU_RE_MATCH);
}

OU_METHOD(scanner_search, "search(self, /)", "")
{
    return scanner_step(vm, arguments[0], OU_RE_SEARCH);
}

static OuValue scanner_pattern(OuVM *vm, OuValue self) { return ou_ref(scanner_of(self)->pattern); }

static const OuNativeDef *const scanner_methods[] = {
    &scanner_match_native, &scanner_search_native, NULL,
};
static const OuGetSetDef scanner_getset[] = {
    { "pattern", scanner_pattern, NULL, NULL }, { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_re_scanner_type = {
    .name = "SRE_Scanner",
    .module = "_sre",
    .kind = OU_KIND_RE_SCANNER,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &scanner_layout,
    .methods = scanner_methods,
    .getset = scanner_getset,
};

// ---- Methods of patterns ------------------------------------------------------------------------

static OuValue pattern_scanner(OuVM *vm, const OuValue *arguments)
{
    return scanner_make(vm, arguments);
}

const OuNativeDef ou_re_scanner_native = {
    "scanner(self, /, string, pos=0, endpos=sys.maxsize)", "", pattern_scanner,
};

static OuValue pattern_finditer(OuVM *vm, const OuValue *arguments)
{
    OU_OWNED OuValue scanner = scanner_make(vm, arguments);
    if (scanner == OU_ERROR) return OU_ERROR;
    OuString *name = ou_str_intern_text(vm, "search", 6);
    OU_OWNED OuValue search = name ? ou_get_attribute(vm, scanner, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    return search == OU_ERROR ? OU_ERROR : ou_call_iterate(vm, search, OU_NONE);
}

const OuNativeDef ou_re_finditer_native = {
    "finditer(self, /, string, pos=0, endpos=sys.maxsize)",
    "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\n"
    "For each match, the iterator returns a match object.", pattern_finditer,
};
