#include "runtime/mro.h"

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"

static OuType *type_at(const OuTuple *tuple, size_t index)
{
    return (OuType *)ou_pointer_of(tuple->items[index]);
}

// --- C3 (Barrett et al. 1996; Python 2.3 documentation) ------------------------------------------

// A sequence that is being merged, and how far it is used up.
typedef struct Sequence { const OuTuple *types; size_t next; } Sequence;

static bool in_a_tail(const Sequence *sequences, size_t count, OuValue candidate)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = sequences[i].next + 1; k < sequences[i].types->length; k++) {
            if (sequences[i].types->items[k] == candidate) return true;
        }
    }
    return false;
}

static OuValue next_head(const Sequence *sequences, size_t count, bool *done)
{
    *done = true;
    for (size_t i = 0; i < count; i++) {
        if (sequences[i].next >= sequences[i].types->length) continue;
        *done = false;
        OuValue head = sequences[i].types->items[sequences[i].next];
        if (!in_a_tail(sequences, count, head)) return head;
    }
    return OU_UNBOUND;
}

static bool inconsistent(OuVM *vm, const Sequence *sequences, size_t count)
{
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    OuValue seen[16];
    size_t seen_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (sequences[i].next >= sequences[i].types->length || seen_count == 16) continue;
        OuValue head = sequences[i].types->items[sequences[i].next];
        bool known = false;
        for (size_t k = 0; k < seen_count; k++) known |= seen[k] == head;
        if (known) continue;
        seen[seen_count++] = head;
        if (text.length) ou_buffer_put_text(&text, ", ");
        size_t length;
        const char *name = ou_str_utf8(vm, ((OuType *)ou_pointer_of(head))->name, &text, &length);
        if (name) ou_buffer_put(&text, name, length);
    }
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "Cannot create a consistent method resolution\norder (MRO) for bases %s",
                   text.bytes ? text.bytes : "");
    ou_buffer_free(&text);
    return false;
}

static bool duplicate_base(OuVM *vm, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->length; i++) {
        for (size_t k = i + 1; k < bases->length; k++) {
            if (bases->items[i] != bases->items[k]) continue;
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "duplicate base class %N", type_at(bases, i));
            return true;
        }
    }
    return false;
}

static bool is_incomplete(OuVM *vm, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->length; i++) {
        if (type_at(bases, i)->mro) continue;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "Cannot extend an incomplete type '%N'",
                       type_at(bases, i));
        return true;
    }
    return false;
}

OuTuple *ou_mro_linearise(OuVM *vm, OuType *type)
{
    OuTuple *bases = type->bases;
    size_t count = bases->length + 1, bytes = count * sizeof(Sequence);
    if (is_incomplete(vm, bases) || duplicate_base(vm, bases)) return NULL;
    Sequence *sequences = ou_memory_alloc(&vm->heap.memory, bytes);
    OuValue list = ou_list_make(vm, NULL, 0);
    OuTuple *mro = NULL;
    if (!sequences || list == OU_ERROR) {
        if (list != OU_ERROR) (void)ou_raise_memory_error(vm);
        goto done;
    }
    for (size_t i = 0; i < bases->length; i++)
        sequences[i] = (Sequence){ type_at(bases, i)->mro, 0 };
    sequences[bases->length] = (Sequence){ bases, 0 };
    if (!ou_list_append(vm, ou_list_of(list), ou_pointer_value(type))) goto done;
    for (;;) {
        bool finished;
        OuValue head = next_head(sequences, count, &finished);
        if (finished) break;
        if (head == OU_UNBOUND) { inconsistent(vm, sequences, count); goto done; }
        if (!ou_list_append(vm, ou_list_of(list), head)) goto done;
        for (size_t i = 0; i < count; i++) {
            if (sequences[i].next < sequences[i].types->length
                && sequences[i].types->items[sequences[i].next] == head) sequences[i].next++;
        }
    }
    OuValue tuple = ou_list_as_tuple(vm, ou_list_of(list));
    if (tuple != OU_ERROR) mro = ou_tuple_of(tuple);
done:
    ou_memory_free(&vm->heap.memory, sequences, sequences ? bytes : 0);
    ou_unref(list);
    return mro;
}

// --- what the metaclass makes of it --------------------------------------------------------------

OuType *ou_mro_solid_base(OuVM *vm, OuType *type)
{
    while (type->base && type->slot_count == type->base->slot_count
           && !(type->is_builtin && ou_exception_adds_fields(vm, type))) {
        type = type->base;
    }
    return type;
}


static bool suits(OuVM *vm, OuType *type, OuValue entry)
{
    if (!ou_is_type(entry)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "mro() returned a non-class ('%T')", entry);
        return false;
    }
    OuType *other = (OuType *)ou_pointer_of(entry);
    if (ou_is_subtype(ou_mro_solid_base(vm, type), ou_mro_solid_base(vm, other))) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "mro() returned base with unsuitable layout ('%N')",
                   other);
    return false;
}

static OuTuple *ask_metaclass(OuVM *vm, OuType *type)
{
    OuValue self = ou_pointer_value(type);
    OuValue given = ou_call_dunder(vm, self, OU_NAMED(vm, mro), NULL, 0);
    if (given == OU_ERROR) return NULL;
    if (given == OU_UNBOUND) return ou_mro_linearise(vm, type);
    OuValue tuple = ou_tuple_from_iterable(vm, given);
    ou_unref(given);
    if (tuple == OU_ERROR) return NULL;
    OuTuple *mro = ou_tuple_of(tuple);
    for (size_t i = 0; i < mro->length; i++) {
        if (suits(vm, type, mro->items[i])) continue;
        ou_unref(tuple);
        return NULL;
    }
    return mro;
}

bool ou_mro_set(OuVM *vm, OuType *type)
{
    bool is_plain = type->metatype == vm->types[OU_TYPE_TYPE];
    OuTuple *before = type->mro;
    OuTuple *mro = is_plain ? ou_mro_linearise(vm, type) : ask_metaclass(vm, type);
    if (!mro) return false;
    // The metaclass's mro() may have assigned to __bases__: what that left behind is newer.
    if (type->mro != before) {
        ou_object_unref(&mro->header);
        return true;
    }
    type->mro = mro;
    if (before) ou_object_unref(&before->header);
    return true;
}

// A metaclass's mro() may make classes and lose others: the walk goes over those there were.
static bool renew_below(OuVM *vm, OuType *type, OuTuple *before)
{
    if (!ou_is_pointer(type->subclasses)) return true;
    const OuList *list = ou_list_of(type->subclasses);
    OU_OWNED OuValue copy = ou_list_make(vm, list->items, list->length);
    if (copy == OU_ERROR) return false;
    const OuList *below = ou_list_of(copy);
    bool ok = true;
    for (size_t i = 0; ok && type->mro != before && i < below->length; i++) {
        OuType *subclass = (OuType *)ou_subclass_peek(below->items[i]);
        if (!subclass) continue;
        ou_object_ref(&subclass->header);
        ok = ou_mro_renew(vm, subclass);
        ou_object_unref(&subclass->header);
    }
    return ok;
}

bool ou_mro_renew(OuVM *vm, OuType *type)
{
    if (!ou_recursion_enter(vm, "")) return false;
    OuTuple *before = type->mro;
    bool ok = ou_mro_set(vm, type) && (type->mro == before || renew_below(vm, type, before));
    ou_recursion_leave(vm);
    return ok;
}
