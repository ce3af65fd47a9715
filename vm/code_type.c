#include "vm/code_type.h"

#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/code_table.h"
#include "vm/opcode.h"

static OuValue name_tuple(OuVM *vm, OuString *const *names, uint32_t count)
{
    OuTuple *tuple = ou_tuple_new(vm, count);
    if (!tuple) return OU_ERROR;
    for (uint32_t i = 0; i < count; i++) tuple->items[i] = ou_ref(ou_str_value(names[i]));
    return ou_pointer_value(tuple);
}

static unsigned parameter_count(const OuCode *code)
{
    return code->argument_count + code->keyword_only_count +
           !!(code->flags & OU_CODE_REST) + !!(code->flags & OU_CODE_KEYWORDS);
}

static bool is_own_cell(const OuCode *code, uint32_t index)
{
    for (uint32_t i = 0; i < code->cell_count; i++) if (code->cells[i] == index) return true;
    return false;
}

// Variables are parameters and locals; a parameter that is a cell belongs to both.
bool ou_is_code_local(const OuCode *code, uint32_t index, OuCodeLocals kind)
{
    OuString *name = code->local_names[index];
    bool is_parameter = index < parameter_count(code);
    bool is_free = index >= code->first_free && index < code->first_free + code->free_count;
    bool is_hidden = !name || !name->length || (ou_str_at(name, 0) == '.' && !is_parameter);
    if (kind == OU_CODE_FREE) return is_free;
    if (kind == OU_CODE_CELLS) return is_own_cell(code, index);
    return !is_free && !is_hidden && (is_parameter || !is_own_cell(code, index));
}

static OuValue local_names(OuVM *vm, OuValue self, OuCodeLocals kind)
{
    OuCode *code = ou_code_of(self);
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    for (uint32_t i = 0; list != OU_ERROR && i < code->local_count; i++) {
        if (!ou_is_code_local(code, i, kind)) continue;
        if (!ou_list_append(vm, ou_list_of(list), ou_str_value(code->local_names[i]))) {
            return OU_ERROR;
        }
    }
    return list == OU_ERROR ? OU_ERROR : ou_list_as_tuple(vm, ou_list_of(list));
}

static OuValue get_varnames(OuVM *vm, OuValue self)
{
    return local_names(vm, self, OU_CODE_VARIABLES);
}

static OuValue get_freevars(OuVM *vm, OuValue self) { return local_names(vm, self, OU_CODE_FREE); }
static OuValue get_cellvars(OuVM *vm, OuValue self) { return local_names(vm, self, OU_CODE_CELLS); }

static OuValue get_names(OuVM *vm, OuValue self)
{
    return name_tuple(vm, ou_code_of(self)->names, ou_code_of(self)->name_count);
}

bool ou_has_code_docstring(const OuCode *code)
{
    if (code->flags & (OU_CODE_NAMESPACE | OU_CODE_MODULE)) return false;
    bool is_hidden = code->name->length && ou_str_at(code->name, 0) == '<';
    return !is_hidden || ou_str_equals_text(code->name, "<lambda>");
}

static OuValue get_consts(OuVM *vm, OuValue self)
{
    OuCode *code = ou_code_of(self);
    uint32_t first = ou_has_code_docstring(code);
    OuTuple *tuple = ou_tuple_new(vm, code->constant_count + first);
    if (!tuple) return OU_ERROR;
    if (first) tuple->items[0] = code->doc ? ou_ref(ou_str_value(code->doc)) : OU_NONE;
    for (uint32_t i = 0; i < code->constant_count; i++) {
        tuple->items[first + i] = ou_ref(code->constants[i]);
    }
    return ou_pointer_value(tuple);
}

static OuValue get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_code_of(self)->name));
}
static OuValue get_file(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_code_of(self)->file));
}

static OuValue get_qualname(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_code_of(self)->qualified_name));
}

static OuValue get_first_line(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->first_line);
}
static OuValue get_argcount(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->argument_count);
}

static OuValue get_posonly(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->positional_only_count);
}

static OuValue get_kwonly(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->keyword_only_count);
}
static OuValue get_nlocals(OuVM *vm, OuValue self)
{
    OuValue names = get_varnames(vm, self);
    if (names == OU_ERROR) return OU_ERROR;
    OuValue count = ou_int_value((int64_t)ou_tuple_of(names)->length);
    ou_unref(names);
    return count;
}

// The bits that CPython gives: optimized and new locals for functions, *args, **kwargs, nested,
// generator, ...
static OuValue get_flags(OuVM *vm, OuValue self)
{
    uint32_t own = ou_code_of(self)->flags;
    int64_t flags = own & (OU_CODE_NAMESPACE | OU_CODE_MODULE) ? 0 : 3;
    if (own & OU_CODE_REST) flags |= 4;
    if (own & OU_CODE_KEYWORDS) flags |= 8;
    if (own & OU_CODE_NESTED) flags |= 16;
    if (own & OU_CODE_GENERATOR) flags |= 32;
    if (own & OU_CODE_COROUTINE) flags |= 128;
    if (own & OU_CODE_ITERABLE_COROUTINE) flags |= 256;
    if (own & OU_CODE_ASYNC_GENERATOR) flags |= 512;
    if (own & OU_CODE_FUTURE_ANNOTATIONS) flags |= 0x1000000;
    return ou_int_value(flags);
}

static OuValue get_stack_size(OuVM *vm, OuValue self)
{
    return ou_int_value((int64_t)ou_code_of(self)->register_count - ou_code_of(self)->local_count);
}

static OuValue get_code(OuVM *vm, OuValue self)
{
    return ou_code_table_plain(vm, ou_code_of(self));
}

static OuValue get_adaptive(OuVM *vm, OuValue self)
{
    return ou_code_table_adaptive(vm, ou_code_of(self));
}

static OuValue get_line_table(OuVM *vm, OuValue self)
{
    return ou_code_table_lines(vm, ou_code_of(self));
}

static OuValue get_line_steps(OuVM *vm, OuValue self)
{
    return ou_code_table_line_steps(vm, ou_code_of(self));
}

static OuValue get_handlers(OuVM *vm, OuValue self)
{
    return ou_code_table_handlers(vm, ou_code_of(self));
}

// --- methods -------------------------------------------------------------------------------------

static OuValue iterate_list(OuVM *vm, OuValue list)
{
    OuValue iterator = list == OU_ERROR ? OU_ERROR : ou_iterate(vm, list);
    ou_unref(list);
    return iterator;
}

OU_METHOD(code_lines, "co_lines(self, /)", "Runs of one line: (start, end, line).")
{
    return iterate_list(vm, ou_code_table_line_runs(vm, ou_code_of(arguments[0])));
}

OU_METHOD(code_positions, "co_positions(self, /)",
          "For each word of code (line, end line, column, end column).")
{
    return iterate_list(vm, ou_code_table_positions(vm, ou_code_of(arguments[0])));
}

OU_METHOD(code_varname, "_varname_from_oparg(self, /, oparg)", "(internal-only) Return the local "
          "variable name for the given oparg.\n\nWARNING: this method is for internal use only and "
          "may change or go away.")
{
    int64_t index;
    OuCode *code = ou_code_of(arguments[0]);
    if (!ou_to_int64(vm, arguments[1], &index)) return OU_ERROR;
    if (index >= 0 && index < (int64_t)code->local_count) {
        return ou_ref(ou_str_value(code->local_names[index]));
    }
    return ou_raise(vm, OU_TYPE_INDEX_ERROR, "tuple index out of range");
}

OU_METHOD(code_replace, "replace(self, /, *, co_argcount=-1, co_posonlyargcount=-1, "
          "co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1, co_flags=-1, co_firstlineno=-1, "
          "co_code=None, co_consts=None, co_names=None, co_varnames=None, co_freevars=None, "
          "co_cellvars=None, co_filename=None, co_name=None, co_qualname=None, co_linetable=None, "
          "co_exceptiontable=None)",
          "Return a copy of the code object with new values for the specified fields.")
{
    return ou_code_replace(vm, arguments[0], arguments);
}

// --- equality ------------------------------------------------------------------------------------

static bool equal_code(OuVM *vm, OuCode *a, OuCode *b, bool *equal);

// Constants are equal if they are of one type, too: 1, 1.0 and True are three of them.
static bool equal_constants(OuVM *vm, OuValue a, OuValue b, bool *equal)
{
    *equal = a == b;
    if (a == b || ou_type_of(vm, a) != ou_type_of(vm, b) || ou_is_float(a)) return true;
    if (ou_is_code(a)) return equal_code(vm, ou_code_of(a), ou_code_of(b), equal);
    if (!ou_is_exact_tuple(a)) return ou_equal(vm, a, b, equal);
    OuTuple *left = ou_tuple_of(a), *right = ou_tuple_of(b);
    if (left->length != right->length) return true;
    *equal = true;
    for (size_t i = 0; *equal && i < left->length; i++) {
        if (!equal_constants(vm, left->items[i], right->items[i], equal)) return false;
    }
    return true;
}

static bool equal_names(OuString *const *a, OuString *const *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) if (!ou_str_equal(a[i], b[i])) return false;
    return true;
}

static bool equal_heads(const OuCode *a, const OuCode *b)
{
    return a->argument_count == b->argument_count && a->flags == b->flags
        && a->positional_only_count == b->positional_only_count
        && a->keyword_only_count == b->keyword_only_count && a->first_line == b->first_line
        && a->word_count == b->word_count && a->constant_count == b->constant_count
        && a->name_count == b->name_count && a->local_count == b->local_count
        && a->first_free == b->first_free && a->free_count == b->free_count
        && ou_str_equal(a->name, b->name) && equal_names(a->names, b->names, a->name_count)
        && equal_names(a->local_names, b->local_names, a->local_count);
}

// The bytes of the instructions hold the addresses of constants: only opcodes and operands count.
static bool equal_instructions(const OuCode *a, const OuCode *b)
{
    for (uint32_t i = 0; i < a->word_count;) {
        const OuInstruction *left = &a->instructions[i], *right = &b->instructions[i];
        OuOp op = ou_op_plain(left->op);
        bool is_cache = ou_op_words[op] > 1 && ou_op_roles[op][3] != 'k';
        if (op != ou_op_plain(right->op) || left->a != right->a || left->b != right->b
            || left->c != right->c || (!is_cache && left->x != right->x)) return false;
        i += ou_op_words[op];
    }
    return true;
}

static bool equal_tables(OuVM *vm, OuCode *a, OuCode *b, bool *equal)
{
    OU_OWNED OuValue left = ou_code_table_lines(vm, a);
    OU_OWNED OuValue right = ou_code_table_lines(vm, b);
    return left != OU_ERROR && right != OU_ERROR && ou_equal(vm, left, right, equal);
}

static bool equal_code(OuVM *vm, OuCode *a, OuCode *b, bool *equal)
{
    *equal = a == b;
    if (a == b || !equal_heads(a, b) || !equal_instructions(a, b)) return true;
    if (!equal_tables(vm, a, b, equal) || !*equal) return !ou_has_error(vm);
    if (!ou_recursion_enter(vm, " in comparison")) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && *equal && i < a->constant_count; i++) {
        ok = equal_constants(vm, a->constants[i], b->constants[i], equal);
    }
    ou_recursion_leave(vm);
    return ok;
}

static OuValue code_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    bool equal;
    if ((operator != OU_EQ && operator != OU_NE) || !ou_is_code(other)) return OU_NOT_IMPLEMENTED;
    if (!equal_code(vm, ou_code_of(self), ou_code_of(other), &equal)) return OU_ERROR;
    return equal == (operator == OU_EQ) ? OU_TRUE : OU_FALSE;
}

static bool code_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OuCode *code = ou_code_of(self);
    uint64_t mix = ou_str_hash(vm, code->name);
    for (uint32_t i = 0; i < code->name_count; i++) {
        mix = mix * 31 + ou_str_hash(vm, code->names[i]);
    }
    for (uint32_t i = 0; i < code->local_count; i++) {
        mix = mix * 31 + ou_str_hash(vm, code->local_names[i]);
    }
    mix = mix * 31 + code->argument_count * 7u + code->keyword_only_count * 5u + code->flags;
    *hash = (int64_t)(mix * 31 + code->first_line) >> 1;
    return true;
}

static OuValue code_repr(OuVM *vm, OuValue self)
{
    OuCode *code = ou_code_of(self);
    return ou_str_make_format(vm, "<code object %S at 0x%llx, file \"%S\", line %u>", code->name,
                              (unsigned long long)(self - OU_TAG_POINTER), code->file,
                              code->first_line);
}

#define ATTRIBUTE(name, get) { name, get, ou_readonly_attribute, NULL }
#define COMPUTED(name, get)  { name, get, NULL, NULL }

static const OuGetSetDef getset[] = {
    ATTRIBUTE("co_name", get_name), ATTRIBUTE("co_qualname", get_qualname),
    ATTRIBUTE("co_filename", get_file), ATTRIBUTE("co_firstlineno", get_first_line),
    ATTRIBUTE("co_argcount", get_argcount), ATTRIBUTE("co_posonlyargcount", get_posonly),
    ATTRIBUTE("co_kwonlyargcount", get_kwonly), ATTRIBUTE("co_nlocals", get_nlocals),
    ATTRIBUTE("co_stacksize", get_stack_size), ATTRIBUTE("co_flags", get_flags),
    ATTRIBUTE("co_names", get_names), ATTRIBUTE("co_consts", get_consts),
    ATTRIBUTE("co_linetable", get_line_table), ATTRIBUTE("co_exceptiontable", get_handlers),
    COMPUTED("co_varnames", get_varnames), COMPUTED("co_freevars", get_freevars),
    COMPUTED("co_cellvars", get_cellvars), COMPUTED("co_code", get_code),
    COMPUTED("_co_code_adaptive", get_adaptive), COMPUTED("co_lnotab", get_line_steps),
    { NULL, NULL, NULL, NULL },
};

static const OuNativeDef *const methods[] = {
    &code_lines_native, &code_positions_native, &code_replace_native, &code_varname_native, NULL,
};

const OuTypeDef ou_code_type = {
    .name = "code", .kind = OU_KIND_CODE, .flags = OU_TYPE_ABSTRACT | OU_TYPE_HIDES_DEL,
    .layout = &ou_code_layout,
    .doc = "Create a code object.  Not for mere mortals.", .getset = getset, .methods = methods,
    .slots = { .repr = code_repr, .hash = code_hash, .compare = code_compare,
               .finalize = ou_code_finalize },
};
