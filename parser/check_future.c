// Future statements, as CPython's future.c reads them.
#include "parser/check.h"

#include <string.h>

#include "parser/complaint.h"

static bool is_named(const OuName *name, const char *text)
{
    return name && strcmp(name->text, text) == 0;
}

bool ou_is_check_future(const OuNode *statement)
{
    return statement->kind == OU_NODE_IMPORT_FROM
        && is_named(OU_AS(ImportFrom, statement)->module, "__future__");
}

static bool is_docstring(const OuNode *statement)
{
    if (statement->kind != OU_NODE_EXPR) return false;
    const OuNode *value = OU_AS(Expr, statement)->value;
    return value->kind == OU_NODE_CONSTANT
        && OU_AS(Constant, value)->value.kind == OU_CONSTANT_STRING;
}

static bool is_feature(const OuName *name)
{
    static const char *const features[] = {
        "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
    };
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (is_named(name, features[i])) return true;
    }
    return false;
}

static bool read_features(OuSyntaxTree *tree, const OuNode *statement, OuFuture *future,
                          OuSyntaxError *error)
{
    const OuNodeList *names = &OU_AS(ImportFrom, statement)->names;
    for (uint32_t i = 0; i < names->count; i++) {
        const OuName *name = OU_AS(Alias, names->items[i])->name;
        if (is_named(name, "annotations")) future->annotations = true;
        if (is_feature(name)) continue;
        if (is_named(name, "braces")) {
            return ou_complaint_from(tree, error, statement->start, "not a chance");
        }
        return ou_complaint_from(tree, error, statement->start,
                                 "future feature %.100s is not defined", name->text);
    }
    return true;
}

static uint32_t line_of(OuSyntaxTree *tree, const OuNode *statement)
{
    return ou_source_locate(&tree->source, statement->start).line;
}

// Only what shares a line with the head of the module is looked at here; ou_check_tree finds future
// statements further down.
bool ou_check_future(OuSyntaxTree *tree, OuFuture *future, OuSyntaxError *error)
{
    *future = (OuFuture){ .annotations = tree->future_annotations };
    if (tree->root->kind == OU_NODE_EXPRESSION) return true;
    const OuNodeList *body = &OU_AS(Module, tree->root)->body;   // Interactive has the same fields
    bool done = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < body->count; i++) {
        const OuNode *statement = body->items[i];
        uint32_t line = line_of(tree, statement);
        if (done && line > last) break;
        last = line;
        if (!ou_is_check_future(statement)) {
            done = done || i > 0 || !is_docstring(statement);
            continue;
        }
        if (done) {    // CPython counts this one column from 0
            return ou_complaint_from(tree, error, statement->start - 1, "from __future__ imports "
                                     "must occur at the beginning of the file");
        }
        if (!read_features(tree, statement, future, error)) return false;
        future->last_line = line;
    }
    return true;
}
