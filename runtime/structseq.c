#include "runtime/structseq.h"

#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/str.h"

// What a type keeps in the interpreter's arena.
typedef struct SeqType {
    OuTypeDef   type;                  // first: a type's `definition` leads here
    OuGetSetDef getset[OU_STRUCTSEQ_MOST + 1];
    const OuStructSeqDef *definition;
    unsigned    count;                 // of all fields
} SeqType;

static const SeqType *seq_type_of(const OuType *type)
{
    return (const SeqType *)type->definition;
}

// ---- Fields -------------------------------------------------------------------------------------

OuValue ou_structseq_peek(OuValue self, unsigned index)
{
    const OuTuple *tuple = ou_tuple_of(self);
    if (index < tuple->length) return tuple->items[index];
    return *ou_tail_slot(&tuple->header, index - (unsigned)tuple->length);
}

static OuValue get_field(OuValue self, unsigned index)
{
    OuValue value = ou_structseq_peek(self, index);
    return value == OU_UNBOUND ? OU_NONE : ou_ref(value);
}

#define EACH_FIELD(row)                                                                          \
    row(0) row(1) row(2) row(3) row(4) row(5) row(6) row(7) row(8) row(9) row(10) row(11)        \
    row(12) row(13) row(14) row(15) row(16) row(17) row(18) row(19)
#define FIELD_GETTER(n)                                                                            \
    static OuValue get_field_##n(OuVM *vm, OuValue self) { return get_field(self, n); }
EACH_FIELD(FIELD_GETTER)
#undef FIELD_GETTER

typedef OuValue Getter(OuVM *vm, OuValue self);
static Getter *const getters[OU_STRUCTSEQ_MOST] = {
#define FIELD_ROW(n) get_field_##n,
    EACH_FIELD(FIELD_ROW)
#undef FIELD_ROW
};

// ---- Making instances ---------------------------------------------------------------------------

static OuTuple *seq_new(OuVM *vm, OuType *type)
{
    const SeqType *seq = seq_type_of(type);
    size_t visible = seq->definition->visible;
    OuTuple *tuple = (OuTuple *)ou_object_new(vm, type, sizeof *tuple + visible * sizeof(OuValue));
    if (!tuple) return NULL;
    tuple->length = visible;
    for (size_t i = 0; i < visible; i++) tuple->items[i] = OU_NONE;
    return tuple;
}

OuValue ou_structseq_make_steal(OuVM *vm, OuType *type, OuValue *values, unsigned count)
{
    bool ok = true;
    for (unsigned i = 0; i < count; i++) ok = ok && values[i] != OU_ERROR;
    OuTuple *tuple = ok ? seq_new(vm, type) : NULL;
    if (!tuple) {
        for (unsigned i = 0; i < count; i++) ou_unref(values[i]);
        return OU_ERROR;
    }
    for (unsigned i = 0; i < count; i++) {
        if (i < tuple->length) tuple->items[i] = values[i];
        else *ou_tail_slot(&tuple->header, i - (unsigned)tuple->length) = values[i];
    }
    return ou_pointer_value(tuple);
}

OuValue ou_structseq_make_single(OuVM *vm, const OuStructSeqDef *definition, OuValue *values,
                                 unsigned count)
{
    OuType *type = ou_structseq_make_type(vm, definition);
    if (!type) {
        for (unsigned i = 0; i < count; i++) ou_unref(values[i]);
        return OU_ERROR;
    }
    OuValue made = ou_structseq_make_steal(vm, type, values, count);
    ou_object_unref(&type->header);
    return made;
}

static bool check_length(OuVM *vm, const SeqType *seq, size_t length)
{
    size_t least = seq->definition->visible, most = seq->count;
    if (length >= least && length <= most) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s.%s() takes %s %zu-sequence (%zu-sequence given)",
                   seq->type.module, seq->type.name,
                   least == most ? "a" : length < least ? "an at least" : "an at most",
                   length < least ? least : most, length);
    return false;
}

static const OuNativeDef seq_signature = { "structseq(sequence, dict={})", "", NULL };

// Hidden fields that the sequence doesn't reach may come from a dict.
static bool fill_from_dict(OuVM *vm, const SeqType *seq, OuValue *values, size_t given,
                           OuValue dict)
{
    for (size_t i = given; i < seq->count; i++) {
        values[i] = OU_UNBOUND;
        OuString *name = ou_str_intern_text(vm, seq->definition->fields[i],
                                            strlen(seq->definition->fields[i]));
        if (!name) return false;
        if (ou_is_dict(dict)) {
            values[i] = ou_ref(ou_dict_get_name_peek(ou_dict_of(dict), name));
        }
        ou_object_unref(&name->header);
    }
    return true;
}

static OuValue seq_from(OuVM *vm, OuType *type, OuValue source, OuValue dict)
{
    const SeqType *seq = seq_type_of(type);
    OU_OWNED OuValue sequence =
        ou_list_fast_sequence(vm, source, "constructor requires a sequence");
    if (sequence == OU_ERROR) return OU_ERROR;
    if (dict != OU_UNBOUND && !ou_is_dict(dict)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s.%s() takes a dict as second arg, if any",
                        seq->type.module, seq->type.name);
    }
    size_t length;
    const OuValue *items = ou_items_of(sequence, &length);
    if (!check_length(vm, seq, length)) return OU_ERROR;
    OuValue values[OU_STRUCTSEQ_MOST];
    for (size_t i = 0; i < length; i++) values[i] = ou_ref(items[i]);
    if (!fill_from_dict(vm, seq, values, length, dict)) {
        for (size_t i = 0; i < length; i++) ou_unref(values[i]);
        return OU_ERROR;
    }
    return ou_structseq_make_steal(vm, type, values, seq->count);
}

static OuValue seq_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &seq_signature, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    OuValue made = seq_from(vm, type, bound.values[0], bound.values[1]);
    ou_native_unbind(&bound);
    return made;
}

// ---- repr and reduce ----------------------------------------------------------------------------

static bool put_text(OuStringWriter *writer, const char *text)
{
    return ou_writer_put_ascii(writer, text, strlen(text));
}

static OuValue seq_repr(OuVM *vm, OuValue self)
{
    const SeqType *seq = seq_type_of(ou_type_of(vm, self));
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool has_module = strcmp(seq->type.module, "builtins") != 0;
    bool ok = (!has_module || (put_text(&writer, seq->type.module) && ou_writer_put(&writer, '.')))
           && put_text(&writer, seq->type.name) && ou_writer_put(&writer, '(');
    for (unsigned i = 0; ok && i < seq->definition->visible; i++) {
        ok = (i == 0 || put_text(&writer, ", ")) && put_text(&writer, seq->definition->fields[i])
          && ou_writer_put(&writer, '=') && ou_repr_put(vm, &writer, ou_tuple_of(self)->items[i]);
    }
    if (ok && ou_writer_put(&writer, ')')) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// (type, (items, hidden fields))
OU_METHOD(seq_reduce, "__reduce__(self, /)", "Return state information for pickling")
{
    OuValue self = arguments[0];
    const SeqType *seq = seq_type_of(ou_type_of(vm, self));
    const OuTuple *tuple = ou_tuple_of(self);
    OU_OWNED OuValue items = ou_tuple_make(vm, tuple->items, tuple->length);
    if (items == OU_ERROR) return OU_ERROR;
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    OU_OWNED OuValue hidden = ou_pointer_value(dict);
    for (unsigned i = (unsigned)tuple->length; i < seq->count; i++) {
        OU_OWNED OuValue name = ou_str_make_text(vm, seq->definition->fields[i]);
        OuValue value = ou_structseq_peek(self, i);
        if (name == OU_ERROR) return OU_ERROR;
        if (!ou_dict_set(vm, dict, name, value == OU_UNBOUND ? OU_NONE : value)) return OU_ERROR;
    }
    OU_OWNED OuValue state = ou_tuple_pair(vm, items, hidden);
    if (state == OU_ERROR) return OU_ERROR;
    return ou_tuple_pair(vm, ou_pointer_value(ou_type_of(vm, self)), state);
}

static const OuNativeDef *const seq_methods[] = { &seq_reduce_native, NULL };

// ---- Types --------------------------------------------------------------------------------------

static void describe(SeqType *seq, const OuStructSeqDef *definition)
{
    memset(seq, 0, sizeof *seq);
    seq->definition = definition;
    for (; definition->fields[seq->count]; seq->count++) {
        seq->getset[seq->count] = (OuGetSetDef){ .name = definition->fields[seq->count],
                                                 .get = getters[seq->count] };
    }
    seq->type = (OuTypeDef){
        .name = definition->name, .module = definition->module, .doc = definition->doc,
        .base = OU_TYPE_TUPLE, .kind = OU_KIND_TUPLE | OU_KIND_SUBCLASS,
        .flags = OU_TYPE_SEQUENCE | (definition->is_abstract ? OU_TYPE_ABSTRACT : 0),
        .methods = seq_methods, .getset = seq->getset,
        .slots = { .repr = seq_repr, .construct = seq_construct },
    };
}

static bool add_number(OuVM *vm, OuType *type, const char *name, unsigned number)
{
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    bool ok = key && ou_dict_set_name(vm, type->dict, key, ou_int_value(number));
    if (key) ou_object_unref(&key->header);
    return ok;
}

static bool add_match_args(OuVM *vm, OuType *type, const OuStructSeqDef *definition)
{
    OuTuple *names = ou_tuple_new(vm, definition->visible);
    if (!names) return false;
    OU_OWNED OuValue owner = ou_pointer_value(names);
    for (unsigned i = 0; i < definition->visible; i++) {
        OuString *name =
            ou_str_intern_text(vm, definition->fields[i], strlen(definition->fields[i]));
        if (!name) return false;
        names->items[i] = ou_str_value(name);
    }
    OuString *key = ou_str_intern_text(vm, "__match_args__", 14);
    bool ok = key && ou_dict_set_name(vm, type->dict, key, owner);
    if (key) ou_object_unref(&key->header);
    return ok;
}

OuType *ou_structseq_make_type(OuVM *vm, const OuStructSeqDef *definition)
{
    SeqType *seq = ou_arena_alloc(&vm->arena, sizeof *seq);
    if (!seq) return ou_raise_memory_error(vm), NULL;
    describe(seq, definition);
    OuType *type = ou_type_make_builtin(vm, &seq->type);
    if (!type) return NULL;
    type->slot_count = (uint16_t)(seq->count - definition->visible);
    if (ou_type_fill_if_needed(vm, type) && add_number(vm, type, "n_fields", seq->count)
        && add_number(vm, type, "n_sequence_fields", definition->visible)
        && add_number(vm, type, "n_unnamed_fields", 0) && add_match_args(vm, type, definition)) {
        return type;
    }
    ou_object_unref(&type->header);
    return NULL;
}
