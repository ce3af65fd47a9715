#include "runtime/modules/itertools.h"

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- The layout ---------------------------------------------------------------------------------

static void tool_visit(OuObject *object, OuVisitor *visitor)
{
    OuTool *self = (OuTool *)object;
    ou_visit_value(visitor, &self->source);
    ou_visit_value(visitor, &self->function);
    ou_visit_value(visitor, &self->saved);
    ou_visit_value(visitor, &self->extra);
    ou_visit_value(visitor, &self->target);
    ou_visit_tail(object, visitor);
}

const OuLayout ou_tool_layout = { .name = "itertools", .visit = tool_visit };

OuTool *ou_tool_new(OuVM *vm, OuType *type)
{
    OuTool *self = (OuTool *)ou_object_new(vm, type, sizeof *self);
    if (!self) return NULL;
    self->source = self->function = self->saved = self->extra = self->target = OU_UNBOUND;
    self->index = self->next = self->stop = self->step = 0;
    self->is_started = self->is_done = false;
    return self;
}

OuTool *ou_tool_over(OuVM *vm, OuType *type, OuValue iterable)
{
    OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return NULL;
    OuTool *self = ou_tool_new(vm, type);
    if (self) self->source = iterator;
    else ou_unref(iterator);
    return self;
}

OuValue ou_tool_iterate(OuVM *vm, OuValue self) { return ou_ref(self); }

OuValue ou_tool_reduce_steal(OuVM *vm, OuValue self, OuValue state, OuValue arguments)
{
    return ou_reduce_make_steal(vm, ou_pointer_value(ou_type_of(vm, self)), state, arguments);
}

bool ou_tool_takes_one(OuVM *vm, const char *name, size_t positional, const OuTuple *names)
{
    if (names && names->length) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() takes no keyword arguments", name);
        return false;
    }
    if (positional == 1) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s expected 1 argument, got %zu", name, positional);
    return false;
}

// ---- The module ---------------------------------------------------------------------------------

// Objects name their type themselves, in the tail: so many types share one layout.
static OuType *make_type(OuVM *vm, const OuTypeDef *definition)
{
    OuType *type = ou_type_make_builtin(vm, definition);
    if (type) type->kind |= OU_KIND_SUBCLASS;
    return type;
}

static const OuTypeDef *const types[] = {
    &ou_tool_accumulate_type, &ou_tool_chain_type, &ou_tool_combinations_type,
    &ou_tool_replacing_type, &ou_tool_compress_type, &ou_tool_count_type, &ou_tool_cycle_type,
    &ou_tool_dropwhile_type, &ou_tool_filterfalse_type, &ou_tool_groupby_type,
    &ou_tool_islice_type, &ou_tool_pairwise_type, &ou_tool_permutations_type,
    &ou_tool_product_type, &ou_tool_repeat_type, &ou_tool_starmap_type, &ou_tool_takewhile_type,
    &ou_tool_zip_longest_type, &ou_tool_grouper_type, &ou_tool_tee_type, &ou_tool_tee_node_type,
    NULL,
};

OuType *ou_tool_hidden_type(OuVM *vm, const OuTypeDef *definition)
{
    OuValue type = ou_modules_attribute(vm, "itertools", definition->name);
    ou_unref(type);                                  // the module keeps it
    if (type == OU_ERROR) return NULL;
    if (ou_is_type(type) && ((OuType *)ou_pointer_of(type))->definition == definition) {
        return (OuType *)ou_pointer_of(type);
    }
    (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "itertools.%s was replaced", definition->name);
    return NULL;
}

static bool setup(OuVM *vm, OuModule *module)
{
    for (const OuTypeDef *const *row = types; *row; row++) {
        OuType *type = make_type(vm, *row);
        if (!type || !ou_module_add(vm, module, (*row)->name, ou_pointer_value(type))) return false;
    }
    return true;
}

static const OuNativeDef *const functions[] = { &ou_itertools_tee_native, NULL };

const OuModuleDef ou_itertools_module = {
    .name = "itertools",
    .doc = "Functional tools for creating and using iterators.\n\n"
           "Infinite iterators:\n"
           "count(start=0, step=1) --> start, start+step, start+2*step, ...\n"
           "cycle(p) --> p0, p1, ... plast, p0, p1, ...\n"
           "repeat(elem [,n]) --> elem, elem, elem, ... endlessly or up to n times\n",
    .functions = functions,
    .setup = setup,
};
