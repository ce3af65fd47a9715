#include "runtime/heap_trail.h"

#include <string.h>

#include "runtime/edge.h"
#include "runtime/list.h"
#include "runtime/str.h"

void ou_trail_init(OuVM *vm, OuTrail *trail)
{
    ou_buffer_init(&trail->texts, &vm->heap.memory);
    ou_buffer_init(&trail->objects, &vm->heap.memory);
    trail->count = 0;
}

void ou_trail_free(OuTrail *trail)
{
    ou_buffer_free(&trail->texts);
    ou_buffer_free(&trail->objects);
}

bool ou_trail_put(OuTrail *trail, OuObject *object)
{
    trail->count++;
    return ou_buffer_put(&trail->objects, (const char *)&object, sizeof object);
}

static OuObject *trail_at(const OuTrail *trail, size_t i)
{
    return ((OuObject **)(void *)trail->objects.bytes)[i];
}

// Finds the slot by which one object holds another.
typedef struct SlotSearch {
    OuVisitor       visitor;
    const OuObject *wanted;
    const void     *slot;
} SlotSearch;

static void slot_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    SlotSearch *search = (SlotSearch *)visitor;
    for (size_t i = 0; i < count && !search->slot; i++) {
        if (ou_is_pointer(slots[i]) && ou_pointer_of(slots[i]) == search->wanted) {
            search->slot = &slots[i];
        }
    }
}

static void slot_pointer(OuVisitor *visitor, OuObject **slot)
{
    SlotSearch *search = (SlotSearch *)visitor;
    if (*slot == search->wanted && !search->slot) search->slot = slot;
}

bool ou_trail_put_edge(OuVM *vm, OuTrail *trail, OuObject *owner, const OuObject *held)
{
    SlotSearch search = {
        .visitor = { .span = slot_span, .span_backward = slot_span, .pointer = slot_pointer },
        .wanted = held,
    };
    ou_heap_visit(&vm->heap, owner, &search.visitor);
    if (search.slot) ou_edge_put(vm, owner, search.slot, false, &trail->texts);
    return ou_buffer_put_char(&trail->texts, '\0') && !trail->texts.failed;
}

bool ou_trail_is_library_register(OuVM *vm, OuRegister *found, const void *slot)
{
    static const char folder[] = "<library>/";
    bool is_register = (const OuValue *)slot >= vm->stack
                    && (const OuValue *)slot < vm->stack_limit;
    if (!is_register || !vm->host.find_register(vm, slot, found) || !found->file) return false;
    OuText file = ou_str_text(found->file);
    for (size_t i = 0; folder[i]; i++) {
        if (i >= file.length || ou_text_at(file, i) != (uint32_t)folder[i]) return false;
    }
    return true;
}

typedef struct RootText {
    OuVM           *vm;
    const OuObject *wanted;
    OuBuffer       *text;
    OuRegister      found;
    bool            is_done;
} RootText;

static void root_text(OuRootVisit *visit, OuObject *object, const void *slot, OuString *name)
{
    RootText *root = visit->context;
    if (object != root->wanted || root->is_done
        || ou_trail_is_library_register(root->vm, &root->found, slot)) return;
    root->is_done = true;
    if (!name) {
        ou_root_name_put(root->vm, &root->found, slot, root->text);
        return;
    }
    ou_buffer_put_text(root->text, "module ");
    OuText text = ou_str_text(name);
    for (size_t i = 0; i < text.length; i++) {
        ou_buffer_put_utf8(root->text, ou_text_at(text, i));
    }
}

bool ou_trail_put_root(OuVM *vm, OuTrail *trail, OuRootGroup group, const OuObject *object)
{
    RootText root = { .vm = vm, .wanted = object, .text = &trail->texts };
    OuRootVisit visit = { .found = root_text, .context = &root };
    ou_root_each(vm, NULL, group, &visit);
    return ou_buffer_put_char(&trail->texts, '\0') && !trail->texts.failed;
}

// (text, object, text, ..., object), or without `starts_with_text` (object, text, ..., text).
OuValue ou_trail_value(OuVM *vm, const OuTrail *trail, bool starts_with_text)
{
    OuTuple *tuple = ou_tuple_new_of_none(vm, trail->count * 2);
    if (!tuple) return OU_ERROR;
    const char *text = trail->texts.bytes;
    for (size_t i = 0; i < trail->count; i++) {
        size_t length = strlen(text);
        OuValue string = ou_str_make_lossy(vm, text, length);
        if (string == OU_ERROR) {
            ou_object_unref(&tuple->header);
            return OU_ERROR;
        }
        tuple->items[2 * i + !starts_with_text] = string;
        tuple->items[2 * i + starts_with_text] = ou_ref(ou_pointer_value(trail_at(trail, i)));
        text += length + 1;
    }
    return ou_pointer_value(tuple);
}
