#include <string.h>

#include "runtime/error.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

enum { CAPITAL_SIGMA = 0x3A3, SMALL_SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2 };

// A sigma ends a word when a cased letter stands before it and none behind it, whatever marks and
// apostrophes stand between (The Unicode Standard, section 3.13, Final_Sigma).
static bool is_final_sigma(const OuString *s, size_t index)
{
    size_t before = index, behind = index + 1;
    while (before > 0 && ou_unicode_is_case_ignorable(ou_str_at(s, before - 1))) before--;
    if (before == 0 || !ou_unicode_is_cased(ou_str_at(s, before - 1))) return false;
    while (behind < s->length && ou_unicode_is_case_ignorable(ou_str_at(s, behind))) behind++;
    return behind == s->length || !ou_unicode_is_cased(ou_str_at(s, behind));
}

static unsigned lower_at(const OuString *s, size_t index, uint32_t mapped[3])
{
    uint32_t code_point = ou_str_at(s, index);
    if (code_point != CAPITAL_SIGMA) return ou_unicode_lower(code_point, mapped);
    mapped[0] = is_final_sigma(s, index) ? FINAL_SIGMA : SMALL_SIGMA;
    return 1;
}

static unsigned upper_at(const OuString *s, size_t index, uint32_t mapped[3])
{
    return ou_unicode_upper(ou_str_at(s, index), mapped);
}

static unsigned fold_at(const OuString *s, size_t index, uint32_t mapped[3])
{
    return ou_unicode_fold(ou_str_at(s, index), mapped);
}

static unsigned swap_at(const OuString *s, size_t index, uint32_t mapped[3])
{
    uint32_t code_point = ou_str_at(s, index);
    if (ou_unicode_is_upper(code_point)) return lower_at(s, index, mapped);
    if (ou_unicode_is_lower(code_point)) return ou_unicode_upper(code_point, mapped);
    mapped[0] = code_point;
    return 1;
}

static unsigned capital_at(const OuString *s, size_t index, uint32_t mapped[3])
{
    if (index > 0) return lower_at(s, index, mapped);
    return ou_unicode_title(ou_str_at(s, 0), mapped);
}

static unsigned title_at(const OuString *s, size_t index, uint32_t mapped[3])
{
    bool in_word = index > 0 && ou_unicode_is_cased(ou_str_at(s, index - 1));
    if (in_word) return lower_at(s, index, mapped);
    return ou_unicode_title(ou_str_at(s, index), mapped);
}

typedef unsigned (*CaseRule)(const OuString *s, size_t index, uint32_t mapped[3]);

// ASCII text stays as long as it is.
static OuValue map_ascii(OuVM *vm, const OuString *s, CaseRule rule)
{
    if (s->length == 0) return ou_ref(ou_str_value(vm->empty_string));
    OuString *result = ou_str_new(vm, s->length, 0x7F);
    if (!result) return OU_ERROR;
    for (size_t i = 0; i < s->length; i++) {
        uint32_t mapped[3];
        rule(s, i, mapped);
        result->data[i] = (uint8_t)mapped[0];
        if (!ou_check_interrupt_at(vm, i)) return ou_unref(ou_str_value(result)), OU_ERROR;
    }
    return ou_str_value(result);
}

// Eight bytes below 128 at once: adding sets the high bit of those from `first` on, and of those
// beyond the 26th; the high bits moved to the place of 32 are what makes the other case.
static inline uint64_t flip_word(uint64_t word, uint8_t first)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t from_first = word + ones * (0x80u - first);
    uint64_t beyond_last = word + ones * (0x80u - first - 26);
    return word ^ ((from_first & ~beyond_last & (ones << 7)) >> 2);
}

// Every letter from `first` on, 26 of them, to the other case.
static OuValue flip_ascii(OuVM *vm, const OuString *s, uint8_t first)
{
    if (s->length == 0) return ou_ref(ou_str_value(vm->empty_string));
    OuString *result = ou_str_new(vm, s->length, 0x7F);
    if (!result) return OU_ERROR;
    size_t i = 0;
    for (; i + 8 <= s->length; i += 8) {
        uint64_t word;
        memcpy(&word, s->data + i, 8);
        word = flip_word(word, first);
        memcpy(result->data + i, &word, 8);
        if (!ou_check_interrupt_at(vm, i / 8)) return ou_unref(ou_str_value(result)), OU_ERROR;
    }
    for (; i < s->length; i++) result->data[i] = (uint8_t)flip_word(s->data[i], first);
    return ou_str_value(result);
}

static OuValue map(OuVM *vm, OuValue self, CaseRule rule)
{
    const OuString *s = ou_str_of(self);
    if (ou_str_is_ascii(s)) {
        if (rule == lower_at || rule == fold_at) return flip_ascii(vm, s, 'A');
        return rule == upper_at ? flip_ascii(vm, s, 'a') : map_ascii(vm, s, rule);
    }
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0; i < s->length && ou_writer_look(&writer, i); i++) {
        uint32_t mapped[3];
        unsigned count = rule(s, i, mapped);
        for (unsigned j = 0; j < count; j++) ou_writer_put(&writer, mapped[j]);
    }
    return ou_writer_finish(&writer);
}

OU_STR_METHOD(lower, "lower(self, /)", "Return a copy of the string converted to lowercase.")
{
    return map(vm, arguments[0], lower_at);
}

OU_STR_METHOD(upper, "upper(self, /)", "Return a copy of the string converted to uppercase.")
{
    return map(vm, arguments[0], upper_at);
}

OU_STR_METHOD(casefold, "casefold(self, /)",
              "Return a version of the string suitable for caseless comparisons.")
{
    return map(vm, arguments[0], fold_at);
}

OU_STR_METHOD(swapcase, "swapcase(self, /)",
              "Convert uppercase characters to lowercase and lowercase characters to uppercase.")
{
    return map(vm, arguments[0], swap_at);
}

OU_STR_METHOD(capitalize, "capitalize(self, /)",
              "Return a capitalized version of the string.\n\n"
              "More specifically, make the first character have upper case and the rest\n"
              "lower case.")
{
    return map(vm, arguments[0], capital_at);
}

OU_STR_METHOD(title, "title(self, /)",
              "Return a version of the string where each word is titlecased.\n\n"
              "More specifically, words start with uppercased characters and all remaining\n"
              "cased characters have lower case.")
{
    return map(vm, arguments[0], title_at);
}
