// diagnosis_state.h: what the files of the diagnosis share. Nothing else includes it.
#ifndef OU_PARSER_DIAGNOSIS_STATE_H
#define OU_PARSER_DIAGNOSIS_STATE_H

#include "gc/buffer.h"
#include "lexer/lexer.h"
#include "parser/diagnosis.h"
#include "parser/peg.h"

enum { OU_DIAGNOSIS_DEPTH_LIMIT = 6000 };   // rules in rules: as CPython's parser

// What a rule matched: tokens first to last - 1, and what the rules inside it matched.
typedef struct OuDiagnosisNode {
    uint32_t                first, last;
    uint32_t                count;
    uint8_t                 kind;           // an OuNodeKind, or OU_NODE_NONE
    struct OuDiagnosisNode *children[];
} OuDiagnosisNode;

// The remembered result of one rule at one token.
typedef struct OuDiagnosisMemo {
    struct OuDiagnosisMemo *next;
    const OuPegRule        *rule;
    OuDiagnosisNode        *node;
    uint32_t                end;            // the token behind the match
    bool                    matched;
    bool                    seeks_mistakes; // was made while mistakes were looked for
} OuDiagnosisMemo;

// An f-string counts as one STRING here. What is wrong inside is found when it is read, and
// reported when the rule for strings comes to it: `fault` is a finished error, `fault_message` one
// that is reported at the last token read.
typedef struct OuDiagnosisToken {
    uint32_t             kind, start, end;
    uint32_t             level;             // brackets open behind it
    bool                 is_fstring;
    const OuSyntaxError *fault;
    const char          *fault_message;
    OuDiagnosisMemo     *memos;
} OuDiagnosisToken;

typedef struct OuDiagnosis {
    OuSource           *source;
    OuArena            *arena;              // for the error's message
    OuArena            *scratch;            // for all else
    OuPegGrammar       *grammar;
    OuSyntaxError      *error;              // filled when `stopped`
    OuLexer             lexer;
    OuDiagnosisToken   *tokens;
    uint32_t            fill;               // tokens read so far
    uint32_t            capacity;
    uint32_t            position;           // the next token to be matched
    uint32_t            depth;              // rules in rules
    const char         *stack_limit;        // matching goes no deeper than to this address
    OuDiagnosisNode   **stack;              // results of the rules inside those being matched
    uint32_t            stack_count, stack_capacity;
    bool                is_open_ended;      // the text lacks its last "\n", and nobody adds it
    bool                is_field;           // reads the expression of an f-string's field
    bool                seeks_mistakes;     // second pass: `invalid_…` rules take part
    bool                stopped;            // `error` is final; every match fails
    bool                by_lexer;           // ... because a token couldn't be read
} OuDiagnosis;

// ---- diagnosis.c ----

// Reads on until token `index` is there; false stops the diagnosis.
__attribute__((warn_unused_result))
bool ou_diagnosis_fetch(OuDiagnosis *diagnosis, uint32_t index);

// Reads all tokens of `source` twice, as CPython does. True if rule `start` matches and nothing
// is wrong; false fills `error`. `stuck` says where to put the blame if all matches after all.
__attribute__((warn_unused_result))
bool ou_diagnosis_run(OuDiagnosis *diagnosis, const char *start);

// ---- diagnosis_match.c ----

// The rule at the current position; `result` is NULL if nothing in it makes a node.
__attribute__((warn_unused_result))
bool ou_diagnosis_match(OuDiagnosis *diagnosis, const OuPegRule *rule, OuDiagnosisNode **result);

// ---- diagnosis_action.c ----

typedef enum OuDiagnosisVerdict {
    OU_DIAGNOSIS_FAIL,          // no error, and no match
    OU_DIAGNOSIS_MATCH,         // no error
} OuDiagnosisVerdict;

// Does what stands behind an alternative that has matched; a raised error sets `stopped`.
OuDiagnosisVerdict ou_diagnosis_act(OuDiagnosis *diagnosis, const OuPegAlternative *alternative,
                                    OuDiagnosisNode *const captures[2]);

// ---- diagnosis_raise.c ----

// All stop the diagnosis, unless it has stopped already. Tokens are given by their index.
void ou_diagnosis_raise_range(OuDiagnosis *diagnosis, uint32_t first, uint32_t last,
                              const char *message);
void ou_diagnosis_raise_last(OuDiagnosis *diagnosis, OuSyntaxErrorKind kind, const char *message);
void ou_diagnosis_raise_starting(OuDiagnosis *diagnosis, uint32_t first, const char *message);

// "':' expected after dictionary key": at the last character of tokens first to last.
void ou_diagnosis_raise_behind(OuDiagnosis *diagnosis, uint32_t first, uint32_t last,
                               const char *message);

// A number that is too long: CPython knows no column.
void ou_diagnosis_raise_number(OuDiagnosis *diagnosis, uint32_t index, const char *message);
void ou_diagnosis_raise_memory(OuDiagnosis *diagnosis);
void ou_diagnosis_raise_fault(OuDiagnosis *diagnosis, const OuSyntaxError *fault);

// What the lexer found wrong, as a finished error.
void ou_diagnosis_from_lexer(OuSource *source, const OuSourceError *cause, OuSyntaxError *error);

// ---- diagnosis_string.c ----

// Looks into the f-string that begins with `token`, which `inside` has just read; fills the
// token's faults.
void ou_diagnosis_inspect(OuDiagnosis *diagnosis, OuDiagnosisToken *token, OuLexer *inside);

// Looks at a run of strings: how each is written, and whether they go together.
OuDiagnosisVerdict ou_diagnosis_strings(OuDiagnosis *diagnosis, uint32_t first, uint32_t last);

#endif
