// bytes, bytearray, and the codecs between them and text.
#include "machine.h"

#include "runtime/bytes.h"
#include "runtime/codec.h"

static OuValue bytes(const char *data)
{
    OuValue value = ou_bytes_make(vm, data, strlen(data));
    ck_assert(value != OU_ERROR);
    return value;
}

static OuValue array(const char *data)
{
    OuValue value = ou_bytearray_make(vm, data, strlen(data));
    ck_assert(value != OU_ERROR);
    return value;
}

START_TEST(reprs_show_bytes_as_escapes)
{
    check_repr(bytes("a'\x01\xFF\n"), "b\"a'\\x01\\xff\\n\"");
    check_repr(array("ab"), "bytearray(b'ab')");
    check_repr(array("'"), "bytearray(b\"\\'\")");
}
END_TEST

START_TEST(bytes_hash_as_text_of_the_same_bytes)
{
    OuValue b = bytes("key"), s = text("key");
    int64_t bytes_hash, text_hash;
    ck_assert(ou_hash(vm, b, &bytes_hash) && ou_hash(vm, s, &text_hash));
    ck_assert_int_eq(bytes_hash, text_hash);
    bool equal;
    ck_assert(ou_equal(vm, b, s, &equal));
    ck_assert(!equal);
    ou_unref(b);
    ou_unref(s);
}
END_TEST

START_TEST(both_types_share_their_methods)
{
    OuValue b = bytes("a,b"), a = array("a,b");
    check_repr(call(b, "split", bytes(","), OU_UNBOUND), "[b'a', b'b']");
    check_repr(call(a, "split", bytes(","), OU_UNBOUND), "[bytearray(b'a'), bytearray(b'b')]");
    check_repr(call(b, "find", number('b'), OU_UNBOUND), "2");
    check_repr(call(a, "hex", OU_UNBOUND, OU_UNBOUND), "'612c62'");
    ou_unref(b);
    ou_unref(a);
}
END_TEST

START_TEST(a_bytearray_changes_in_place)
{
    OuValue a = array("abc");
    ck_assert(call(a, "append", number('d'), OU_UNBOUND) == OU_NONE);
    ck_assert(call(a, "insert", number(0), number('_')) == OU_NONE);
    check_repr(call(a, "pop", number(1), OU_UNBOUND), "97");
    ck_assert(call(a, "reverse", OU_UNBOUND, OU_UNBOUND) == OU_NONE);
    ck_assert(call(a, "extend", ou_ref(a), OU_UNBOUND) == OU_NONE);
    check_repr(a, "bytearray(b'dcb_dcb_')");
}
END_TEST

START_TEST(a_bytearray_keeps_its_bytes_when_memory_is_refused)
{
    OuValue a = array("abc");
    ou_heap_fail_at(&vm->heap, 1, true);
    bool is_grown = ou_bytearray_resize(vm, ou_bytearray_of(a), 1 << 20);
    ou_heap_fail_at(&vm->heap, 0, false);
    ck_assert(!is_grown);
    check_raised(OU_TYPE_MEMORY_ERROR);
    check_repr(a, "bytearray(b'abc')");
}
END_TEST

static OuValue encode(const char *utf8, const char *encoding, const char *errors)
{
    OuValue s = text(utf8);
    OuValue result = ou_codec_encode(vm, ou_str_of(s), encoding, errors);
    ou_unref(s);
    return result;
}

START_TEST(encoders_know_their_error_handlers)
{
    check_repr(encode("a\xC3\xA9", NULL, NULL), "b'a\\xc3\\xa9'");
    check_repr(encode("a\xC3\xA9", "ascii", "ignore"), "b'a'");
    check_repr(encode("a\xC3\xA9", "ascii", "replace"), "b'a?'");
    check_repr(encode("a\xC3\xA9", "ascii", "backslashreplace"), "b'a\\\\xe9'");
    check_repr(encode("a\xC3\xA9", "ascii", "xmlcharrefreplace"), "b'a&#233;'");
    check_repr(encode("a\xC3\xA9", "latin_1", "strict"), "b'a\\xe9'");
    check_repr(encode("\xF0\x9F\x98\x80", "utf-16-le", "strict"), "b'=\\xd8\\x00\\xde'");
    check_repr(encode("a", "UTF-16", "strict"), "b'\\xff\\xfea\\x00'");
    check_repr(encode("a", "utf-32-be", "strict"), "b'\\x00\\x00\\x00a'");
    check_repr(encode("\xED\xB2\x80", "utf-8", "surrogateescape"), "b'\\x80'");
    ck_assert(encode("\xC3\xA9", "ascii", "strict") == OU_ERROR);
    check_raised(OU_TYPE_UNICODE_ENCODE_ERROR);
    ck_assert(encode("\xC3\xA9", "ascii", "no such") == OU_ERROR);
    check_raised(OU_TYPE_LOOKUP_ERROR);
    ck_assert(encode("a", "no such", NULL) == OU_ERROR);
    check_raised(OU_TYPE_LOOKUP_ERROR);
}
END_TEST

static OuValue decode(const char *data, const char *encoding, const char *errors)
{
    return ou_codec_decode(vm, data, strlen(data), encoding, errors);
}

START_TEST(decoders_know_their_error_handlers)
{
    check_repr(decode("a\xC3\xA9", NULL, NULL), "'a\xC3\xA9'");
    check_repr(decode("a\xFF\xE2\x82z", "utf-8", "ignore"), "'az'");
    check_repr(decode("a\xFF\xE2\x82z", "utf-8", "replace"), "'a\xEF\xBF\xBD\xEF\xBF\xBDz'");
    check_repr(decode("\xE2\x82", "utf-8", "backslashreplace"), "'\\\\xe2\\\\x82'");
    check_repr(decode("\xFF", "utf-8", "surrogateescape"), "'\\udcff'");
    check_repr(decode("\xED\xA0\x80", "utf-8", "surrogatepass"), "'\\ud800'");
    check_repr(decode("\xFF\xFE=\xD8\x01\xDE", "utf-16", NULL), "'\xF0\x9F\x98\x81'");
    check_repr(decode("\xEF\xBB\xBFx", "utf-8-sig", NULL), "'x'");
    ck_assert(decode("a\xFF", "utf-8", NULL) == OU_ERROR);
    check_raised(OU_TYPE_UNICODE_DECODE_ERROR);
}
END_TEST

START_TEST(decoding_errors_tell_where_and_why)
{
    ck_assert(decode("ab\xE2\x82", "utf-8", NULL) == OU_ERROR);
    OuValue error = ou_error_take(vm);
    OuValue message = ou_str(vm, error);
    check_repr(message, "\"'utf-8' codec can't decode bytes in position 2-3: "
                        "unexpected end of data\"");
    ou_unref(error);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("bytes");
    tcase_add_checked_fixture(tests, machine_open, machine_close);
    tcase_add_test(tests, reprs_show_bytes_as_escapes);
    tcase_add_test(tests, bytes_hash_as_text_of_the_same_bytes);
    tcase_add_test(tests, both_types_share_their_methods);
    tcase_add_test(tests, a_bytearray_changes_in_place);
    tcase_add_test(tests, a_bytearray_keeps_its_bytes_when_memory_is_refused);
    tcase_add_test(tests, encoders_know_their_error_handlers);
    tcase_add_test(tests, decoders_know_their_error_handlers);
    tcase_add_test(tests, decoding_errors_tell_where_and_why);
    return run_suite("bytes", tests);
}
