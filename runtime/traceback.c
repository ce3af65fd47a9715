// traceback.c: traceback objects: where an exception passed, outermost frame first.
#include "runtime/error.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

enum { WORD_SIZE = 8 };               // as f_lasti, tb_lasti counts bytes

static void traceback_visit(OuObject *self, OuVisitor *visitor)
{
    OuTraceback *traceback = (OuTraceback *)self;
    ou_visit_value(visitor, &traceback->next);
    ou_visit_value(visitor, &traceback->frame);
    OU_VISIT_POINTER(visitor, &traceback->file);
    OU_VISIT_POINTER(visitor, &traceback->name);
}

static const OuSlotName traceback_slots[] = {
    { offsetof(OuTraceback, next), ".tb_next" }, { offsetof(OuTraceback, frame), ".tb_frame" },
    { 0, NULL },
};
static const OuLayout traceback_layout = {
    .name = "traceback", .visit = traceback_visit, .slot_names = traceback_slots,
};

static OuTraceback *traceback_new(OuVM *vm, OuValue next, OuValue frame, OuString *file,
                                  OuString *name)
{
    OuTraceback *traceback = ou_heap_new(&vm->heap, OU_KIND_TRACEBACK, sizeof *traceback);
    if (!traceback) { (void)ou_raise_memory_error(vm); return NULL; }
    *traceback = (OuTraceback){
        .header = traceback->header, .next = ou_ref(next), .frame = ou_ref(frame), .file = file,
        .name = name,
    };
    if (file) ou_object_ref(&file->header);
    if (name) ou_object_ref(&name->header);
    return traceback;
}

bool ou_traceback_push(OuVM *vm, OuException *exception, OuValue frame, OuString *file,
                       OuString *name, const uint32_t position[4], uint32_t instruction)
{
    OuValue next = ou_is_traceback(exception->traceback) ? exception->traceback : OU_NONE;
    OuTraceback *traceback = traceback_new(vm, next, frame, file, name);
    if (!traceback) return false;
    traceback->line = position[0];
    traceback->end_line = position[1];
    traceback->column = position[2];
    traceback->end_column = position[3];
    traceback->last_instruction = (int32_t)(instruction * WORD_SIZE);
    ou_set_steal(&exception->traceback, ou_pointer_value(traceback));
    return true;
}

// --- types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno) ---------------------------------

static const OuNativeDef traceback_new_native = {
    "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)", "Create a new traceback object.", NULL,
};

static bool check_next(OuVM *vm, OuValue next, const char *what)
{
    if (next == OU_NONE || ou_is_traceback(next)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected traceback object%s, got '%T'", what, next);
    return false;
}

// frame.f_code.<name>, a str (owned).
static OuValue code_text(OuVM *vm, OuValue frame, const char *name)
{
    OuString *path[]
        = { ou_str_intern_text(vm, "f_code", 6), ou_str_intern_text(vm, name, strlen(name)) };
    OuValue value = ou_ref(frame);
    for (unsigned i = 0; i < 2; i++) {
        if (!path[i]) { ou_unref(value); value = OU_ERROR; continue; }
        OuValue outer = value;
        if (outer != OU_ERROR) {
            value = ou_get_attribute(vm, outer, path[i]);
            ou_unref(outer);
        }
        ou_object_unref(&path[i]->header);
    }
    if (value == OU_ERROR || ou_is_str(value)) return value;
    ou_unref(value);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s must be a str", name);
}

static OuValue make_from(OuVM *vm, const OuValue *values)
{
    int64_t instruction, line;
    if (!check_next(vm, values[0], " or None")) return OU_ERROR;
    if (ou_base_kind_of(values[1]) != OU_KIND_FRAME) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "TracebackType() argument 'tb_frame' must be frame, not %T", values[1]);
    }
    if (!ou_to_int64(vm, values[2], &instruction) || !ou_to_int64(vm, values[3], &line))
        return OU_ERROR;
    OU_OWNED OuValue file = code_text(vm, values[1], "co_filename");
    if (file == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue name = code_text(vm, values[1], "co_name");
    if (name == OU_ERROR) return OU_ERROR;
    OuTraceback *made = traceback_new(vm, values[0], values[1], ou_str_of(file), ou_str_of(name));
    if (!made) return OU_ERROR;
    made->line = made->end_line = (uint32_t)line;
    made->last_instruction = (int32_t)instruction;
    return ou_pointer_value(made);
}

static OuValue traceback_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &traceback_new_native, arguments, positional, names,
                                  &bound)) {
        return OU_ERROR;
    }
    OuValue made = make_from(vm, bound.values);
    ou_native_unbind(&bound);
    return made;
}

// --- attributes ----------------------------------------------------------------------------------

static OuValue get_next(OuVM *vm, OuValue self)
{
    OuValue next = ou_traceback_of(self)->next;
    return next == OU_UNBOUND ? OU_NONE : ou_ref(next);
}

static bool set_next(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't delete tb_next attribute");
        return false;
    }
    if (!check_next(vm, value, "")) return false;
    for (OuValue walker = value; ou_is_traceback(walker); walker = ou_traceback_of(walker)->next) {
        if (walker != self) continue;
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "traceback loop detected");
        return false;
    }
    ou_set(&ou_traceback_of(self)->next, value);
    return true;
}

static OuValue get_frame(OuVM *vm, OuValue self)
{
    OuValue frame = ou_traceback_of(self)->frame;
    return frame == OU_UNBOUND ? OU_NONE : ou_ref(frame);
}

static OuValue get_line(OuVM *vm, OuValue self)
{
    uint32_t line = ou_traceback_of(self)->line;
    return line ? ou_int_value(line) : OU_NONE;
}

static OuValue get_instruction(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_traceback_of(self)->last_instruction);
}

static const OuGetSetDef traceback_getset[] = {
    { "tb_next", get_next, set_next, NULL },
    { "tb_frame", get_frame, ou_readonly_attribute, NULL },
    { "tb_lasti", get_instruction, ou_readonly_attribute, NULL },
    { "tb_lineno", get_line, ou_readonly_attribute, NULL },
    { NULL, NULL, NULL, NULL },
};

OU_METHOD(traceback_dir, "__dir__(self, /)", NULL)
{
    static const char *const names[] = { "tb_frame", "tb_next", "tb_lasti", "tb_lineno" };
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    for (unsigned i = 0; i < 4 && list != OU_ERROR; i++) {
        OU_OWNED OuValue name = ou_str_make_text(vm, names[i]);
        if (name == OU_ERROR || !ou_list_append(vm, ou_list_of(list), name)) return OU_ERROR;
    }
    return ou_ref(list);
}

static const OuNativeDef *const traceback_methods[] = { &traceback_dir_native, NULL };

const OuTypeDef ou_traceback_type = {
    .name = "traceback", .kind = OU_KIND_TRACEBACK, .layout = &traceback_layout,
    .doc = "Create a new traceback object.", .constructor = &traceback_new_native,
    .methods = traceback_methods, .getset = traceback_getset,
    .slots = { .construct = traceback_construct },
};
