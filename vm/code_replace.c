// code.replace(): a copy of a code object with other names, and so on. What the instructions rest
// on can't be replaced: they are made for just these registers.
#include <string.h>

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "vm/code_type.h"
#include "vm/opcode.h"

typedef struct Replacement {
    OuVM   *vm;
    OuCode *code;                  // the copy
} Replacement;

static bool refuse(const Replacement *replacement, const char *what)
{
    (void)ou_raise(replacement->vm, OU_TYPE_VALUE_ERROR,
                   "code: %s belongs to the instructions and can't be replaced", what);
    return false;
}

static bool replace_string(const Replacement *replacement, OuString **field, OuValue value,
                           const char *what)
{
    if (value == OU_UNBOUND) return true;
    if (!ou_is_str(value)) {
        (void)ou_raise(replacement->vm, OU_TYPE_TYPE_ERROR,
                       "replace() argument '%s' must be str, not %B", what, value);
        return false;
    }
    OuString *old = *field;
    *field = ou_str_of(ou_ref(value));
    ou_object_unref(&old->header);
    return true;
}

static bool replace_line(const Replacement *replacement, OuValue value)
{
    int64_t line;
    if (value == OU_UNBOUND) return true;
    if (!ou_to_int64(replacement->vm, value, &line)) return false;
    if (line < 0 || line > INT32_MAX) {
        (void)ou_raise(replacement->vm, OU_TYPE_VALUE_ERROR,
                       "co_firstlineno must be a positive integer");
        return false;
    }
    OuCode *code = replacement->code;
    int64_t shift = line - code->first_line;       // the lines of the body go along
    for (uint32_t i = 0; i < code->position_count; i++) {
        OuCodePosition *position = &code->positions[i];
        if (!position->line) continue;
        int64_t moved = position->line + shift, end = position->end_line + shift;
        position->line = moved > 0 ? (uint32_t)moved : 1;
        position->end_line = end > 0 ? (uint32_t)end : 1;
    }
    code->first_line = (uint32_t)line;
    return true;
}

// A number or bytes that may only be what it is.
static bool check_same(const Replacement *replacement, OuValue value, OuValue own,
                       const char *what)
{
    bool same = true;
    if (value == OU_UNBOUND) { ou_unref(own); return true; }
    bool ok = own != OU_ERROR && ou_equal(replacement->vm, value, own, &same);
    ou_unref(own);
    return ok && (same || refuse(replacement, what));
}

static bool check_tuple(const Replacement *replacement, OuValue value, size_t length,
                        const char *what)
{
    if (!ou_is_tuple(value)) {
        (void)ou_raise(replacement->vm, OU_TYPE_TYPE_ERROR,
                       "replace() argument '%s' must be tuple, not %T", what, value);
        return false;
    }
    return ou_tuple_of(value)->length == length || refuse(replacement, "the number of values");
}

static bool replace_name(const Replacement *replacement, OuString **field, OuValue value)
{
    if (!ou_is_str(value)) {
        (void)ou_raise(replacement->vm, OU_TYPE_TYPE_ERROR,
                       "name tuples must contain only strings, not '%T'", value);
        return false;
    }
    OuString *name = ou_str_intern_steal(replacement->vm, ou_str_of(ou_ref(value)));
    if (!name) return false;
    OuString *old = *field;
    *field = name;
    ou_object_unref(&old->header);
    return true;
}

static bool replace_names(const Replacement *replacement, OuValue value)
{
    if (value == OU_UNBOUND) return true;
    OuCode *code = replacement->code;
    if (!check_tuple(replacement, value, code->name_count, "co_names")) return false;
    for (uint32_t i = 0; i < code->name_count; i++) {
        if (!replace_name(replacement, &code->names[i], ou_tuple_of(value)->items[i])) return false;
    }
    return true;
}

// The registers that the names of co_varnames, co_freevars and co_cellvars stand for.
static bool replace_locals(const Replacement *replacement, OuValue value, OuValue own,
                           OuCodeLocals kind, const char *what)
{
    OuCode *code = replacement->code;
    if (value == OU_UNBOUND) { ou_unref(own); return true; }
    bool ok = own != OU_ERROR
           && check_tuple(replacement, value, ou_tuple_of(own)->length, what);
    for (uint32_t i = 0, at = 0; ok && i < code->local_count; i++) {
        if (!ou_is_code_local(code, i, kind)) continue;
        ok = replace_name(replacement, &code->local_names[i], ou_tuple_of(value)->items[at++]);
    }
    ou_unref(own);
    return ok;
}

// Constants stand in the instructions themselves, too.
static bool put_constant(const Replacement *replacement, uint32_t index, OuValue value)
{
    OuCode *code = replacement->code;
    uint64_t *words = (uint64_t *)(void *)code->instructions;
    OuValue old = code->constants[index];
    if (old == value) return true;
    if (ou_is_code(old) && (!ou_is_code(value)
                            || ou_code_of(old)->free_count != ou_code_of(value)->free_count)) {
        return refuse(replacement, "the code of an inner function");
    }
    for (uint32_t i = 0; i < code->word_count; i += ou_op_words[code->instructions[i].op]) {
        OuInstruction *instruction = &code->instructions[i];
        if (ou_op_roles[instruction->op][3] != 'k' || (uint32_t)instruction->x != index) continue;
        bool is_load = instruction->op == OU_OP_LOAD_CONST || instruction->op == OU_OP_LOAD_CONST_L;
        if (is_load) words[i + 1] = value;
        else if (!ou_is_code(old)) return refuse(replacement, "a constant operand");
    }
    ou_set(&code->constants[index], value);
    return true;
}

static void put_docstring(OuCode *code, OuValue value)
{
    OuString *old = code->doc;
    code->doc = ou_is_str(value) ? ou_str_of(ou_ref(value)) : NULL;
    if (old) ou_object_unref(&old->header);
}

static bool replace_constants(const Replacement *replacement, OuValue value)
{
    if (value == OU_UNBOUND) return true;
    OuCode *code = replacement->code;
    uint32_t first = ou_has_code_docstring(code);
    if (!check_tuple(replacement, value, code->constant_count + first, "co_consts")) return false;
    const OuValue *items = ou_tuple_of(value)->items;
    if (first) put_docstring(code, items[0]);
    for (uint32_t i = 0; i < code->constant_count; i++) {
        if (!put_constant(replacement, i, items[first + i])) return false;
    }
    return true;
}

enum { NUMBERS = 1, NUMBER_COUNT = 5, FLAGS = 6, FIRST_LINE, CODE, CONSTANTS, NAMES, VARIABLES,
       FREE, CELLS, FILE_NAME, NAME, QUALIFIED_NAME, LINES, HANDLERS };

static bool check_numbers(const Replacement *replacement, OuValue self, const OuValue *given)
{
    static const char *const names[] = { "co_argcount", "co_posonlyargcount", "co_kwonlyargcount",
                                         "co_nlocals", "co_stacksize" };
    OuVM *vm = replacement->vm;
    for (int i = 0; i < NUMBER_COUNT; i++) {
        int64_t number;
        if (given[i] == OU_UNBOUND) continue;
        if (!ou_to_int64(vm, given[i], &number)) return false;
        if (number < 0) {
            (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s must be a positive integer", names[i]);
            return false;
        }
        OuString *name = ou_str_intern_text(vm, names[i], strlen(names[i]));
        if (!name) return false;
        OuValue own = ou_get_attribute(vm, self, name);
        ou_object_unref(&name->header);
        if (!check_same(replacement, given[i], own, names[i])) return false;
    }
    return true;
}

static OuValue attribute(OuVM *vm, OuValue self, const char *text)
{
    OuString *name = ou_str_intern_text(vm, text, strlen(text));
    OuValue value = name ? ou_get_attribute(vm, self, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    return value;
}

// Of the flags only one says nothing of the instructions: `await` may take the generator
// (types.coroutine).
static bool replace_flags(const Replacement *replacement, OuValue self, OuValue value)
{
    OuVM *vm = replacement->vm;
    OuCode *code = replacement->code;
    const int64_t iterable = 256;
    int64_t wanted, own;
    if (value == OU_UNBOUND) return true;
    OU_OWNED OuValue flags = attribute(vm, self, "co_flags");
    if (flags == OU_ERROR || !ou_to_int64(vm, flags, &own)) return false;
    if (!ou_to_int64(vm, value, &wanted)) return false;
    bool is_generator = code->flags & OU_CODE_GENERATOR;
    if ((wanted ^ own) & (is_generator ? ~iterable : -1)) return refuse(replacement, "co_flags");
    if (wanted & iterable) code->flags |= OU_CODE_ITERABLE_COROUTINE;
    else code->flags &= ~(uint32_t)OU_CODE_ITERABLE_COROUTINE;
    return true;
}

static bool replace_all(const Replacement *replacement, OuValue self, const OuValue *given)
{
    OuVM *vm = replacement->vm;
    OuCode *code = replacement->code;
    return check_numbers(replacement, self, given + NUMBERS)
        && replace_flags(replacement, self, given[FLAGS])
        && replace_line(replacement, given[FIRST_LINE])
        && check_same(replacement, given[CODE], attribute(vm, self, "co_code"), "co_code")
        && check_same(replacement, given[LINES], attribute(vm, self, "co_linetable"),
                      "co_linetable")
        && check_same(replacement, given[HANDLERS], attribute(vm, self, "co_exceptiontable"),
                      "co_exceptiontable")
        && replace_constants(replacement, given[CONSTANTS])
        && replace_names(replacement, given[NAMES])
        && replace_locals(replacement, given[VARIABLES], attribute(vm, self, "co_varnames"),
                          OU_CODE_VARIABLES, "co_varnames")
        && replace_locals(replacement, given[FREE], attribute(vm, self, "co_freevars"),
                          OU_CODE_FREE, "co_freevars")
        && replace_locals(replacement, given[CELLS], attribute(vm, self, "co_cellvars"),
                          OU_CODE_CELLS, "co_cellvars")
        && replace_string(replacement, &code->file, given[FILE_NAME], "co_filename")
        && replace_string(replacement, &code->name, given[NAME], "co_name")
        && replace_string(replacement, &code->qualified_name, given[QUALIFIED_NAME],
                          "co_qualname");
}

OuValue ou_code_replace(OuVM *vm, OuValue self, const OuValue *arguments)
{
    Replacement replacement = { vm, ou_code_copy(vm, ou_code_of(self)) };
    if (!replacement.code) return OU_ERROR;
    if (replace_all(&replacement, self, arguments)) return ou_pointer_value(replacement.code);
    ou_object_unref(&replacement.code->header);
    return OU_ERROR;
}
