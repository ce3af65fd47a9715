#include "runtime/modules/traceback.h"

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/report.h"
#include "runtime/list.h"

OU_FUNCTION(traceback_caret_anchors, "caret_anchors(text, /)",
            "The operator that an expression is about, or its brackets, as a range of bytes of its "
            "UTF-8;\nNone if the whole is to be marked.")
{
    if (!ou_is_str(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected a str, not %T", arguments[0]);
    }
    OuBuffer buffer;
    size_t length, left, right;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, ou_str_of(arguments[0]), &buffer, &length);
    bool is_found = text && ou_report_find_anchor(text, length, &left, &right);
    ou_buffer_free(&buffer);
    if (!text) return OU_ERROR;
    if (!is_found) return OU_NONE;
    return ou_tuple_pair(vm, ou_int_value((int64_t)left), ou_int_value((int64_t)right));
}

static const OuNativeDef *const functions[] = { &traceback_caret_anchors_native, NULL };

const OuModuleDef ou_traceback_module = {
    .name = "_traceback",
    .doc = "What traceback shares with the interpreter's own reports.",
    .functions = functions,
};
