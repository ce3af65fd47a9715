// Every wrong program of tests/syntax/errors.txt gets CPython's class, place and words.
#include "reading.h"

#include <stdio.h>

typedef struct Block {
    OuParserMode mode;
    char        *text;
    char        *verdict;
} Block;

static Block *blocks;
static size_t block_count;

static void append(char **text, const char *more)
{
    size_t length = *text ? strlen(*text) : 0;
    *text = realloc(*text, length + strlen(more) + 1);
    strcpy(*text + length, more);
}

static void end_block(Block *block, const char *verdict)
{
    size_t length = strlen(block->text);
    if (length >= 2 && !strcmp(block->text + length - 2, "$\n"))
        block->text[length - 2] = 0;
    append(&block->verdict, verdict);
    block->verdict[strcspn(block->verdict, "\n")] = 0;
    blocks = realloc(blocks, (block_count + 1) * sizeof *blocks);
    blocks[block_count++] = *block;
    *block = (Block){ .mode = OU_PARSER_FILE };
}

static void read_blocks(FILE *file)
{
    Block block = { .mode = OU_PARSER_FILE };
    char line[1000];
    while (fgets(line, sizeof line, file)) {
        if (!strncmp(line, "| ", 2))
            append(&block.text, line + 2);
        else if (!strncmp(line, "> ", 2))
            end_block(&block, line + 2);
        else if (!strcmp(line, "eval\n"))
            block.mode = OU_PARSER_EXPRESSION;
    }
}

static const char *class_of(OuSyntaxErrorKind kind)
{
    switch (kind) {
    case OU_SYNTAX_INDENTATION_ERROR: return "IndentationError";
    case OU_SYNTAX_TAB_ERROR:         return "TabError";
    case OU_SYNTAX_ERROR:             return "SyntaxError";
    default:                          return "another error";
    }
}

START_TEST(a_wrong_program_is_called_wrong_as_by_cpython)
{
    Reading reading;
    char said[1000] = "accepted";
    const Block *block = &blocks[_i];
    reading_start(&reading, block->mode, block->text);
    const OuSyntaxError *error = &reading.error;
    if (!reading.accepted)
        snprintf(said, sizeof said, "%s %d:%d-%d:%d %s", class_of(error->kind), error->line,
                 error->column, error->end_line, error->end_column, error->message);
    ck_assert_msg(!strcmp(said, block->verdict), "%s\n  expected: %s\n  but said: %s", block->text,
                  block->verdict, said);
    reading_end(&reading);
}
END_TEST

START_TEST(an_error_shows_its_line)
{
    Reading reading;
    reading_start(&reading, OU_PARSER_FILE, "x = 1\ny = 2 3\nz = 4\n");
    ck_assert(!reading.accepted);
    ck_assert_uint_eq(reading.error.text_length, strlen("y = 2 3\n"));
    ck_assert_str_eq(reading.error.text, "y = 2 3\n");
    reading_end(&reading);
}
END_TEST

START_TEST(an_error_in_an_fstring_shows_the_field)
{
    Reading reading;
    reading_start(&reading, OU_PARSER_FILE, "\nx = f'{1 2}'\n");
    ck_assert(!reading.accepted);
    ck_assert_int_eq(reading.error.line, 2);
    ck_assert_str_eq(reading.error.text, "(1 2)\n");
    reading_end(&reading);
}
END_TEST

static void repeat(char **text, const char *piece, int count)
{
    size_t length = strlen(piece), start = *text ? strlen(*text) : 0;
    *text = realloc(*text, start + length * (size_t)count + 1);
    for (int i = 0; i < count; i++)
        strcpy(*text + start + length * (size_t)i, piece);
}

START_TEST(a_mistake_deep_in_brackets_is_found)
{
    Reading reading;
    char *text = NULL;
    repeat(&text, "f(", 190);
    repeat(&text, "a b", 1);
    repeat(&text, ")", 190);
    reading_start(&reading, OU_PARSER_FILE, text);
    ck_assert(!reading.accepted);
    ck_assert_str_eq(reading.error.message, "invalid syntax. Perhaps you forgot a comma?");
    reading_end(&reading);
    free(text);
}
END_TEST

START_TEST(a_mistake_behind_endless_nesting_is_no_crash)
{
    static const char *const pieces[] = {
        "-", "not ", "lambda: ", "x ", "a.b ", "(yield ", "{1: ",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        Reading reading;
        char *text = NULL;
        repeat(&text, pieces[i], 20000);
        repeat(&text, "a b", 1);
        reading_start(&reading, OU_PARSER_FILE, text);
        ck_assert(!reading.accepted);
        reading_end(&reading);
        free(text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diagnosis");
    TCase *table = tcase_create("errors.txt"), *rest = tcase_create("rest");
    FILE *file = fopen("tests/syntax/errors.txt", "r");
    if (!file) {
        fputs("tests/syntax/errors.txt isn't here: run this from the project's root.\n", stderr);
        return EXIT_FAILURE;
    }
    read_blocks(file);
    fclose(file);
    tcase_add_loop_test(table, a_wrong_program_is_called_wrong_as_by_cpython, 0, (int)block_count);
    tcase_add_test(rest, an_error_shows_its_line);
    tcase_add_test(rest, an_error_in_an_fstring_shows_the_field);
    tcase_add_test(rest, a_mistake_deep_in_brackets_is_found);
    tcase_add_test(rest, a_mistake_behind_endless_nesting_is_no_crash);
    suite_add_tcase(suite, table);
    suite_add_tcase(suite, rest);
    return suite_run(suite);
}
