#include "parser/build.h"

#include "gc/buffer.h"

// An empty line at the prompt does nothing, which is a statement too.
OuNode *ou_build_interactive(OuBuild *build, OuSpan at, const OuNodeList *body)
{
    if (body)
        return OU_BUILD(INTERACTIVE, Interactive, at, .body = *body);
    OuNodeList pass = ou_build_append(build, (OuNodeList){ 0 }, OU_BUILD(PASS, Pass, at, ));
    return OU_BUILD(INTERACTIVE, Interactive, at, .body = pass);
}

void ou_build_end_statement(OuBuild *build, OuSpan at)
{
    if (build->open_as)
        ou_build_reject(build);
}

void ou_build_checkpoint(OuBuild *build, OuSpan statement)
{
    if (!build->rejected)
        build->checkpoint = statement.end;
}

OuNode *ou_build_assign(OuBuild *build, OuSpan at, OuNodeList chain)
{
    if (chain.count < 2)
        return NULL;                        // no memory
    OuNode *value = chain.items[--chain.count];
    (void)ou_build_targets(build, chain, OU_CONTEXT_STORE);
    return OU_BUILD(ASSIGN, Assign, at, .targets = chain, .value = value);
}

static bool is_single_target(const OuNode *node)
{
    return node && (node->kind == OU_NODE_NAME || node->kind == OU_NODE_ATTRIBUTE
                    || node->kind == OU_NODE_SUBSCRIPT);
}

OuNode *ou_build_augmented(OuBuild *build, OuSpan at, OuNode *target, int32_t op, OuNode *value)
{
    if (!is_single_target(target))
        ou_build_reject(build);
    return OU_BUILD(AUG_ASSIGN, AugAssign, at, .value = value, .op = (uint8_t)op,
                    .target = ou_build_target(build, target, OU_CONTEXT_STORE));
}

OuNode *ou_build_annotated(OuBuild *build, OuSpan at, OuNode *target, OuNode *annotation,
                           OuNode *value)
{
    if (!is_single_target(target))
        ou_build_reject(build);
    bool simple = target && target->kind == OU_NODE_NAME
                  && !(target->flags & OU_NODE_PARENTHESISED);
    return OU_BUILD(ANN_ASSIGN, AnnAssign, at, .annotation = annotation, .value = value,
                    .simple = simple,
                    .target = ou_build_target(build, target, OU_CONTEXT_STORE));
}

OuName *ou_build_dotted(OuBuild *build, OuNameList parts)
{
    if (parts.count == 1)
        return parts.items[0];
    OuBuffer text;
    ou_buffer_init(&text, build->arena->memory);
    for (uint32_t i = 0; i < parts.count && parts.items[i]; i++) {
        if (i)
            ou_buffer_put_char(&text, '.');
        ou_buffer_put(&text, parts.items[i]->text, parts.items[i]->length);
    }
    OuName *name = NULL;
    if (!text.failed && text.length)
        name = ou_ast_intern(build->names, text.bytes, text.length);
    if (text.failed)
        build->arena->failed = true;
    ou_buffer_free(&text);
    return name;
}

OuNode *ou_build_star_alias(OuBuild *build, OuSpan at)
{
    return OU_BUILD(ALIAS, Alias, at, .name = ou_ast_intern(build->names, "*", 1));
}

OuNode *ou_build_import_from(OuBuild *build, OuSpan at, int32_t level, const OuNameList *module,
                             OuNodeList aliases)
{
    return OU_BUILD(IMPORT_FROM, ImportFrom, at, .names = aliases, .level = level,
                    .module = module ? ou_build_dotted(build, *module) : NULL);
}

// Each async form has the layout of the plain one.
OuNode *ou_build_async(OuBuild *build, OuSpan async, OuNode *statement)
{
    if (!statement)
        return NULL;
    if (statement->kind == OU_NODE_FUNCTION_DEF)
        statement->kind = OU_NODE_ASYNC_FUNCTION_DEF;
    else if (statement->kind == OU_NODE_FOR)
        statement->kind = OU_NODE_ASYNC_FOR;
    else
        statement->kind = OU_NODE_ASYNC_WITH;
    statement->start = async.start;
    return statement;
}

OuNode *ou_build_decorate(OuBuild *build, OuNode *definition, OuNodeList decorators)
{
    if (!definition)
        return NULL;
    if (definition->kind == OU_NODE_CLASS_DEF)
        OU_AS(ClassDef, definition)->decorator_list = decorators;
    else
        OU_AS(FunctionDef, definition)->decorator_list = decorators;
    for (uint32_t i = 0; i < decorators.count; i++)
        ou_build_adopt(build, definition, decorators.items[i]);
    return definition;
}

OuNode *ou_build_class(OuBuild *build, OuSpan at, OuName *name, OuNodeList arguments,
                       OuNodeList body)
{
    OuNodeList bases, keywords;
    ou_build_split_arguments(build, arguments, &bases, &keywords);
    for (uint32_t i = 0; i < bases.count; i++)
        if (bases.items[i] && bases.items[i]->flags & OU_NODE_BARE)
            ou_build_reject(build);
    return OU_BUILD(CLASS_DEF, ClassDef, at, .name = name, .bases = bases, .keywords = keywords,
                    .body = body);
}

OuNode *ou_build_as(OuBuild *build, OuSpan at, OuNode *value, OuNode *target)
{
    build->open_as++;
    return OU_BUILD(WITHITEM, WithItem, at, .context_expr = value,
                    .optional_vars = ou_build_target(build, target, OU_CONTEXT_STORE));
}

// Whether an element of `with (…):` can be an item: no star and no bare `:=`.
static bool is_with_item(const OuNode *node)
{
    if (!node)
        return false;
    bool bare_walrus = node->kind == OU_NODE_NAMED_EXPR && !(node->flags & OU_NODE_PARENTHESISED);
    return node->kind != OU_NODE_STARRED && !bare_walrus;
}

static OuNode *with_item_from(OuBuild *build, OuNode *node)
{
    if (node->kind == OU_NODE_WITHITEM) {
        build->open_as--;
        return node;
    }
    OuSpan at = { node->start, node->end };
    return OU_BUILD(WITHITEM, WithItem, at, .context_expr = node);
}

// The items of `with (a, b as c):`, if `inside` is what stands in such parentheses.
static bool with_unwrap(OuBuild *build, OuNode *inside, OuNodeList *items)
{
    *items = (OuNodeList){ 0 };
    if (inside->kind == OU_NODE_WITHITEM) {
        *items = ou_build_append(build, *items, with_item_from(build, inside));
        return true;
    }
    if (inside->kind != OU_NODE_TUPLE || inside->flags & OU_NODE_PARENTHESISED)
        return false;
    OuNodeList elements = OU_AS(Tuple, inside)->elts;
    for (uint32_t i = 0; i < elements.count; i++)
        if (!is_with_item(elements.items[i]))
            return false;
    for (uint32_t i = 0; i < elements.count; i++)
        *items = ou_build_append(build, *items, with_item_from(build, elements.items[i]));
    return elements.count > 0;
}

// A With without a body: it claims the `as` parts before the body's statements are ended.
OuNode *ou_build_with_head(OuBuild *build, OuSpan at, OuNodeList items)
{
    OuNodeList inside;
    OuWithItemNode *only = items.count == 1 ? OU_AS(WithItem, items.items[0]) : NULL;
    if (only && only->context_expr && !only->optional_vars
        && with_unwrap(build, only->context_expr, &inside))
        items = inside;
    ou_build_end_statement(build, at);
    return OU_BUILD(WITH, With, at, .items = items);
}

OuNode *ou_build_with(OuBuild *build, OuSpan at, OuNode *head, OuNodeList body)
{
    return head ? OU_BUILD(WITH, With, at, .items = OU_AS(With, head)->items, .body = body) : NULL;
}
