#include "runtime/repr_guard.h"

#include "runtime/list.h"
#include "runtime/protocol.h"

bool ou_repr_enter(OuVM *vm, OuValue value, bool *running)
{
    *running = false;
    if (!ou_is_list(vm->repr_running)) {
        OuValue list = ou_list_make(vm, NULL, 0);
        if (list == OU_ERROR) return false;
        ou_heap_untrack(ou_pointer_of(list));       // scripts never see it
        ou_set_steal(&vm->repr_running, list);
    }
    OuList *list = ou_list_of(vm->repr_running);
    for (size_t i = list->length; i-- > 0 && !*running;) *running = list->items[i] == value;
    return *running || ou_list_append(vm, list, value);
}

void ou_repr_leave(OuVM *vm, OuValue value)
{
    OuList *list = ou_list_of(vm->repr_running);
    for (size_t i = list->length; i-- > 0;) {
        if (list->items[i] != value) continue;
        list->length--;
        memmove(list->items + i, list->items + i + 1, (list->length - i) * sizeof *list->items);
        ou_unref(value);
        return;
    }
}

bool ou_repr_put(OuVM *vm, OuStringWriter *writer, OuValue value)
{
    ou_ref(value);
    OuValue text = ou_repr(vm, value);
    ou_unref(value);
    if (text == OU_ERROR) return false;
    bool done = ou_writer_put_str(writer, ou_str_of(text));
    ou_unref(text);
    return done;
}
