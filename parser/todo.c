#include "parser/todo.h"

#include "parser/fields.h"

void ou_todo_init(OuTodoStack *stack, OuArena *arena)
{
    *stack = (OuTodoStack){ .arena = arena };
}

void ou_todo_free(OuTodoStack *stack)
{
    ou_memory_free(stack->arena->memory, stack->items, stack->capacity * sizeof *stack->items);
    ou_todo_init(stack, stack->arena);
}

static void put(OuTodoStack *stack, OuTodo todo)
{
    if (stack->count == stack->capacity) {
        size_t capacity = stack->capacity ? stack->capacity * 2 : 64;
        OuTodo *items = ou_memory_resize(stack->arena->memory, stack->items,
                                         stack->capacity * sizeof *items, capacity * sizeof *items);
        if (!items) { stack->failed = true; return; }
        stack->items = items;
        stack->capacity = capacity;
    }
    stack->items[stack->count++] = todo;
}

void ou_todo_push(OuTodoStack *stack, uint32_t task, OuNode *node)
{
    put(stack, (OuTodo){ .task = task, .of.node = node });
}

void ou_todo_visit(OuTodoStack *stack, OuNode *node)
{
    if (node) ou_todo_push(stack, OU_TODO_VISIT, node);
}

void ou_todo_fields(OuTodoStack *stack, OuNode *node)
{
    ou_todo_push(stack, OU_TODO_FIELDS, node);
}

void ou_todo_list(OuTodoStack *stack, const OuNodeList *list, uint32_t index)
{
    if (index >= list->count) return;
    put(stack, (OuTodo){ .task = OU_TODO_LIST, .index = index, .of.list = list });
}

static void put_field(OuTodoStack *stack, OuNode *node, const OuField *field)
{
    void *at = (char *)node + field->offset;
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_NODE: case OU_FIELD_SORT_OPTIONAL:
        ou_todo_visit(stack, *(OuNode **)at);
        break;
    case OU_FIELD_SORT_NODES: case OU_FIELD_SORT_OPTIONALS:
        ou_todo_list(stack, at, 0);
        break;
    default:
        break;
    }
}

static void unfold_fields(OuTodoStack *stack, OuTodo todo)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)todo.of.node->kind);
    if (todo.index == info->count) return;
    const OuField *field = &info->fields[todo.index++];
    put(stack, todo);
    put_field(stack, todo.of.node, field);
}

static void unfold_list(OuTodoStack *stack, OuTodo todo)
{
    ou_todo_list(stack, todo.of.list, todo.index + 1);
    ou_todo_visit(stack, todo.of.list->items[todo.index]);
}

bool ou_todo_next(OuTodoStack *stack, OuTodo *todo)
{
    if (!ou_arena_may_go_on_at(stack->arena, stack->taken++)) stack->failed = true;
    while (stack->count > 0 && !stack->failed) {
        *todo = stack->items[--stack->count];
        if (todo->task == OU_TODO_FIELDS) unfold_fields(stack, *todo);
        else if (todo->task == OU_TODO_LIST) unfold_list(stack, *todo);
        else return true;
    }
    return false;
}
