#include "parser/ast.h"

#include <string.h>

bool ou_is_ast_scoped(const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_MODULE:
    case OU_NODE_INTERACTIVE:
    case OU_NODE_EXPRESSION:
    case OU_NODE_FUNCTION_DEF:
    case OU_NODE_ASYNC_FUNCTION_DEF:
    case OU_NODE_CLASS_DEF:
    case OU_NODE_LAMBDA:
    case OU_NODE_LIST_COMP:
    case OU_NODE_SET_COMP:
    case OU_NODE_DICT_COMP:
    case OU_NODE_GENERATOR_EXP:
        return true;
    default:
        return false;
    }
}

const char *ou_ast_kind_name(OuNodeKind kind)
{
    static const char *const names[OU_NODE_KIND_COUNT] = {
        [OU_NODE_NONE] = "none",
#define OU_FIELD(sort, name)
#define OU_NODE(NAME, Type, text, GROUP, fields) [OU_NODE_##NAME] = text,
#include "parser/nodes.def"
    };
    return names[kind];
}

const char *ou_ast_operator_name(OuOperator op)
{
    static const char *const names[OU_OPERATOR_COUNT] = {
#define OU_OPERATOR(NAME, text, spelling) [OU_OPERATOR_##NAME] = text,
#include "parser/operators.def"
    };
    return names[op];
}

const char *ou_ast_operator_spelling(OuOperator op)
{
    static const char *const spellings[OU_OPERATOR_COUNT] = {
#define OU_OPERATOR(NAME, text, spelling) [OU_OPERATOR_##NAME] = spelling,
#include "parser/operators.def"
    };
    return spellings[op];
}

static size_t node_size(OuNodeKind kind)
{
    static const uint16_t sizes[OU_NODE_KIND_COUNT] = {
#define OU_FIELD(sort, name)
#define OU_NODE(NAME, Type, text, GROUP, fields) [OU_NODE_##NAME] = sizeof(Ou##Type##Node),
#include "parser/nodes.def"
    };
    return sizes[kind];
}

OuNode *ou_ast_new(OuArena *arena, OuNodeKind kind, uint32_t start, uint32_t end)
{
    OuNode *node = ou_arena_alloc(arena, node_size(kind));
    if (!node)
        return NULL;
    node->kind = (uint8_t)kind;
    node->depth = 1;
    node->start = start;
    node->end = end;
    return node;
}

// Makes room for one more item: 4, 8, 16, ... The old block stays behind in the arena.
static bool list_grow(OuArena *arena, void *items_address, uint32_t count, uint32_t *capacity,
                      size_t size)
{
    return count < *capacity || ou_arena_double(arena, items_address, count, capacity, size);
}

bool ou_ast_append(OuArena *arena, OuNodeList *list, OuNode *item)
{
    if (!list_grow(arena, &list->items, list->count, &list->capacity, sizeof(OuNode *)))
        return false;
    list->items[list->count++] = item;
    return true;
}

bool ou_ast_append_name(OuArena *arena, OuNameList *list, OuName *item)
{
    if (!list_grow(arena, &list->items, list->count, &list->capacity, sizeof(OuName *)))
        return false;
    list->items[list->count++] = item;
    return true;
}

bool ou_ast_append_operator(OuArena *arena, OuOperatorList *list, OuOperator item)
{
    if (!list_grow(arena, &list->items, list->count, &list->capacity, 1))
        return false;
    list->items[list->count++] = (uint8_t)item;
    return true;
}

void ou_ast_names_init(OuNameTable *names, OuArena *arena)
{
    *names = (OuNameTable){ .arena = arena };
}

static uint32_t name_hash(const char *text, size_t length)
{
    uint32_t hash = 2166136261u;        // FNV-1a, 32 bits
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

static bool names_grow(OuNameTable *names)
{
    uint32_t count = names->bucket_count ? names->bucket_count * 2 : 64;
    OuName **buckets = ou_arena_alloc(names->arena, count * sizeof(OuName *));
    if (!buckets)
        return false;
    for (uint32_t i = 0; i < names->bucket_count; i++) {
        if (!ou_arena_may_go_on_at(names->arena, i)) {
            ou_ast_names_init(names, names->arena);     // half moved: nobody is to find them
            return false;
        }
        for (OuName *name = names->buckets[i], *next; name; name = next) {
            next = name->next;
            name->next = buckets[name->hash & (count - 1)];
            buckets[name->hash & (count - 1)] = name;
        }
    }
    names->buckets = buckets;
    names->bucket_count = count;
    return true;
}

OuName *ou_ast_intern(OuNameTable *names, const char *text, size_t length)
{
    uint32_t hash = name_hash(text, length);
    if (names->bucket_count)
        for (OuName *name = names->buckets[hash & (names->bucket_count - 1)]; name;
             name = name->next)
            if (name->hash == hash && name->length == length && !memcmp(name->text, text, length))
                return name;
    if (names->count >= names->bucket_count && !names_grow(names))
        return NULL;
    OuName *name = ou_arena_alloc(names->arena, sizeof(OuName) + length + 1);
    if (!name)
        return NULL;
    name->hash = hash;
    name->length = (uint32_t)length;
    memcpy(name->text, text, length);
    name->next = names->buckets[hash & (names->bucket_count - 1)];
    names->buckets[hash & (names->bucket_count - 1)] = name;
    names->count++;
    return name;
}
