#include "runtime/error.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

// There is a character, and every one passes.
static OuValue all_pass(OuVM *vm, OuValue self, bool (*test)(uint32_t code_point))
{
    const OuString *s = ou_str_of(self);
    for (size_t i = 0; i < s->length; i++) {
        if (!test(ou_str_at(s, i))) return OU_FALSE;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_bool_value(s->length);
}

OU_STR_METHOD(isalnum, "isalnum(self, /)",
              "Return True if the string is an alpha-numeric string, False otherwise.\n\n"
              "That is when all characters are alpha-numeric and there is at least one.")
{
    return all_pass(vm, arguments[0], ou_unicode_is_alphanumeric);
}

OU_STR_METHOD(isalpha, "isalpha(self, /)",
              "Return True if the string is an alphabetic string, False otherwise.\n\n"
              "That is when all characters are letters and there is at least one.")
{
    return all_pass(vm, arguments[0], ou_unicode_is_alpha);
}

OU_STR_METHOD(isascii, "isascii(self, /)",
              "Return True if all characters in the string are ASCII, False otherwise.\n\n"
              "ASCII characters are U+0000 to U+007F. The empty string is ASCII too.")
{
    return ou_bool_value(ou_str_is_ascii(ou_str_of(arguments[0])));
}

OU_STR_METHOD(isdecimal, "isdecimal(self, /)",
              "Return True if the string is a decimal string, False otherwise.\n\n"
              "That is when all characters are decimal digits and there is at least one.")
{
    return all_pass(vm, arguments[0], ou_unicode_is_decimal);
}

OU_STR_METHOD(isdigit, "isdigit(self, /)",
              "Return True if the string is a digit string, False otherwise.\n\n"
              "That is when all characters are digits and there is at least one.")
{
    return all_pass(vm, arguments[0], ou_unicode_is_digit);
}

OU_STR_METHOD(isnumeric, "isnumeric(self, /)",
              "Return True if the string is a numeric string, False otherwise.\n\n"
              "That is when all characters are numeric and there is at least one.")
{
    return all_pass(vm, arguments[0], ou_unicode_is_numeric);
}

OU_STR_METHOD(isspace, "isspace(self, /)",
              "Return True if the string is a whitespace string, False otherwise.\n\n"
              "That is when all characters are whitespace and there is at least one.")
{
    return all_pass(vm, arguments[0], ou_unicode_is_space);
}

OU_STR_METHOD(isprintable, "isprintable(self, /)",
              "Return True if the string is printable, False otherwise.\n\n"
              "That is when repr() shows all its characters as they are, or when it is empty.")
{
    const OuString *s = ou_str_of(arguments[0]);
    return s->length ? all_pass(vm, arguments[0], ou_unicode_is_printable) : OU_TRUE;
}

OU_STR_METHOD(isidentifier, "isidentifier(self, /)",
              "Return True if the string is a valid Python identifier, False otherwise.\n\n"
              "Call keyword.iskeyword(s) to test whether string s is a reserved identifier,\n"
              "such as \"def\" or \"class\".")
{
    const OuString *s = ou_str_of(arguments[0]);
    if (s->length == 0 || !ou_unicode_is_identifier_start(ou_str_at(s, 0))) return OU_FALSE;
    for (size_t i = 1; i < s->length; i++) {
        if (!ou_unicode_is_identifier_part(ou_str_at(s, i))) return OU_FALSE;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return OU_TRUE;
}

// There is a cased character, and none of the other case.
static OuValue one_case(OuVM *vm, OuValue self, bool (*wanted)(uint32_t),
                        bool (*other)(uint32_t))
{
    const OuString *s = ou_str_of(self);
    bool has_cased = false;
    for (size_t i = 0; i < s->length; i++) {
        uint32_t code_point = ou_str_at(s, i);
        if (other(code_point) || ou_unicode_is_title(code_point)) return OU_FALSE;
        has_cased = has_cased || wanted(code_point);
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_bool_value(has_cased);
}

OU_STR_METHOD(islower, "islower(self, /)",
              "Return True if the string is a lowercase string, False otherwise.\n\n"
              "That is when all its cased characters are lowercase and there is at least one.")
{
    return one_case(vm, arguments[0], ou_unicode_is_lower, ou_unicode_is_upper);
}

OU_STR_METHOD(isupper, "isupper(self, /)",
              "Return True if the string is an uppercase string, False otherwise.\n\n"
              "That is when all its cased characters are uppercase and there is at least one.")
{
    return one_case(vm, arguments[0], ou_unicode_is_upper, ou_unicode_is_lower);
}

OU_STR_METHOD(istitle, "istitle(self, /)",
              "Return True if the string is a title-cased string, False otherwise.\n\n"
              "In a title-cased string, upper- and title-case characters may only follow\n"
              "uncased characters, and lowercase characters only cased ones.")
{
    const OuString *s = ou_str_of(arguments[0]);
    bool has_cased = false, in_word = false;
    for (size_t i = 0; i < s->length; i++) {
        uint32_t code_point = ou_str_at(s, i);
        bool is_upper = ou_unicode_is_upper(code_point) || ou_unicode_is_title(code_point);
        bool is_lower = ou_unicode_is_lower(code_point);
        if (is_upper ? in_word : is_lower && !in_word) return OU_FALSE;
        in_word = is_upper || is_lower;
        has_cased = has_cased || in_word;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_bool_value(has_cased);
}
