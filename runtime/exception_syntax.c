// exception_syntax.c: SyntaxError and its subclasses.
#include "runtime/exception_types.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OU_EXCEPTION_FIELD(msg, OU_FIELD_MSG)
OU_EXCEPTION_FIELD(filename, OU_FIELD_FILE)
OU_EXCEPTION_FIELD(lineno, OU_FIELD_LINENO)
OU_EXCEPTION_FIELD(offset, OU_FIELD_OFFSET)
OU_EXCEPTION_FIELD(text, OU_FIELD_TEXT)
OU_EXCEPTION_FIELD(end_lineno, OU_FIELD_END_LINENO)
OU_EXCEPTION_FIELD(end_offset, OU_FIELD_END_OFFSET)
OU_EXCEPTION_FIELD(print_file_and_line, OU_FIELD_PRINT_FILE_AND_LINE)

// (filename, lineno, offset, text[, end_lineno, end_offset])
static bool set_place(OuVM *vm, OuValue self, OuValue place)
{
    OU_OWNED OuValue items = ou_tuple_from_iterable(vm, place);
    if (items == OU_ERROR) return false;
    const OuTuple *tuple = ou_tuple_of(items);
    if (tuple->length < 4 || tuple->length > 6) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "function takes at %s %d arguments (%zu given)",
                       tuple->length < 4 ? "least" : "most", tuple->length < 4 ? 4 : 6,
                       tuple->length);
        return false;
    }
    for (unsigned i = 0; i < 6; i++) {
        (void)ou_field_set(self, OU_FIELD_FILE + i,
                           i < tuple->length ? tuple->items[i] : OU_UNBOUND);
    }
    if (tuple->length != 5) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "end_offset must be provided when end_lineno is provided");
    return false;
}

bool ou_syntax_error_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    if (!ou_exception_initialise(vm, self, arguments, positional, names)) return false;
    if (positional >= 1) (void)ou_field_set(self, OU_FIELD_MSG, arguments[0]);
    return positional != 2 || set_place(vm, self, arguments[1]);
}

static OuValue base_name(OuVM *vm, OuString *path)
{
    size_t start = path->length;
    while (start > 0 && ou_str_at(path, start - 1) != '/') start--;
    return ou_str_slice(vm, path, start, path->length);
}

OuValue ou_syntax_error_str(OuVM *vm, OuValue self)
{
    const OuValue *fields = ou_exception_of(self)->fields;
    bool has_file = ou_is_str(fields[OU_FIELD_FILE]);
    OU_OWNED OuValue line = ou_field_get(self, OU_FIELD_LINENO);
    bool has_line = ou_is_exact_int(line);
    OU_OWNED OuValue msg = ou_field_get(self, OU_FIELD_MSG);
    if (!has_file) {
        return has_line ? ou_str_make_format(vm, "%V (line %V)", msg, line) : ou_str(vm, msg);
    }
    OU_OWNED OuValue file = base_name(vm, ou_str_of(fields[OU_FIELD_FILE]));
    if (file == OU_ERROR) return OU_ERROR;
    if (has_line) return ou_str_make_format(vm, "%V (%V, line %V)", msg, file, line);
    return ou_str_make_format(vm, "%V (%V)", msg, file);
}

const OuNativeDef *const ou_syntax_error_methods[] = { NULL };
const OuGetSetDef ou_syntax_error_getset[] = {
    { "msg", get_msg, set_msg, "exception msg" },
    { "filename", get_filename, set_filename, "exception filename" },
    { "lineno", get_lineno, set_lineno, "exception lineno" },
    { "offset", get_offset, set_offset, "exception offset" },
    { "text", get_text, set_text, "exception text" },
    { "end_lineno", get_end_lineno, set_end_lineno, "exception end lineno" },
    { "end_offset", get_end_offset, set_end_offset, "exception end offset" },
    { "print_file_and_line", get_print_file_and_line, set_print_file_and_line,
      "exception print_file_and_line" },
    { NULL, NULL, NULL, NULL },
};
