// Strings: how they are kept, interned, grown, written and formatted.
#include "machine.h"

static OuValue from_units(const uint32_t *units, size_t count)
{
    OuValue value = ou_str_from_units(vm, units, 4, count);
    ck_assert(value != OU_ERROR);
    return value;
}

START_TEST(the_narrowest_width_is_chosen)
{
    static const struct { uint32_t units[2]; unsigned width; bool is_ascii; } rows[] = {
        { { 'a', 'b' }, 1, true },     { { 'a', 0xE9 }, 1, false },
        { { 'a', 0x3042 }, 2, false }, { { 'a', 0x1F600 }, 4, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        OuValue s = from_units(rows[i].units, 2);
        ck_assert_uint_eq(ou_str_width(ou_str_of(s)), rows[i].width);
        ck_assert(ou_str_is_ascii(ou_str_of(s)) == rows[i].is_ascii);
        ck_assert_uint_eq(ou_str_at(ou_str_of(s), 1), rows[i].units[1]);
        OuValue part = ou_str_slice(vm, ou_str_of(s), 0, 1);
        ck_assert_uint_eq(ou_str_width(ou_str_of(part)), 1);
        ou_unref(part);
        ou_unref(s);
    }
}
END_TEST

START_TEST(utf8_goes_in_and_comes_out)
{
    const char *utf8 = "a\xC3\xA9\xE3\x81\x82\xF0\x9F\x98\x80\xED\xA0\x80";    // a surrogate last
    OuValue s = text(utf8);
    ck_assert_uint_eq(ou_str_of(s)->length, 5);
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    size_t length;
    ck_assert_str_eq(ou_str_utf8(vm, ou_str_of(s), &buffer, &length), utf8);
    ck_assert_uint_eq(length, strlen(utf8));
    ou_buffer_free(&buffer);
    ou_unref(s);
}
END_TEST

START_TEST(damaged_utf8_raises_or_is_replaced)
{
    ck_assert(ou_str_make(vm, "ab\xFF", 3) == OU_ERROR);
    check_raised(OU_TYPE_UNICODE_DECODE_ERROR);
    check_repr(ou_str_make_lossy(vm, "ab\xFF", 3), "'ab\xEF\xBF\xBD'");
}
END_TEST

START_TEST(single_characters_are_shared)
{
    OuValue a = text("a"), b = ou_str_from_code_point(vm, 'a');
    ck_assert(a == b);
    ou_unref(a);
    ou_unref(b);
}
END_TEST

START_TEST(equal_interned_strings_are_identical_until_they_die)
{
    size_t before = vm->interned.used;
    OuString *a = ou_str_intern_text(vm, "some_name", 9);
    OuString *b = ou_str_intern_text(vm, "some_name", 9);
    ck_assert_ptr_eq(a, b);
    ck_assert_uint_eq(vm->interned.used, before + 1);
    ou_object_unref(&a->header);
    ou_object_unref(&b->header);
    ck_assert_uint_eq(vm->interned.used, before);
}
END_TEST

START_TEST(the_intern_table_outlives_many_names)
{
    for (int i = 0; i < 20000; i++) {
        char name[16];
        int length = snprintf(name, sizeof name, "n%d", i);
        OuString *s = ou_str_intern_text(vm, name, (size_t)length);
        ck_assert_ptr_nonnull(s);
        ou_object_unref(&s->header);
    }
    ck_assert_uint_lt(vm->interned.capacity, 8192);
}
END_TEST

START_TEST(hashes_are_kept_and_keyed)
{
    OuValue s = text("hash me");
    uint64_t hash = ou_str_hash(vm, ou_str_of(s));
    ck_assert_uint_eq(ou_str_of(s)->hash, hash);
    vm->hash_seed[0] ^= 1;
    OuValue other = text("hash me");
    ck_assert_uint_ne(ou_str_hash(vm, ou_str_of(other)), hash);
    vm->hash_seed[0] ^= 1;
    ou_unref(s);
    ou_unref(other);
}
END_TEST

START_TEST(a_private_string_grows_in_place)
{
    OuValue s = text("0123456789012345678901234567890123456789");
    OuValue piece = text("xyz");
    size_t moves = 0;
    for (int i = 0; i < 100000; i++) {
        OuValue grown = ou_str_append_steal(vm, s, piece);
        moves += grown != s;
        s = grown;
    }
    ck_assert_uint_eq(ou_str_of(s)->length, 40 + 300000);
    ck_assert_uint_lt(moves, 200);
    ou_unref(s);
    ou_unref(piece);
}
END_TEST

START_TEST(a_shared_string_stays_as_it_is)
{
    OuValue s = text("shared text"), piece = text("!");
    OuValue grown = ou_str_append_steal(vm, ou_ref(s), piece);
    check_repr(grown, "'shared text!'");
    check_repr(s, "'shared text'");
    ou_unref(piece);
}
END_TEST

START_TEST(the_writer_widens_as_needed)
{
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    ck_assert(ou_writer_put_ascii(&writer, "ab", 2));
    ck_assert(ou_writer_put(&writer, 0x3042));
    ck_assert(ou_writer_put_fill(&writer, 0x1F600, 2));
    check_repr(ou_writer_finish(&writer), "'ab\xE3\x81\x82\xF0\x9F\x98\x80\xF0\x9F\x98\x80'");
    ou_writer_init(&writer, vm);
    check_repr(ou_writer_finish(&writer), "''");
}
END_TEST

START_TEST(messages_know_their_letters)
{
    OuValue list = ou_list_make(vm, NULL, 0), word = text("wo'rd");
    check_repr(ou_str_make_format(vm, "%s %.2s %S %R %V %T", "one", "two", ou_str_of(word), word,
                                  word, list), "'one tw wo\\'rd \"wo\\'rd\" wo\\'rd list'");
    check_repr(ou_str_make_format(vm, "%d %u %zu %lld %c %x %04x %% %U", -5, 6u, (size_t)7, -8ll,
                                  'c', 255u, 0xABu, 0x3042u),
               "'-5 6 7 -8 c ff 00ab % \xE3\x81\x82'");
    ou_unref(list);
    ou_unref(word);
}
END_TEST

START_TEST(repr_escapes_what_cannot_be_printed)
{
    check_repr(text("it's"), "\"it's\"");
    check_repr(text("'\""), "'\\'\"'");
    check_repr(text("\n\t\\\x01\x7F"), "'\\n\\t\\\\\\x01\\x7f'");
    check_repr(text("\xC2\xAD\xE2\x80\xA8\xED\xA0\x80"), "'\\xad\\u2028\\ud800'");
}
END_TEST

static OuValue split(const char *subject, const char *separator)
{
    OuValue s = text(subject);
    OuValue result = call(s, "split", separator ? text(separator) : OU_UNBOUND, OU_UNBOUND);
    ou_unref(s);
    return result;
}

START_TEST(splitting_by_separators_and_by_space)
{
    check_repr(split("a,b,,c", ","), "['a', 'b', '', 'c']");
    check_repr(split("  a \xC2\xA0 b\n", NULL), "['a', 'b']");
    check_repr(split("", ","), "['']");
    check_repr(split("", NULL), "[]");
    ck_assert(split("a", "") == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
}
END_TEST

START_TEST(a_final_sigma_ends_words_only)
{
    OuValue s = text("\xCE\x91\xCE\xA3 \xCE\xA3\xCE\x91\xCE\xA3' \xCE\xA3");
    check_repr(call(s, "lower", OU_UNBOUND, OU_UNBOUND),
               "\"\xCE\xB1\xCF\x82 \xCF\x83\xCE\xB1\xCF\x82' \xCF\x83\"");
    ou_unref(s);
}
END_TEST

static OuValue format_one(const char *format, OuValue argument)
{
    OuValue s = text(format);
    OuValue result = call(s, "format", argument, OU_UNBOUND);
    ou_unref(s);
    return result;
}

START_TEST(format_fields_nest_once)
{
    check_repr(format_one("{0:>{0}}|{{}}", number(3)), "'  3|{}'");
    ck_assert(format_one("{0:{0:{0}}}", number(3)) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ck_assert(format_one("{} {0}", number(3)) == OU_ERROR);
    check_raised(OU_TYPE_VALUE_ERROR);
    ck_assert(format_one("{1}", number(3)) == OU_ERROR);
    check_raised(OU_TYPE_INDEX_ERROR);
}
END_TEST

static OuValue percent(const char *format, OuValue argument)
{
    OuValue s = text(format);
    OuValue result = ou_binary(vm, OU_BINARY_REMAINDER, s, argument);
    ou_unref(s);
    ou_unref(argument);
    return result;
}

START_TEST(percent_formats_numbers_and_text)
{
    check_repr(percent("%05.1f|", ou_float_value(-2.25)), "'-02.2|'");
    check_repr(percent("%#x", number(255)), "'0xff'");
    check_repr(percent("%-4d|", number(7)), "'7   |'");
    check_repr(percent("%5s%%", text("ab")), "'   ab%'");
    ck_assert(percent("%d", text("ab")) == OU_ERROR);
    check_raised(OU_TYPE_TYPE_ERROR);
    ck_assert(percent("nothing", number(1)) == OU_ERROR);
    check_raised(OU_TYPE_TYPE_ERROR);
}
END_TEST

static OuString *split_name, *upper_name;

static OuValue try_call(OuValue self, OuString *method)
{
    return self == OU_ERROR ? OU_ERROR : ou_call_method(vm, self, method, NULL, 0);
}

static bool exercise(void)
{
    OuValue s = ou_str_make_text(vm, "a \xC3\xA9 b \xE3\x81\x82 and a longer tail of words");
    OuValue words = try_call(s, split_name);
    OuValue joined = words == OU_ERROR ? OU_ERROR : ou_str_join(vm, ou_str_of(s), words);
    OuValue upper = try_call(joined, upper_name);
    OuValue repr = upper == OU_ERROR ? OU_ERROR : ou_repr(vm, upper);
    ou_unref(s);
    ou_unref(words);
    ou_unref(joined);
    ou_unref(upper);
    ou_unref(repr);
    return repr != OU_ERROR;
}

START_TEST(every_refused_allocation_is_a_memory_error)
{
    split_name = ou_str_intern_text(vm, "split", 5);
    upper_name = ou_str_intern_text(vm, "upper", 5);
    ck_assert(exercise());
    uint64_t refused = 0;
    for (bool is_done = false; !is_done; refused++) {
        ou_heap_fail_at(&vm->heap, refused + 1, false);
        is_done = exercise();
        ou_heap_fail_at(&vm->heap, 0, false);
        ck_assert(is_done != ou_has_error(vm));
        if (!is_done) check_raised(OU_TYPE_MEMORY_ERROR);
    }
    ck_assert_uint_gt(refused, 20);
    ou_object_unref(&split_name->header);
    ou_object_unref(&upper_name->header);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("str");
    tcase_add_checked_fixture(tests, machine_open, machine_close);
    tcase_add_test(tests, the_narrowest_width_is_chosen);
    tcase_add_test(tests, utf8_goes_in_and_comes_out);
    tcase_add_test(tests, damaged_utf8_raises_or_is_replaced);
    tcase_add_test(tests, single_characters_are_shared);
    tcase_add_test(tests, equal_interned_strings_are_identical_until_they_die);
    tcase_add_test(tests, the_intern_table_outlives_many_names);
    tcase_add_test(tests, hashes_are_kept_and_keyed);
    tcase_add_test(tests, a_private_string_grows_in_place);
    tcase_add_test(tests, a_shared_string_stays_as_it_is);
    tcase_add_test(tests, the_writer_widens_as_needed);
    tcase_add_test(tests, messages_know_their_letters);
    tcase_add_test(tests, repr_escapes_what_cannot_be_printed);
    tcase_add_test(tests, splitting_by_separators_and_by_space);
    tcase_add_test(tests, a_final_sigma_ends_words_only);
    tcase_add_test(tests, format_fields_nest_once);
    tcase_add_test(tests, percent_formats_numbers_and_text);
    tcase_add_test(tests, every_refused_allocation_is_a_memory_error);
    return run_suite("str", tests);
}
