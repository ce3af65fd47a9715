// slow_group.c: what `except*` asks.
#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "vm/slow.h"

static bool check_group_class(OuVM *vm, OuValue class)
{
    OuType *group = vm->types[OU_TYPE_BASE_EXCEPTION_GROUP];
    if (!ou_slow_check_class(vm, class)) return false;
    if (!ou_is_subtype((OuType *)ou_pointer_of(class), group)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return false;
}

static bool check_group_classes(OuVM *vm, OuValue classes)
{
    if (!ou_is_tuple(classes)) return check_group_class(vm, classes);
    const OuTuple *tuple = ou_tuple_of(classes);
    for (size_t i = 0; i < tuple->length; i++) {
        if (!ou_slow_check_class(vm, tuple->items[i])) return false;
    }
    for (size_t i = 0; i < tuple->length; i++) {
        if (!check_group_class(vm, tuple->items[i])) return false;
    }
    return true;
}

static bool is_match(const OuVM *vm, OuValue exception, OuValue classes)
{
    OuType *type = ou_type_of(vm, exception);
    if (!ou_is_tuple(classes)) return ou_is_subtype(type, (OuType *)ou_pointer_of(classes));
    const OuTuple *tuple = ou_tuple_of(classes);
    for (size_t i = 0; i < tuple->length; i++) {
        if (ou_is_subtype(type, (OuType *)ou_pointer_of(tuple->items[i]))) return true;
    }
    return false;
}

// The whole exception: a naked one is wrapped.
static OuValue match_whole(OuVM *vm, OuValue exception)
{
    if (ou_is_exception_group(vm, exception)) return ou_ref(exception);
    OU_OWNED OuValue members = ou_tuple_make(vm, &exception, 1);
    return members == OU_ERROR ? OU_ERROR : ou_exception_wrap(vm, members);
}

static OuValue pair_steal(OuVM *vm, OuValue match, OuValue rest)
{
    if (match == OU_ERROR) { ou_unref(rest); return OU_ERROR; }
    OuValue pair = ou_tuple_pair(vm, match, rest);
    ou_unref(match);
    ou_unref(rest);
    return pair;
}

static OuValue match_split(OuVM *vm, OuValue group, OuValue classes)
{
    OuString *name = ou_str_intern_text(vm, "split", 5);
    if (!name) return OU_ERROR;
    OU_OWNED OuValue pair = ou_call_method(vm, group, name, &classes, 1);
    ou_object_unref(&name->header);
    if (pair == OU_ERROR) return OU_ERROR;
    if (!ou_is_tuple(pair)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%T.split must return a tuple, not %T", group,
                        pair);
    }
    if (ou_tuple_of(pair)->length < 2) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "%T.split must return a 2-tuple, got tuple of size %zu", group,
                        ou_tuple_of(pair)->length);
    }
    return ou_tuple_pair(vm, ou_tuple_of(pair)->items[0], ou_tuple_of(pair)->items[1]);
}

static OuValue match_group(OuVM *vm, OuValue exception, OuValue classes)
{
    if (!check_group_classes(vm, classes)) return OU_ERROR;
    if (exception == OU_NONE) return pair_steal(vm, OU_NONE, OU_NONE);
    OuValue pair;
    if (is_match(vm, exception, classes)) {
        pair = pair_steal(vm, match_whole(vm, exception), OU_NONE);
    } else if (ou_is_exception_group(vm, exception)) {
        pair = match_split(vm, exception, classes);
    } else {
        pair = pair_steal(vm, OU_NONE, ou_ref(exception));
    }
    if (pair == OU_ERROR) return OU_ERROR;
    OuValue match = ou_tuple_of(pair)->items[0];
    if (ou_is_exception(match)) ou_set(&vm->handled, match);
    return pair;
}

bool ou_slow_group(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue exception = R[I->b], other = R[I->c];
    OuValue result = I->op == OU_OP_MATCH_GROUP
                   ? match_group(vm, exception, other)
                   : ou_exception_join(vm, exception, other);
    if (result == OU_ERROR) return false;
    uint32_t local_count = ou_frame_code(R)->local_count;
    OuValue old[2] = { OU_UNBOUND, OU_UNBOUND };
    if (I->b >= local_count) old[0] = ou_take(&R[I->b]);
    if (I->c >= local_count) old[1] = ou_take(&R[I->c]);
    R[I->a] = result;
    ou_unref(old[0]);
    ou_unref(old[1]);
    return true;
}
