#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/protocol.h"
#include "runtime/str_internal.h"

// --- str.translate -------------------------------------------------------------------------------

// The table's answer for a code point: UNBOUND when it has none (LookupError).
static OuValue table_ask(OuVM *vm, OuValue table, uint32_t code_point)
{
    OuValue key = ou_int_value(code_point);
    if (ou_is_exact_dict(table)) return ou_dict_get(vm, ou_dict_of(table), key);
    OuValue answer = ou_get_item(vm, table, key);
    if (answer != OU_ERROR || !ou_error_matches(vm, OU_TYPE_LOOKUP_ERROR)) return answer;
    ou_error_clear(vm);
    return OU_UNBOUND;
}

static bool put_answer(OuStringWriter *writer, OuValue answer, uint32_t code_point)
{
    OuVM *vm = writer->vm;
    int64_t number;
    if (answer == OU_UNBOUND) return ou_writer_put(writer, code_point);
    if (answer == OU_NONE) return true;
    if (ou_is_str(answer)) return ou_writer_put_str(writer, ou_str_of(answer));
    if (!ou_is_any_int(answer)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "character mapping must return integer, None or str");
        return false;
    }
    if (!ou_int_as_int64(answer, &number) || number < 0 || number > 0x10FFFF) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "character mapping must be in range(0x110000)");
        return false;
    }
    return ou_writer_put(writer, (uint32_t)number);
}

OU_STR_METHOD(translate, "translate(self, table, /)",
              "Replace each character in the string using the given translation table.\n\n"
              "  table\n    Translation table, which must be a mapping of Unicode ordinals to\n"
              "    Unicode ordinals, strings, or None.\n\n"
              "The table must implement lookup/indexing via __getitem__, for instance a\n"
              "dictionary or list.  If this operation raises LookupError, the character is\n"
              "left untouched.  Characters mapped to None are deleted.")
{
    OuString *s = ou_str_of(arguments[0]);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0; i < s->length; i++) {
        uint32_t code_point = ou_str_at(s, i);
        OuValue answer = table_ask(vm, arguments[1], code_point);
        bool is_put = answer != OU_ERROR && put_answer(&writer, answer, code_point)
                   && ou_writer_look(&writer, i);
        ou_unref(answer);
        if (is_put) continue;
        ou_writer_discard(&writer);
        return OU_ERROR;
    }
    return ou_writer_finish(&writer);
}

// --- str.maketrans -------------------------------------------------------------------------------

static bool table_put(OuVM *vm, OuDict *table, uint32_t code_point, OuValue value)
{
    return ou_dict_set(vm, table, ou_int_value(code_point), value);
}

static bool table_fill_pairs(OuVM *vm, OuDict *table, OuString *from, OuString *to)
{
    if (from->length != to->length) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR,
                 "the first two maketrans arguments must have equal length");
        return false;
    }
    for (size_t i = 0; i < from->length; i++) {
        if (!table_put(vm, table, ou_str_at(from, i), ou_int_value(ou_str_at(to, i)))) return false;
    }
    return true;
}

static bool table_fill_deleted(OuVM *vm, OuDict *table, OuString *deleted)
{
    for (size_t i = 0; i < deleted->length; i++) {
        if (!table_put(vm, table, ou_str_at(deleted, i), OU_NONE)) return false;
    }
    return true;
}

static bool table_copy_entry(OuVM *vm, OuDict *table, OuValue key, OuValue value)
{
    if (ou_is_any_int(key)) return ou_dict_set(vm, table, key, value);
    if (!ou_is_str(key)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "keys in translate table must be strings or integers");
        return false;
    }
    if (ou_str_of(key)->length != 1) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "string keys in translate table must be of length 1");
        return false;
    }
    return table_put(vm, table, ou_str_at(ou_str_of(key), 0), value);
}

static bool table_copy(OuVM *vm, OuDict *table, OuValue mapping)
{
    if (!ou_is_exact_dict(mapping)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "if you give only one argument to maketrans it must be a dict");
        return false;
    }
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(ou_dict_of(mapping), &position, &key, &value)) {
        OU_OWNED OuValue own_key = ou_ref(key);
        OU_OWNED OuValue own_value = ou_ref(value);
        if (!table_copy_entry(vm, table, own_key, own_value)) return false;
    }
    return true;
}

static bool table_fill(OuVM *vm, OuDict *table, const OuValue *arguments)
{
    if (arguments[1] == OU_UNBOUND) return table_copy(vm, table, arguments[0]);
    if (!ou_is_str(arguments[0])) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "first maketrans argument must be a string if there is a second argument");
        return false;
    }
    OuString *from = ou_str_of(arguments[0]);
    if (!table_fill_pairs(vm, table, from, ou_str_of(arguments[1]))) return false;
    return arguments[2] == OU_UNBOUND || table_fill_deleted(vm, table, ou_str_of(arguments[2]));
}

OU_STR_METHOD(maketrans, "maketrans($static, x, y=None, z=None, /)",
              "Return a translation table usable for str.translate().\n\n"
              "If there is only one argument, it must be a dictionary mapping Unicode\n"
              "ordinals (integers) or characters to Unicode ordinals, strings or None.\n"
              "If there are two arguments, they must be strings of equal length: each character\n"
              "in x is mapped to the character at the same position in y. The characters of a\n"
              "third string are mapped to None in the result.")
{
    for (int i = 1; i <= 2; i++) {
        if (arguments[i] == OU_UNBOUND || ou_is_str(arguments[i])) continue;
        return ou_argument_raise(vm, "maketrans", i == 1 ? "argument 2" : "argument 3", "str",
                                 arguments[i]);
    }
    OuDict *table = ou_dict_new(vm);
    if (!table) return OU_ERROR;
    if (table_fill(vm, table, arguments)) return ou_pointer_value(table);
    ou_unref(ou_pointer_value(table));
    return OU_ERROR;
}
