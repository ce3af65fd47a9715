// exception.c: exception objects and BaseException.
#include "runtime/exception_types.h"

#include <stddef.h>

#include "runtime/dict.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/slots.h"
#include "runtime/str.h"

enum { EXTRA_SHIFT = 8, EXTRA_MOST = 255 };   // fields and __slots__ are counted in `aux`

// --- layout --------------------------------------------------------------------------------------

static void exception_visit(OuObject *self, OuVisitor *visitor)
{
    OuException *exception = (OuException *)self;
    ou_visit_span(visitor, exception->fields, self->aux >> EXTRA_SHIFT);
    OU_VISIT_POINTER(visitor, &exception->dict);
    OU_VISIT_POINTER(visitor, &exception->args);
    ou_visit_value(visitor, &exception->traceback);
    ou_visit_value(visitor, &exception->cause);
    ou_visit_value(visitor, &exception->context);
    if (!visitor->is_clearing) OU_VISIT_POINTER(visitor, &exception->type);
}

static const OuSlotName exception_slots[] = {
    { offsetof(OuException, type), ".__class__" },
    { offsetof(OuException, args), ".args" },
    { offsetof(OuException, dict), ".__dict__" },
    { offsetof(OuException, traceback), ".__traceback__" },
    { offsetof(OuException, context), ".__context__" },
    { offsetof(OuException, cause), ".__cause__" },
    { 0, NULL },
};
const OuLayout ou_exception_layout = {
    .name = "exception", .visit = exception_visit,
    .slot_names = exception_slots, .may_finalize = OU_FINALIZE_BY_CLASS,
};

OuException *ou_exception_try_new(OuVM *vm, OuType *type, OuTuple *args)
{
    unsigned extra = ou_exception_field_count(vm, type) + type->slot_count;
    if (extra > EXTRA_MOST) return NULL;
    OuException *exception = ou_heap_new(&vm->heap, OU_KIND_EXCEPTION,
                                         sizeof *exception + extra * sizeof(OuValue));
    if (!exception) return NULL;
    ou_slots_expect(vm, type);
    exception->header.aux = (uint16_t)(extra << EXTRA_SHIFT);
    exception->type = type;
    exception->args = args;
    exception->dict = NULL;
    exception->traceback = exception->context = exception->cause = OU_NONE;
    for (unsigned i = 0; i < extra; i++) exception->fields[i] = OU_UNBOUND;
    ou_object_ref(&type->header);
    ou_object_ref(&args->header);
    return exception;
}

OuValue ou_exception_new(OuVM *vm, OuType *type, OuTuple *args)
{
    OuException *exception = ou_exception_try_new(vm, type, args);
    return exception ? ou_pointer_value(exception) : ou_raise_memory_error(vm);
}

OuValue *ou_exception_slot(OuException *exception, unsigned index)
{
    unsigned extra = exception->header.aux >> EXTRA_SHIFT;
    return &exception->fields[extra - exception->type->slot_count + index];
}

void ou_exception_set_cause(OuException *exception, OuValue cause)
{
    exception->header.aux |= OU_EXCEPTION_SUPPRESS_CONTEXT;
    ou_set(&exception->cause, cause);
}

OuValue ou_exception_make(OuVM *vm, OuType *type, OuTuple *args)
{
    const OuSlots *slots = &type->slots;
    if (!type->is_builtin) return ou_call(vm, ou_pointer_value(type), args->items, args->length);
    OuValue made = slots->construct == ou_exception_construct
        ? ou_exception_new(vm, type, args)
        : slots->construct(vm, type, args->items, args->length, NULL);
    if (made == OU_ERROR) return OU_ERROR;
    slots = &ou_exception_of(made)->type->slots;          // OSError chooses a subclass
    if (slots->initialise(vm, made, args->items, args->length, NULL)) return made;
    ou_unref(made);
    return OU_ERROR;
}

// --- __new__ and __init__ ------------------------------------------------------------------------

OuValue ou_exception_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    OuValue args = ou_tuple_make(vm, arguments, positional);
    if (args == OU_ERROR) return OU_ERROR;
    OuValue made = ou_exception_new(vm, type, ou_tuple_of(args));
    ou_unref(args);
    return made;
}

bool ou_exception_no_names(OuVM *vm, const OuType *type, OuTuple *names)
{
    if (!names || !names->length) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N() takes no keyword arguments", type);
    return false;
}

static bool has_args(const OuTuple *args, const OuValue *values, size_t count)
{
    if (!args || args->length != count) return false;
    for (size_t i = 0; i < count; i++) if (args->items[i] != values[i]) return false;
    return true;
}

static bool set_args_steal(OuException *self, OuValue args)
{
    if (args == OU_ERROR) return false;
    OuTuple *old = self->args;
    self->args = ou_tuple_of(args);
    if (old) ou_object_unref(&old->header);
    return true;
}

bool ou_exception_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    OuException *exception = ou_exception_of(self);
    if (!ou_exception_no_names(vm, exception->type, names)) return false;
    // Mostly they are what __new__ was given.
    if (has_args(exception->args, arguments, positional)) return true;
    return set_args_steal(exception, ou_tuple_make(vm, arguments, positional));
}

bool ou_exception_take_names(OuVM *vm, OuException *self, const char *type_name,
                             const char *const *allowed, const OuValue *values, OuTuple *names)
{
    size_t count = 0;
    for (; allowed[count]; count++) ou_clear(&self->fields[count]);
    if (names && names->length > count) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "%s() takes at most %zu keyword argument%s (%zu given)", type_name, count,
                       count == 1 ? "" : "s", names->length);
        return false;
    }
    for (size_t i = 0; names && i < names->length; i++) {
        OuString *name = ou_str_of(names->items[i]);
        unsigned k = 0;
        while (allowed[k] && !ou_str_equals_text(name, allowed[k])) k++;
        if (!allowed[k]) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%S' is an invalid keyword argument for %s()",
                           name, type_name);
            return false;
        }
        ou_set(&self->fields[k], values[i]);
    }
    return true;
}

// --- text ----------------------------------------------------------------------------------------

static OuTuple *args_of(OuVM *vm, OuValue self)               // borrowed
{
    OuTuple *args = ou_exception_of(self)->args;
    return args ? args : vm->empty_tuple;
}

OuValue ou_exception_str(OuVM *vm, OuValue self)
{
    OuTuple *args = args_of(vm, self);
    if (args->length == 0) return ou_ref(ou_str_value(vm->empty_string));
    OU_OWNED OuValue shown = ou_ref(args->length == 1 ? args->items[0] : ou_pointer_value(args));
    return ou_str(vm, shown);
}

OuValue ou_exception_repr(OuVM *vm, OuValue self)
{
    OuTuple *args = args_of(vm, self);
    OuType *type = ou_exception_of(self)->type;
    OU_OWNED OuValue shown = ou_ref(args->length == 1 ? args->items[0] : ou_pointer_value(args));
    if (args->length == 1) return ou_str_make_format(vm, "%N(%R)", type, shown);
    return ou_str_make_format(vm, "%N%R", type, shown);
}

// --- attributes ----------------------------------------------------------------------------------

static OuValue get_args(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(args_of(vm, self)));
}

static bool set_args(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "args may not be deleted");
        return false;
    }
    return set_args_steal(ou_exception_of(self), ou_tuple_from_iterable(vm, value));
}

static OuValue get_or_none(OuValue value)
{
    return value == OU_UNBOUND ? OU_NONE : ou_ref(value);
}

static OuValue get_traceback(OuVM *vm, OuValue self)
{
    return get_or_none(ou_exception_of(self)->traceback);
}

static bool set_traceback(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__traceback__ may not be deleted");
        return false;
    }
    if (value != OU_NONE && !ou_is_traceback(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__traceback__ must be a traceback or None");
        return false;
    }
    ou_set(&ou_exception_of(self)->traceback, value);
    return true;
}

// Of __cause__ and __context__.
static bool check_link(OuVM *vm, OuValue value, const char *name)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__%s__ may not be deleted", name);
        return false;
    }
    if (value == OU_NONE || ou_is_exception(value)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "exception %s must be None or derive from BaseException",
                   name);
    return false;
}

static OuValue get_context(OuVM *vm, OuValue self)
{
    return get_or_none(ou_exception_of(self)->context);
}

static bool set_context(OuVM *vm, OuValue self, OuValue value)
{
    if (!check_link(vm, value, "context")) return false;
    ou_set(&ou_exception_of(self)->context, value);
    return true;
}

static OuValue get_cause(OuVM *vm, OuValue self)
{
    return get_or_none(ou_exception_of(self)->cause);
}

static bool set_cause(OuVM *vm, OuValue self, OuValue value)
{
    if (!check_link(vm, value, "cause")) return false;
    ou_exception_set_cause(ou_exception_of(self), value);
    return true;
}

static OuValue get_suppress_context(OuVM *vm, OuValue self)
{
    uint16_t bit = ou_exception_of(self)->header.aux & OU_EXCEPTION_SUPPRESS_CONTEXT;
    return ou_bool_value(bit != 0);
}

static bool set_suppress_context(OuVM *vm, OuValue self, OuValue value)
{
    if (!ou_is_bool(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       value == OU_UNBOUND ? "can't delete numeric/char attribute"
                                           : "attribute value type must be bool");
        return false;
    }
    OuObject *header = &ou_exception_of(self)->header;
    if (value == OU_TRUE) header->aux |= OU_EXCEPTION_SUPPRESS_CONTEXT;
    else header->aux &= (uint16_t)~OU_EXCEPTION_SUPPRESS_CONTEXT;
    return true;
}

static OuValue get_dict(OuVM *vm, OuValue self)
{
    OuException *exception = ou_exception_of(self);
    if (!exception->dict && !(exception->dict = ou_dict_new(vm))) return OU_ERROR;
    return ou_ref(ou_pointer_value(exception->dict));
}

static bool set_dict(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot delete __dict__");
        return false;
    }
    if (!ou_is_dict(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'",
                       value);
        return false;
    }
    OuException *exception = ou_exception_of(self);
    OuDict *old = exception->dict;
    exception->dict = ou_dict_of(ou_ref(value));
    if (old) ou_object_unref(&old->header);
    return true;
}

const OuGetSetDef ou_base_getset[] = {
    { "__suppress_context__", get_suppress_context, set_suppress_context, NULL },
    { "__dict__", get_dict, set_dict, NULL },
    { "args", get_args, set_args, NULL },
    { "__traceback__", get_traceback, set_traceback, NULL },
    { "__context__", get_context, set_context, "exception context" },
    { "__cause__", get_cause, set_cause, "exception cause" },
    { NULL, NULL, NULL, NULL },
};

// --- methods -------------------------------------------------------------------------------------

OU_METHOD(exception_with_traceback, "with_traceback(self, tb, /)",
          "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.")
{
    return set_traceback(vm, arguments[0], arguments[1]) ? ou_ref(arguments[0]) : OU_ERROR;
}

OU_METHOD(exception_add_note, "add_note(self, note, /)",
          "Exception.add_note(note) --\n    add a note to the exception")
{
    OuString *name = OU_NAMED(vm, dunder_notes);
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "note must be a str, not '%T'", arguments[1]);
    }
    OU_OWNED OuValue notes = ou_get_attribute_or_unbound(vm, arguments[0], name);
    if (notes == OU_ERROR) return OU_ERROR;
    if (notes == OU_UNBOUND) {
        notes = ou_list_make(vm, NULL, 0);
        if (notes == OU_ERROR || !ou_set_attribute(vm, arguments[0], name, notes)) return OU_ERROR;
    } else if (!ou_is_list(notes)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "Cannot add note: __notes__ is not a list");
    }
    return ou_list_append(vm, ou_list_of(notes), arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(exception_setstate, "__setstate__(self, state, /)",
          "Sets the attributes that the dictionary holds.")
{
    if (arguments[1] == OU_NONE) return OU_NONE;
    if (!ou_is_dict(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "state is not a dictionary");
    }
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(ou_dict_of(arguments[1]), &position, &key, &value)) {
        if (!ou_is_str(key)) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", key);
        }
        OU_OWNED OuValue owned = ou_ref(value);
        ou_ref(key);
        OuString *name = ou_str_intern_steal(vm, ou_str_of(key));
        if (!name) return OU_ERROR;
        bool ok = ou_set_attribute(vm, arguments[0], name, owned);
        ou_object_unref(&name->header);
        if (!ok) return OU_ERROR;
    }
    return OU_NONE;
}

OuValue ou_exception_reduce(OuVM *vm, OuValue self, OuTuple *args, OuValue state)
{
    OuValue parts[]
        = { ou_pointer_value(ou_exception_of(self)->type), ou_pointer_value(args), state };
    return ou_tuple_make(vm, parts, state == OU_UNBOUND ? 2 : 3);
}

OU_METHOD(exception_reduce, "__reduce__(self, /)", "Helper for pickle.")
{
    OuDict *dict = ou_exception_of(arguments[0])->dict;
    return ou_exception_reduce(vm, arguments[0], args_of(vm, arguments[0]),
                               dict ? ou_pointer_value(dict) : OU_UNBOUND);
}

const OuNativeDef *const ou_base_methods[] = {
    &exception_reduce_native, &exception_setstate_native, &exception_with_traceback_native,
    &exception_add_note_native, NULL,
};
