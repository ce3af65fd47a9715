// Files that are there whole or not at all, and the JSON in them.
#include "runtime/json_out.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[80];
static OuOutFile file;
static OuJsonOut json;

static void set_up(void)
{
    snprintf(folder, sizeof folder, "/tmp/ouro-out-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out", folder);
}

static int count_files(void)
{
    DIR *directory = opendir(folder);
    int count = -2;                              // "." and ".."
    while (readdir(directory)) count++;
    closedir(directory);
    return count;
}

static void tear_down(void)
{
    unlink(path);
    ck_assert_int_eq(count_files(), 0);
    rmdir(folder);
}

static const char *content(void)
{
    static char text[65536];
    FILE *stream = fopen(path, "r");
    ck_assert_ptr_nonnull(stream);
    text[fread(text, 1, sizeof text - 1, stream)] = '\0';
    fclose(stream);
    return text;
}

static void begin(void)
{
    ck_assert(ou_out_file_open(&file, path));
    ou_json_init(&json, &file);
}

static void check_content(const char *expected)
{
    ck_assert(ou_out_file_commit(&file));
    ck_assert_uint_eq(file.written, strlen(expected));
    ck_assert_str_eq(content(), expected);
}

START_TEST(commas_stand_between_values)
{
    begin();
    ou_json_begin(&json, '{');
    ou_json_key(&json, "a");
    ou_json_begin(&json, '[');
    ou_json_number(&json, 0);
    ou_json_signed(&json, -12);
    ou_json_signed(&json, INT64_MIN);
    ou_json_number(&json, UINT64_MAX);
    ou_json_begin(&json, '{');
    ou_json_end(&json);
    ou_json_word(&json, "null");
    ou_json_end(&json);
    ou_json_line(&json);
    ou_json_key(&json, "b");
    ou_json_text(&json, "c");
    ou_json_end(&json);
    check_content("{\"a\":[0,-12,-9223372036854775808,18446744073709551615,{},null]\n"
                  ",\"b\":\"c\"}");
}
END_TEST

START_TEST(thousandths_lose_their_zeros)
{
    begin();
    ou_json_begin(&json, '[');
    ou_json_decimal(&json, 0);
    ou_json_decimal(&json, 1);
    ou_json_decimal(&json, 12300);
    ou_json_decimal(&json, 4050);
    ou_json_decimal(&json, 7000);
    ou_json_end(&json);
    check_content("[0,0.001,12.3,4.05,7]");
}
END_TEST

START_TEST(strings_are_escaped)
{
    begin();
    ou_json_string(&json, "\"\\/\b\f\n\r\t\0\x1F\x7Fz", 12);
    check_content("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007fz\"");
}
END_TEST

START_TEST(utf8_passes_and_what_is_none_is_replaced)
{
    begin();
    ou_json_begin(&json, '[');
    ou_json_text(&json, "\xC3\xA9\xE3\x81\x82\xF0\x9F\x98\x80");
    ou_json_text(&json, "\xED\xA0\x80");                       // a surrogate
    ou_json_text(&json, "a\xFF\xC0\x80\xE3\x81z\xF4\x90\x80\x80");
    ou_json_text(&json, "\xE3\x81");                           // cut off
    ou_json_open_string(&json);
    ou_json_put_code_point(&json, 0x10FFFF);
    ou_json_close_string(&json);
    ou_json_end(&json);
#define BAD "\xEF\xBF\xBD"
    check_content("[\"\xC3\xA9\xE3\x81\x82\xF0\x9F\x98\x80\",\"\\ud800\","
                  "\"a" BAD BAD BAD BAD BAD "z" BAD BAD BAD BAD "\",\"" BAD BAD "\","
                  "\"\xF4\x8F\xBF\xBF\"]");
}
END_TEST

START_TEST(long_files_go_through_the_buffer)
{
    static char line[OU_OUT_FILE_BUFFER + 10];
    memset(line, 'x', sizeof line);
    ck_assert(ou_out_file_open(&file, path));
    ou_out_file_put(&file, line, 5000);
    ou_out_file_put(&file, line, sizeof line);
    for (int i = 0; i < 20000; i++) ou_out_file_put_char(&file, 'y');
    ou_out_file_put_format(&file, "%d%%", 100);
    ck_assert(ou_out_file_commit(&file));
    size_t x = strspn(content(), "x"), y = strspn(content() + x, "y");
    ck_assert_uint_eq(x, 5000 + sizeof line);
    ck_assert_uint_eq(y, 20000);
    ck_assert_str_eq(content() + x + y, "100%");
}
END_TEST

START_TEST(the_name_keeps_what_it_had_until_the_end)
{
    begin();
    ou_json_text(&json, "old");
    check_content("\"old\"");
    begin();
    ou_json_text(&json, "new");
    ou_out_file_flush(&file);
    ck_assert_int_eq(count_files(), 2);
    ck_assert_str_eq(content(), "\"old\"");
    ou_out_file_abandon(&file);
    ck_assert_str_eq(content(), "\"old\"");
    begin();
    ou_json_text(&json, "new");
    check_content("\"new\"");
}
END_TEST

START_TEST(a_link_stays_a_link)
{
    char link[96];
    begin();
    check_content("");
    snprintf(link, sizeof link, "%s-link", path);
    ck_assert_int_eq(symlink(path, link), 0);
    ck_assert(ou_out_file_open(&file, link));
    ou_out_file_put_text(&file, "by the link");
    check_content("by the link");
    struct stat status;
    ck_assert_int_eq(lstat(link, &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    unlink(link);
}
END_TEST

START_TEST(a_full_disk_leaves_nothing)
{
    struct rlimit limit = { 20000, RLIM_INFINITY };
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    begin();
    ou_json_begin(&json, '[');
    for (int i = 0; i < 10000; i++) ou_json_number(&json, 1);
    ck_assert_int_eq(file.error, 0);
    for (int i = 0; i < 10000; i++) ou_json_number(&json, 1);
    ck_assert_int_eq(file.error, EFBIG);
    ou_json_end(&json);
    ck_assert(!ou_out_file_commit(&file));
    ck_assert_int_eq(file.error, EFBIG);
    ck_assert_int_eq(count_files(), 0);
}
END_TEST

START_TEST(what_cannot_be_opened_is_said)
{
    ck_assert(!ou_out_file_open(&file, "/nowhere/file"));
    ck_assert_int_eq(file.error, ENOENT);
    ck_assert(!ou_out_file_open(&file, folder));
    ck_assert_int_eq(file.error, EISDIR);
    char longest[PATH_MAX + 1];
    memset(longest, 'x', sizeof longest);
    longest[PATH_MAX] = '\0';
    ck_assert(!ou_out_file_open(&file, longest));
    ck_assert_int_eq(file.error, ENAMETOOLONG);
}
END_TEST

START_TEST(devices_are_written_as_they_are)
{
    ck_assert(ou_out_file_open(&file, "/dev/full"));
    ou_out_file_put_text(&file, "x");
    ck_assert(!ou_out_file_commit(&file));
    ck_assert_int_eq(file.error, ENOSPC);
    ck_assert(ou_out_file_open(&file, "/dev/null"));
    ou_out_file_put_text(&file, "x");
    ck_assert(ou_out_file_commit(&file));
    ck_assert_int_eq(access("/dev/null", F_OK), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_out");
    TCase *tests = tcase_create("json_out");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, commas_stand_between_values);
    tcase_add_test(tests, thousandths_lose_their_zeros);
    tcase_add_test(tests, strings_are_escaped);
    tcase_add_test(tests, utf8_passes_and_what_is_none_is_replaced);
    tcase_add_test(tests, long_files_go_through_the_buffer);
    tcase_add_test(tests, the_name_keeps_what_it_had_until_the_end);
    tcase_add_test(tests, a_link_stays_a_link);
    tcase_add_test(tests, a_full_disk_leaves_nothing);
    tcase_add_test(tests, what_cannot_be_opened_is_said);
    tcase_add_test(tests, devices_are_written_as_they_are);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
