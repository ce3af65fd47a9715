// check_walk.h: the files of the check to one another. Nothing else includes it.
//
//     check.c            the walk: functions, loops, try, with
//     check_name.c       what may not be bound, keywords given twice, stars
//     check_pattern.c    the patterns of match statements
//     check_warning.c    what is only warned about
//
// Everything happens in the order of CPython's compile.c, which decides which of several mistakes
// is told.
#ifndef OU_PARSER_CHECK_WALK_H
#define OU_PARSER_CHECK_WALK_H

#include "parser/check.h"
#include "parser/scope.h"
#include "parser/todo.h"

enum { OU_CHECK_MAX_BLOCKS = 20 };     // CPython's CO_MAXBLOCKS

typedef enum OuCheckBlock {
    OU_CHECK_LOOP,
    OU_CHECK_GROUP_HANDLER,            // except*
    OU_CHECK_OTHER,                    // try, finally, with, a handler: only counted
} OuCheckBlock;

// The function, class or module that is being walked.
typedef struct OuCheckFrame {
    struct OuCheckFrame *around;
    OuScope *scope;
    uint32_t block_count;
    uint8_t  blocks[OU_CHECK_MAX_BLOCKS];
} OuCheckFrame;

typedef struct OuCheck {
    OuSyntaxTree  *tree;
    OuArena       *arena;
    OuSyntaxError *error;
    OuCheckFrame  *frame;
    OuName        *debug;              // `__debug__`
    OuFuture       future;
    OuTodoStack    todo;
    bool           failed;
} OuCheck;

// A growing set of names.
typedef struct OuCheckNames {
    OuName **buckets;
    uint32_t bucket_count;             // a power of two, or 0
    uint32_t count;
} OuCheckNames;

// check.c ---------------------------------------------------------------------------------------

// The first error is kept; the walk ends after it.
void ou_check_fail_memory(OuCheck *check);
void ou_check_fail(OuCheck *check, const OuNode *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// check_name.c ----------------------------------------------------------------------------------

// False if the set holds the name already.
bool ou_check_add_name(OuCheck *check, OuCheckNames *names, OuName *name);

// Complains when `name` is `__debug__`, which nothing may bind. `name` may be NULL.
void ou_check_binding(OuCheck *check, const OuName *name, const OuNode *at);
void ou_check_parameters(OuCheck *check, const OuNode *arguments, const OuNode *at);
void ou_check_alias(OuCheck *check, const OuNode *alias, const OuNode *at);
void ou_check_keywords(OuCheck *check, const OuNodeList *keywords, const OuNode *at);

// A Name, Attribute, Tuple or List that is assigned to, or deleted.
void ou_check_target(OuCheck *check, const OuNode *node);

// check_pattern.c -------------------------------------------------------------------------------

void ou_check_pattern(OuCheck *check, const OuNode *pattern, bool may_be_irrefutable);

// check_warning.c -------------------------------------------------------------------------------

void ou_check_warn_assert(OuCheck *check, const OuNode *node);
void ou_check_warn_compare(OuCheck *check, const OuNode *node);
void ou_check_warn_call(OuCheck *check, const OuNode *node);
void ou_check_warn_subscript(OuCheck *check, const OuNode *node);

#endif
