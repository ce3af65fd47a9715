// Letters and digits in bytes are those of ASCII.
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/long_text.h"

static bool is_lower(uint8_t byte)  { return byte >= 'a' && byte <= 'z'; }
static bool is_upper(uint8_t byte)  { return byte >= 'A' && byte <= 'Z'; }
static bool is_digit(uint8_t byte)  { return byte >= '0' && byte <= '9'; }
static bool is_space(uint8_t byte)  { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
static bool is_letter(uint8_t byte) { return is_lower(byte) || is_upper(byte); }
static bool is_letter_or_digit(uint8_t byte) { return is_letter(byte) || is_digit(byte); }

static OuValue all_pass(OuVM *vm, OuValue self, bool (*test)(uint8_t byte))
{
    OuText text = ou_bytes_text(self);
    for (size_t i = 0; i < text.length; i++) {
        if (!test((uint8_t)ou_text_at(text, i))) return OU_FALSE;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_bool_value(text.length);
}

OU_BYTES_METHOD(isalnum, "isalnum(self, /)",
                "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\n"
                "and there is at least one character in B, False otherwise.")
{
    return all_pass(vm, arguments[0], is_letter_or_digit);
}

OU_BYTES_METHOD(isalpha, "isalpha(self, /)",
                "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\n"
                "and there is at least one character in B, False otherwise.")
{
    return all_pass(vm, arguments[0], is_letter);
}

OU_BYTES_METHOD(isdigit, "isdigit(self, /)",
                "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\n"
                "and there is at least one character in B, False otherwise.")
{
    return all_pass(vm, arguments[0], is_digit);
}

OU_BYTES_METHOD(isspace, "isspace(self, /)",
                "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\n"
                "and there is at least one character in B, False otherwise.")
{
    return all_pass(vm, arguments[0], is_space);
}

OU_BYTES_METHOD(isascii, "isascii(self, /)",
                "B.isascii() -> bool\n\n"
                "Return True if B is empty or all characters in B are ASCII, False otherwise.")
{
    uint32_t all;
    if (!ou_long_union(vm, ou_bytes_text(arguments[0]), &all)) return OU_ERROR;
    return ou_bool_value(all < 0x80);
}

static OuValue one_case(OuVM *vm, OuValue self, bool (*wanted)(uint8_t),
                        bool (*other)(uint8_t))
{
    OuText text = ou_bytes_text(self);
    bool has_wanted = false;
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte = (uint8_t)ou_text_at(text, i);
        if (other(byte)) return OU_FALSE;
        has_wanted = has_wanted || wanted(byte);
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_bool_value(has_wanted);
}

OU_BYTES_METHOD(islower, "islower(self, /)",
                "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and "
                "there is\nat least one cased character in B, False otherwise.")
{
    return one_case(vm, arguments[0], is_lower, is_upper);
}

OU_BYTES_METHOD(isupper, "isupper(self, /)",
                "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and "
                "there is\nat least one cased character in B, False otherwise.")
{
    return one_case(vm, arguments[0], is_upper, is_lower);
}

OU_BYTES_METHOD(istitle, "istitle(self, /)",
                "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at "
                "least one\ncharacter in B, i.e. uppercase characters may only follow uncased\n"
                "characters and lowercase characters only cased ones.")
{
    OuText text = ou_bytes_text(arguments[0]);
    bool has_letter = false, in_word = false;
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte = (uint8_t)ou_text_at(text, i);
        if (is_upper(byte) ? in_word : is_lower(byte) && !in_word) return OU_FALSE;
        in_word = is_letter(byte);
        has_letter = has_letter || in_word;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_bool_value(has_letter);
}

// --- mappings ------------------------------------------------------------------------------------

static uint8_t to_lower(uint8_t byte) { return is_upper(byte) ? byte + 32 : byte; }
static uint8_t to_upper(uint8_t byte) { return is_lower(byte) ? byte - 32 : byte; }

static uint8_t lower_at(OuText text, size_t i)
{
    return to_lower((uint8_t)ou_text_at(text, i));
}

static uint8_t upper_at(OuText text, size_t i)
{
    return to_upper((uint8_t)ou_text_at(text, i));
}

static uint8_t swap_at(OuText text, size_t i)
{
    return is_letter((uint8_t)ou_text_at(text, i)) ? ou_text_at(text, i) ^ 32 : ou_text_at(text, i);
}

static uint8_t capital_at(OuText text, size_t i)
{
    return i ? lower_at(text, i) : upper_at(text, i);
}

static uint8_t title_at(OuText text, size_t i)
{
    bool in_word = i > 0 && is_letter((uint8_t)ou_text_at(text, i - 1));
    return in_word ? lower_at(text, i) : upper_at(text, i);
}

static OuValue map(OuVM *vm, OuValue self, uint8_t (*rule)(OuText text, size_t index))
{
    OuSubject subject = ou_bytes_subject(vm, self);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    size_t length = subject.text.length;
    for (size_t i = 0, end; i < length && (!i || ou_writer_look_now(&writer));) {
        for (end = ou_rounds_end(i, length); i < end; i++) {
            if (!ou_writer_put(&writer, rule(subject.text, i))) break;
        }
    }
    return ou_subject_finish(&subject, &writer);
}

OU_BYTES_METHOD(lower, "lower(self, /)",
                "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted "
                "to lowercase.")
{
    return map(vm, arguments[0], lower_at);
}

OU_BYTES_METHOD(upper, "upper(self, /)",
                "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted "
                "to uppercase.")
{
    return map(vm, arguments[0], upper_at);
}

OU_BYTES_METHOD(swapcase, "swapcase(self, /)",
                "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters "
                "converted\nto lowercase ASCII and vice versa.")
{
    return map(vm, arguments[0], swap_at);
}

OU_BYTES_METHOD(capitalize, "capitalize(self, /)",
                "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character "
                "capitalized (ASCII)\nand the rest lower-cased.")
{
    return map(vm, arguments[0], capital_at);
}

OU_BYTES_METHOD(title, "title(self, /)",
                "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words "
                "start with uppercase\ncharacters, all remaining cased characters have lowercase.")
{
    return map(vm, arguments[0], title_at);
}
