// memory_path.c: memory.why, path, referrers: what holds an object.
#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/memory.h"
#include "runtime/protocol.h"
#include "runtime/root_path.h"
#include "runtime/str.h"

// ---- Paths --------------------------------------------------------------------------------------

typedef struct Question {
    OuHeapView  view;
    OuNumberSet ignored;
    OuRootPath *paths;
    size_t      wanted, count;
} Question;

static bool ignore_all(Question *question, const OuList *ignored)
{
    OuHeapView *view = &question->view;
    view->failed |= !ou_number_set_make(&view->numbering, &question->ignored);
    if (view->failed) return false;
    for (size_t i = 0; i < ignored->length; i++) {
        if (!ou_is_pointer(ignored->items[i])) continue;
        ou_number_set_put(&view->numbering, &question->ignored, ou_pointer_of(ignored->items[i]));
    }
    return true;
}

// `ignored`: an owned list of them.
static bool question_ask(Question *question, OuVM *vm, const char *title, OuObject *object,
                         const OuList *ignored, size_t wanted)
{
    OuHeapView *view = &question->view;
    *question = (Question){ .wanted = wanted };
    if (!ou_heap_view_begin(view, vm, title)) return false;
    view->asked = object;
    question->paths = ou_heap_view_take(view, wanted, sizeof *question->paths);
    if (question->paths && ignore_all(question, ignored)) {
        question->count = ou_root_path_find(view, object, &question->ignored, question->paths,
                                            wanted);
    }
    return true;
}

// The result is taken over; OU_ERROR if the question has failed.
static OuValue question_end_steal(Question *question, OuValue result)
{
    OuHeapView *view = &question->view;
    ou_root_path_free(view, question->paths, question->count);
    ou_heap_view_give(view, question->paths, question->wanted, sizeof *question->paths);
    ou_number_set_free(&view->numbering, &question->ignored);
    return ou_memory_end_steal(view, result);
}

OuValue ou_memory_path_text(OuHeapView *view, const OuRootPath *path)
{
    OuPathText text;
    OuBuffer line;
    ou_buffer_init(&line, &view->vm->heap.memory);
    if (ou_path_text_make(view, path, &text)) ou_path_text_join(&text, &line);
    else line.failed = true;
    OuValue result = ou_memory_text(view->vm, &line);
    ou_path_text_free(view, &text);
    ou_buffer_free(&line);
    return result;
}

static OuValue line_at(void *context, size_t index)
{
    Question *question = context;
    return ou_memory_path_text(&question->view, &question->paths[index]);
}

static bool argument_count(OuVM *vm, OuValue given, int64_t *count)
{
    enum { MOST = 10000 };
    *count = 1;
    if (given == OU_UNBOUND || given == OU_NONE) return true;
    if (!ou_to_int64(vm, given, count)) return false;
    if (*count > MOST) *count = MOST;
    if (*count >= 1) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "n must be at least 1");
    return false;
}

static OuValue argument_ignored(OuVM *vm, OuValue given)
{
    return given == OU_UNBOUND ? ou_list_make(vm, NULL, 0) : ou_list_from_iterable(vm, given);
}

OU_MEMORY_FUNCTION(
    why, "why(obj, n=None, *, ignore=())",
    "Return the shortest path that keeps the object alive, as text.\n\n"
    "It begins with what isn't held by any object: `module app .cache['last'][0]`,\n"
    "`local 'x' in f (app.py:9) .next`. An object that nothing but a cycle holds has\n"
    "`uncollected cycle .parent.child`. None: nothing holds it, apart from this call.\n\n"
    "  n\n    Return a list of at most so many paths, those with different last holders first.\n"
    "  ignore\n    Objects that paths don't go through.")
{
    bool is_list = arguments[1] != OU_UNBOUND && arguments[1] != OU_NONE;
    int64_t wanted;
    if (!argument_count(vm, arguments[1], &wanted)) return OU_ERROR;
    OU_OWNED OuValue ignored = argument_ignored(vm, arguments[2]);
    if (ignored == OU_ERROR) return OU_ERROR;
    if (!ou_is_pointer(arguments[0])) return is_list ? ou_list_make(vm, NULL, 0) : OU_NONE;
    Question question;
    if (!question_ask(&question, vm, "why", ou_pointer_of(arguments[0]), ou_list_of(ignored),
                      (size_t)wanted)) return OU_ERROR;
    OuValue result = is_list ? ou_memory_list(vm, question.count, line_at, &question)
                   : question.count ? line_at(&question, 0) : OU_NONE;
    return question_end_steal(&question, result);
}

// ---- path ---------------------------------------------------------------------------------------

static OuValue part_tuple(OuVM *vm, const OuPathText *text, const OuPathPart *part)
{
    OuValue object = ou_pointer_value(part->object);
    OuValue values[3] = {
        ou_str_make(vm, text->text.bytes + part->start, part->end - part->start),
        ou_memory_type_name(vm, ou_type_of(vm, object)),
        ou_int_make(vm, (int64_t)(uintptr_t)part->object),
    };
    return ou_memory_tuple_steal(vm, values, 3);
}

static OuValue path_tuple(Question *question, const OuRootPath *path)
{
    OuVM *vm = question->view.vm;
    OuPathText text;
    OuValue result = OU_ERROR;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    bool ok = ou_path_text_make(&question->view, path, &text);
    if (!ok && list != OU_ERROR) (void)ou_raise_memory_error(vm);
    ok &= list != OU_ERROR;
    for (size_t i = 0; ok && i < text.count; i++) {
        OuValue part = part_tuple(vm, &text, &text.parts[i]);
        ok = part != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), part);
    }
    if (ok) result = ou_list_as_tuple(vm, ou_list_of(list));
    ou_path_text_free(&question->view, &text);
    return result;
}

OU_MEMORY_FUNCTION(
    path, "path(obj, *, ignore=())",
    "Return the path that why() gives, as a tuple of (edge, type name, id).\n\n"
    "Type name and id are those of the object to which the edge leads; the first edge names\n"
    "what holds the first object from outside, the last one leads to obj. The tuple is empty if\n"
    "nothing holds it.")
{
    OU_OWNED OuValue ignored = argument_ignored(vm, arguments[1]);
    if (ignored == OU_ERROR) return OU_ERROR;
    if (!ou_is_pointer(arguments[0])) return ou_memory_tuple_steal(vm, NULL, 0);
    Question question;
    if (!question_ask(&question, vm, "path", ou_pointer_of(arguments[0]), ou_list_of(ignored),
                      1)) return OU_ERROR;
    OuValue result = question.count ? path_tuple(&question, &question.paths[0])
                                    : ou_memory_tuple_steal(vm, NULL, 0);
    return question_end_steal(&question, result);
}

// ---- referrers ----------------------------------------------------------------------------------

typedef struct Holder {
    OuObject   *object;          // NULL: a root
    const void *slot;
    OuObject   *owner;           // whose dictionary of attributes the object is; or NULL
    OuRoot      root;
} Holder;

typedef struct Holders {
    OuReferenceVisit visit;      // first
    OuHeapView  view;
    OuObject   *target, *object; // looked for; under way
    Holder     *items;
    size_t      count, capacity;
    size_t      explained;       // references that were found
    OuNumberSet dicts;           // holders that are dictionaries
} Holders;

static void add_holder(Holders *holders, Holder holder)
{
    if (holders->count == holders->capacity
        && !ou_heap_view_grow(&holders->view, &holders->items, &holders->capacity,
                              sizeof holder)) return;
    holders->items[holders->count++] = holder;
}

static void holder_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    Holders *holders = (Holders *)visit;
    if (object != holders->target) return;
    holders->explained++;
    add_holder(holders, (Holder){ .object = holders->object, .slot = slot });
    if ((holders->object->kind & OU_KIND_MASK) == OU_KIND_DICT) {
        ou_number_set_put(&holders->view.numbering, &holders->dicts, holders->object);
    }
}

static void find_roots(Holders *holders, OuRootSort sort)
{
    OuRootList list = { 0 };
    ou_roots_add(&holders->view, sort, &list);
    for (size_t i = 0; i < list.count; i++) {
        const OuRoot *root = &list.items[i];
        if (root->object != holders->target || root->kind == OU_ROOT_IS_MODULE) continue;
        holders->explained++;
        if (sort != OU_ROOTS_OF_CALL) add_holder(holders, (Holder){ .root = *root });
    }
    ou_roots_free(&holders->view, &list);
}

static void set_owner(Holders *holders, const OuDict *dict, OuObject *owner)
{
    for (size_t i = 0; i < holders->count; i++) {
        Holder *holder = &holders->items[i];
        if (holder->object == &dict->header && !holder->owner) holder->owner = owner;
    }
}

static void find_owners(Holders *holders)
{
    OuHeapView *view = &holders->view;
    OuNumberWalk walk = { 0 }, first = { 0 };
    if (!ou_number_next(&view->numbering, &holders->dicts, &first)) return;
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk));) {
        const OuDict *dict = ou_attributes_peek(view->vm, object);
        if (dict && ou_number_set_has(&view->numbering, &holders->dicts, &dict->header)) {
            set_owner(holders, dict, object);
        }
        if (!ou_heap_view_goes_on(view)) return;
    }
}

static void find_holders(Holders *holders)
{
    OuHeapView *view = &holders->view;
    view->failed |= !ou_number_set_make(&view->numbering, &holders->dicts);
    if (view->failed) return;
    holders->visit.found = holder_found;
    find_roots(holders, OU_ROOTS_NAMED);
    find_roots(holders, OU_ROOTS_INTERNAL);
    find_roots(holders, OU_ROOTS_OF_CALL);
    OuNumberWalk walk = { 0 };
    while ((holders->object = ou_number_next(&view->numbering, NULL, &walk))) {
        ou_reference_each(view, holders->object, &holders->visit);
        if (!ou_heap_view_goes_on(view)) return;
    }
    find_owners(holders);
    holders->explained += ou_roots_lack_asked(view);
    bool is_counted = !(holders->target->refs & OU_REFS_SIGN);
    if (is_counted && holders->target->refs > holders->explained) {
        add_holder(holders, (Holder){ .root = { .kind = OU_ROOT_IS_NATIVE } });
    }
}

static void put_edge(Holders *holders, const Holder *holder, OuBuffer *text)
{
    OuVM *vm = holders->view.vm;
    if (!holder->object) {
        ou_root_put(vm, &holder->root, text);
        return;
    }
    OuEdge edge = ou_edge_find(vm, holder->object, holder->slot);
    bool is_named = edge.form == OU_EDGE_ITEM && ou_is_str(edge.key);
    if (holder->owner && is_named) {
        edge = (OuEdge){ .form = OU_EDGE_ATTRIBUTE, .name = ou_str_of(edge.key) };
    } else if (holder->owner && edge.form != OU_EDGE_ATTRIBUTE) {
        ou_buffer_put_text(text, ".__dict__");
    }
    if (edge.form != OU_EDGE_LOCAL) {
        ou_edge_put_name(vm, &edge, false, text);
        return;
    }
    ou_buffer_put_text(text, "local '");
    ou_edge_put_string(vm, edge.name, text);
    ou_buffer_put_char(text, '\'');
}

static OuValue holder_tuple(Holders *holders, const Holder *holder)
{
    OuVM *vm = holders->view.vm;
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    put_edge(holders, holder, &text);
    OuObject *object = holder->owner ? holder->owner : holder->object;
    OuValue values[2] = { ou_memory_text(vm, &text),
                          object ? ou_ref(ou_pointer_value(object)) : OU_NONE };
    ou_buffer_free(&text);
    return ou_memory_tuple_steal(vm, values, 2);
}

static OuValue holder_at(void *context, size_t index)
{
    Holders *holders = context;
    return holder_tuple(holders, &holders->items[index]);
}

OU_MEMORY_FUNCTION(
    referrers, "referrers(obj)",
    "Return a list of what refers to the object: tuples (edge, holder).\n\n"
    "The edge is text: `.next`, `['last']`, `[0]`. The holder is the object that has the\n"
    "reference; an instance or module, not the dictionary of its attributes. It is None for what\n"
    "isn't an object: the edge then says what it is, for example `local 'x' in f (app.py:9)`.\n"
    "Unlike gc.get_referrers() this also finds running frames, cells and untracked tuples.")
{
    if (!ou_is_pointer(arguments[0])) return ou_list_make(vm, NULL, 0);
    Holders holders = { .target = ou_pointer_of(arguments[0]) };
    OuHeapView *view = &holders.view;
    if (!ou_heap_view_begin(view, vm, "referrers")) return OU_ERROR;
    ou_heap_view_expect(view, 4);
    view->asked = holders.target;
    find_holders(&holders);
    OuValue list = ou_heap_view_is_well(view)
                       ? ou_memory_list(vm, holders.count, holder_at, &holders) : OU_NONE;
    ou_number_set_free(&view->numbering, &holders.dicts);
    ou_heap_view_give(view, holders.items, holders.capacity, sizeof *holders.items);
    return ou_memory_end_steal(view, list);
}
