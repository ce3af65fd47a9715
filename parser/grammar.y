// grammar.y: the grammar of Python 3.11. Above each group of rules stands the rule of the language
// reference that it implements.
//
// LR(1) and PEG differ in what they can tell apart, so some rules are wider than Python's and are
// narrowed by the builder that their action calls (build.h): targets are read as expressions,
// `e as target` is read in any parentheses, arguments and parameters in any order. A builder that
// is handed something that Python forbids calls ou_build_reject, and the parse ends. No messages
// are made here: diagnosis.h looks at the tokens again when a text was refused.
//
// Actions never check for NULL. A builder that gets no memory returns NULL, builders take NULL
// for any part, and the driver (parser.c) looks at the arena's `failed` after each token.
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {ou_grammar_}
%define api.token.prefix {OU_GRAMMAR_}
%define api.token.raw
%define api.location.type {OuSpan}
%define lr.type ielr
%expect 0
%locations
%parse-param { OuBuild *build }

%code requires {
#include "parser/build.h"
}

%code provides {
// A parser in its first state, in the arena of `build`; NULL when memory is refused. It is never
// deleted: it dies with the arena.
ou_grammar_pstate *ou_grammar_start(OuBuild *build);
}

%code {
// The stacks grow in the arena. Bison's own constructor can't be told which, hence
// ou_grammar_start; its YYMALLOC is never used.
#define YYMALLOC(size)       NULL
#define YYFREE(block)        ((void)(block))
#define YYSTACK_ALLOC(size)  ou_arena_alloc(build->arena, (size_t)(size))
#define YYMAXDEPTH           100000
#define YYLTYPE_IS_TRIVIAL   1
#define YYSTYPE_IS_TRIVIAL   1

#define YYLLOC_DEFAULT(at, rhs, n)                                              \
    do {                                                                        \
        (at).start = (n) ? YYRHSLOC(rhs, 1).start : YYRHSLOC(rhs, 0).end;       \
        (at).end = YYRHSLOC(rhs, n).end;                                        \
    } while (0)

// A node with its fields by name: NODE(RETURN, Return, @$, .value = $2)
#define NODE(NAME, Type, at, ...) \
    ou_build_node(build, OU_NODE_##NAME, (at), &(Ou##Type##Node){ __VA_ARGS__ }.head)
#define BINARY(NAME, at, x, y) \
    NODE(BIN_OP, BinOp, at, .left = x, .op = OU_OPERATOR_##NAME, .right = y)
#define UNARY(NAME, at, x) \
    NODE(UNARY_OP, UnaryOp, at, .op = OU_OPERATOR_##NAME, .operand = x)
#define CONSTANT(NAME, at) \
    NODE(CONSTANT, Constant, at, .value.kind = OU_CONSTANT_##NAME)
#define STORE(node)          ou_build_target(build, (node), OU_CONTEXT_STORE)
#define LIST(item)           ou_build_append(build, (OuNodeList){ 0 }, (item))
#define APPEND(list, item)   ou_build_append(build, (list), (item))
#define BARE(node)           ou_build_bare(node)
#define NAMES(name)          ou_build_append_name(build, (OuNameList){ 0 }, (name))

static void yyerror(const OuSpan *at, OuBuild *build, const char *message);
}

%union {
    OuNode          *node;
    OuNodeList       list;
    OuName          *name;
    OuNameList       names;
    int32_t          number;
    OuPair           pair;
    OuPairs         *pairs;
    OuParameter     *parameter;
    OuParameterList  parameters;
    OuStringRun      run;
}

// Kinds of tokens: every row of lexer/tokens.def, under the same name (parser.c relies on it).
%token END 0 "end of file"
%token NEWLINE INDENT DEDENT INVALID
%token <name> NAME
%token NUMBER STRING
%token FSTRING_START FSTRING_MIDDLE FSTRING_END
%token FIELD_OPEN FIELD_EQUAL FIELD_CONVERSION FIELD_COLON FIELD_CLOSE
%token FALSE "False" NONE "None" TRUE "True" AND "and" AS "as" ASSERT "assert" ASYNC "async"
%token AWAIT "await" BREAK "break" CLASS "class" CONTINUE "continue" DEF "def" DEL "del"
%token ELIF "elif" ELSE "else" EXCEPT "except" FINALLY "finally" FOR "for" FROM "from"
%token GLOBAL "global" IF "if" IMPORT "import" IN "in" IS "is" LAMBDA "lambda"
%token NONLOCAL "nonlocal" NOT "not" OR "or" PASS "pass" RAISE "raise" RETURN "return"
%token TRY "try" WHILE "while" WITH "with" YIELD "yield" MATCH "match" CASE "case"
%token LPAR "(" RPAR ")" LSQB "[" RSQB "]" LBRACE "{" RBRACE "}" COMMA "," COLON ":"
%token SEMICOLON ";" DOT "." ELLIPSIS "..." ARROW "->" WALRUS ":=" ASSIGN "="
%token EQUAL "==" NOT_EQUAL "!=" LESS "<" LESS_EQUAL "<=" GREATER ">" GREATER_EQUAL ">="
%token TILDE "~" PLUS "+" MINUS "-" STAR "*" SLASH "/" DOUBLE_SLASH "//" PERCENT "%" AT "@"
%token AMPERSAND "&" BAR "|" CARET "^" SHIFT_LEFT "<<" SHIFT_RIGHT ">>" POWER "**"
%token PLUS_ASSIGN "+=" MINUS_ASSIGN "-=" STAR_ASSIGN "*=" SLASH_ASSIGN "/="
%token DOUBLE_SLASH_ASSIGN "//=" PERCENT_ASSIGN "%=" AT_ASSIGN "@=" AMPERSAND_ASSIGN "&="
%token BAR_ASSIGN "|=" CARET_ASSIGN "^=" SHIFT_LEFT_ASSIGN "<<=" SHIFT_RIGHT_ASSIGN ">>="
%token POWER_ASSIGN "**="
// What is to be read: the driver pushes one of these first.
%token START_FILE START_INTERACTIVE START_BLOCK START_EXPRESSION

%left "or"
%left "and"
%precedence NEGATION
%precedence "<" ">" "==" ">=" "<=" "!=" "in" "is" "not"
%left "|"
%left "^"
%left "&"
%left "<<" ">>"
%left "+" "-"
%left "*" "/" "//" "%" "@"
%precedence UNARY
%right "**"

%type <list> file_statements statements statement simple_line simples block else_part else_opt
%type <list> finally_opt chain aliases dotted_aliases alias_list decorators handlers star_handlers
%type <list> cases with_items expression_list star_expression_list target_list arguments
%type <list> arguments_opt subscript_list display
%type <list> paren_list comprehension star_named_list
%type <node> simple assignment value yield dotted_alias alias compound function plain_function class
%type <node> if_statement
%type <node> decorator handler star_handler with_item with_head with_statement for_statement
%type <node> expressions star_expressions star_expression targets target_item named expression
%type <node> disjunction arith primary atom argument subscripts subscript expression_opt
%type <node> display_item paren_item
%type <node> returns_opt annotation_opt star_annotation comprehension_for group enclosed format_opt
%type <node> match_statement subject case guard_opt
%type <node> patterns pattern or_pattern closed_pattern star_pattern literal_pattern number_pattern
%type <node> signed_number pattern_name mapping_key pattern_text pattern_class
%type <list> or_patterns pattern_list
%type <pairs> mapping_patterns class_patterns
%type <pair> mapping_pattern
%type <names> names dotted
%type <number> augmented dots compare_op conversion_opt debug_opt comma_opt
%type <pairs> pairs
%type <pair> pair
%type <parameter> parameter lambda_parameter
%type <parameters> parameters parameters_opt lambda_parameters lambda_parameters_opt
%type <run> strings string fstring_parts fstring_part

%start input
%%

// file: [statements] ENDMARKER
// interactive: statement_newline
// eval: expressions NEWLINE* ENDMARKER
input
  : START_FILE                          { build->root = NODE(MODULE, Module, @$, .scope = NULL); }
  | START_FILE file_statements          { build->root = NODE(MODULE, Module, @2, .body = $2); }
  | START_INTERACTIVE                   { build->root = ou_build_interactive(build, @$, NULL); }
  | START_INTERACTIVE statement         { build->root = ou_build_interactive(build, @2, &$2); }
  | START_BLOCK                         { build->root = ou_build_interactive(build, @$, NULL); }
  | START_BLOCK file_statements         { build->root = ou_build_interactive(build, @2, &$2); }
  | START_EXPRESSION expressions NEWLINE
      { build->root = NODE(EXPRESSION, Expression, @2, .body = $2); }
  ;

// ---- statements ------------------------------------------------------------------------------

// statements: statement+
// statement: compound_stmt | simple_stmts
// A statement's span ends with its last token that isn't blank: the ";" in `a;` is in, too.
file_statements
  : statement                           { $$ = $1; ou_build_checkpoint(build, @$); }
  | file_statements statement
      { $$ = ou_build_concat(build, $1, $2); ou_build_checkpoint(build, @2); }
  ;
statements
  : statement
  | statements statement                { $$ = ou_build_concat(build, $1, $2); }
  ;
statement
  : simple_line                         { $$ = $1; ou_build_end_statement(build, @$); }
  | compound                            { $$ = LIST($1); ou_build_end_statement(build, @$); }
  ;

// simple_stmts: ';'.simple_stmt+ [';'] NEWLINE
simple_line
  : simples NEWLINE                     { $$ = $1; @$ = @1; }
  | simples ";" NEWLINE                 { $$ = $1; @$.end = @2.end; }
  ;
simples
  : simple                              { $$ = LIST($1); }
  | simples ";" simple                  { $$ = APPEND($1, $3); }
  ;

// block: NEWLINE INDENT statements DEDENT | simple_stmts
block
  : simple_line
  | NEWLINE INDENT statements DEDENT    { $$ = $3; @$ = @3; }
  ;

simple
  : assignment
  // del_stmt: 'del' del_targets
  | "del" target_list comma_opt
      { $$ = NODE(DELETE, Delete, @$, .targets = ou_build_targets(build, $2, OU_CONTEXT_DEL)); }
  | "pass"                              { $$ = NODE(PASS, Pass, @$, ); }
  | "break"                             { $$ = NODE(BREAK, Break, @$, ); }
  | "continue"                          { $$ = NODE(CONTINUE, Continue, @$, ); }
  // return_stmt: 'return' [star_expressions]
  | "return"                            { $$ = NODE(RETURN, Return, @$, ); }
  | "return" star_expressions           { $$ = NODE(RETURN, Return, @$, .value = $2); }
  // raise_stmt: 'raise' expression ['from' expression] | 'raise'
  | "raise"                             { $$ = NODE(RAISE, Raise, @$, ); }
  | "raise" expression                  { $$ = NODE(RAISE, Raise, @$, .exc = $2); }
  | "raise" expression "from" expression
                                        { $$ = NODE(RAISE, Raise, @$, .exc = $2, .cause = $4); }
  // global_stmt: 'global' ','.NAME+      nonlocal_stmt: 'nonlocal' ','.NAME+
  | "global" names                      { $$ = NODE(GLOBAL, Global, @$, .names = $2); }
  | "nonlocal" names                    { $$ = NODE(NONLOCAL, Nonlocal, @$, .names = $2); }
  // assert_stmt: 'assert' expression [',' expression]
  | "assert" expression                 { $$ = NODE(ASSERT, Assert, @$, .test = $2); }
  | "assert" expression "," expression  { $$ = NODE(ASSERT, Assert, @$, .test = $2, .msg = $4); }
  // import_name: 'import' dotted_as_names
  | "import" dotted_aliases             { $$ = NODE(IMPORT, Import, @$, .names = $2); }
  // import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
  //            | 'from' ('.' | '...')+ 'import' import_from_targets
  // import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names | '*'
  | "from" dotted "import" aliases
      { $$ = ou_build_import_from(build, @$, 0, &$2, $4); }
  | "from" dots "import" aliases
      { $$ = ou_build_import_from(build, @$, $2, NULL, $4); }
  | "from" dots dotted "import" aliases
      { $$ = ou_build_import_from(build, @$, $2, &$3, $5); }
  ;

// assignment: NAME ':' expression ['=' annotated_rhs]
//           | ('(' single_target ')' | single_subscript_attribute_target) ':' ...
//           | (star_targets '=')+ (yield_expr | star_expressions)
//           | single_target augassign ~ (yield_expr | star_expressions)
assignment
  : star_expressions                    { $$ = NODE(EXPR, Expr, @$, .value = $1); }
  | yield                               { $$ = NODE(EXPR, Expr, @$, .value = $1); }
  | chain                               { $$ = ou_build_assign(build, @$, $1); }
  | star_expressions augmented value    { $$ = ou_build_augmented(build, @$, $1, $2, $3); }
  | expression ":" expression           { $$ = ou_build_annotated(build, @$, $1, $3, NULL); }
  | expression ":" expression "=" value { $$ = ou_build_annotated(build, @$, $1, $3, $5); }
  ;
// The value of every link but the last is a target, too.
chain
  : star_expressions "=" value          { $$ = LIST($1); $$ = APPEND($$, $3); }
  | chain "=" value                     { $$ = APPEND($1, $3); }
  ;
value : star_expressions | yield ;

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
yield
  : "yield"                             { $$ = NODE(YIELD, Yield, @$, ); }
  | "yield" star_expressions            { $$ = NODE(YIELD, Yield, @$, .value = $2); }
  | "yield" "from" expression           { $$ = NODE(YIELD_FROM, YieldFrom, @$, .value = $3); }
  ;

augmented
  : "+="  { $$ = OU_OPERATOR_ADD; }          | "-="  { $$ = OU_OPERATOR_SUB; }
  | "*="  { $$ = OU_OPERATOR_MULT; }         | "@="  { $$ = OU_OPERATOR_MAT_MULT; }
  | "/="  { $$ = OU_OPERATOR_DIV; }          | "%="  { $$ = OU_OPERATOR_MOD; }
  | "&="  { $$ = OU_OPERATOR_BIT_AND; }      | "|="  { $$ = OU_OPERATOR_BIT_OR; }
  | "^="  { $$ = OU_OPERATOR_BIT_XOR; }      | "<<=" { $$ = OU_OPERATOR_LEFT_SHIFT; }
  | ">>=" { $$ = OU_OPERATOR_RIGHT_SHIFT; }  | "**=" { $$ = OU_OPERATOR_POW; }
  | "//=" { $$ = OU_OPERATOR_FLOOR_DIV; }
  ;

names
  : NAME                                { $$ = NAMES($1); }
  | names "," NAME                      { $$ = ou_build_append_name(build, $1, $3); }
  ;

// dotted_name: dotted_name '.' NAME | NAME
dotted
  : NAME                                { $$ = NAMES($1); }
  | dotted "." NAME                     { $$ = ou_build_append_name(build, $1, $3); }
  ;
// dotted_as_name: dotted_name ['as' NAME]
dotted_aliases
  : dotted_alias                        { $$ = LIST($1); }
  | dotted_aliases "," dotted_alias     { $$ = APPEND($1, $3); }
  ;
dotted_alias
  : dotted                  { $$ = NODE(ALIAS, Alias, @$, .name = ou_build_dotted(build, $1)); }
  | dotted "as" NAME
      { $$ = NODE(ALIAS, Alias, @$, .name = ou_build_dotted(build, $1), .asname = $3); }
  ;
// import_from_as_name: NAME ['as' NAME]
aliases
  : "*"                                 { $$ = LIST(ou_build_star_alias(build, @$)); }
  | alias_list                          { $$ = $1; }
  | "(" alias_list comma_opt ")"        { $$ = $2; }
  ;
alias_list
  : alias                               { $$ = LIST($1); }
  | alias_list "," alias                { $$ = APPEND($1, $3); }
  ;
alias
  : NAME                                { $$ = NODE(ALIAS, Alias, @$, .name = $1); }
  | NAME "as" NAME                      { $$ = NODE(ALIAS, Alias, @$, .name = $1, .asname = $3); }
  ;
dots
  : "."                                 { $$ = 1; }
  | "..."                               { $$ = 3; }
  | dots "."                            { $$ = $1 + 1; }
  | dots "..."                          { $$ = $1 + 3; }
  ;
comma_opt
  : %empty                              { $$ = 0; }
  | ","                                 { $$ = 1; }
  ;

compound
  : if_statement
  // while_stmt: 'while' named_expression ':' block [else_block]
  | "while" named ":" block else_opt
      { $$ = NODE(WHILE, While, @$, .test = $2, .body = $4, .orelse = $5); }
  | for_statement
  | "async" for_statement               { $$ = ou_build_async(build, @1, $2); }
  // try_stmt: 'try' ':' block finally_block
  //         | 'try' ':' block except_block+ [else_block] [finally_block]
  //         | 'try' ':' block except_star_block+ [else_block] [finally_block]
  | "try" ":" block handlers else_opt finally_opt
      { $$ = NODE(TRY, Try, @$, .body = $3, .handlers = $4, .orelse = $5, .finalbody = $6); }
  | "try" ":" block star_handlers else_opt finally_opt
      { $$ = NODE(TRY_STAR, TryStar, @$, .body = $3, .handlers = $4, .orelse = $5,
                  .finalbody = $6); }
  | "try" ":" block "finally" ":" block
      { $$ = NODE(TRY, Try, @$, .body = $3, .finalbody = $6); }
  | with_statement
  | "async" with_statement              { $$ = ou_build_async(build, @1, $2); }
  // decorators: ('@' named_expression NEWLINE)+
  | function
  | class
  | decorators function                 { $$ = ou_build_decorate(build, $2, $1); @$ = @2; }
  | decorators class                    { $$ = ou_build_decorate(build, $2, $1); @$ = @2; }
  | match_statement
  ;

// if_stmt: 'if' named_expression ':' block (elif_stmt | [else_block])
if_statement
  : "if" named ":" block else_part
      { $$ = NODE(IF, If, @$, .test = $2, .body = $4, .orelse = $5); }
  ;
else_part
  : else_opt
  | "elif" named ":" block else_part
      { $$ = LIST(NODE(IF, If, @$, .test = $2, .body = $4, .orelse = $5)); }
  ;
else_opt
  : %empty                              { $$ = (OuNodeList){ 0 }; }
  | "else" ":" block                    { $$ = $3; }
  ;
finally_opt
  : %empty                              { $$ = (OuNodeList){ 0 }; }
  | "finally" ":" block                 { $$ = $3; }
  ;

// for_stmt: ['async'] 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
for_statement
  : "for" targets "in" star_expressions ":" block else_opt
      { $$ = NODE(FOR, For, @$, .target = STORE($2), .iter = $4, .body = $6, .orelse = $7); }
  ;

// except_block: 'except' expression ['as' NAME] ':' block | 'except' ':' block
handlers
  : handler                             { $$ = LIST($1); }
  | handlers handler                    { $$ = APPEND($1, $2); }
  ;
handler
  : "except" ":" block
      { $$ = NODE(EXCEPT_HANDLER, ExceptHandler, @$, .body = $3); }
  | "except" expression ":" block
      { $$ = NODE(EXCEPT_HANDLER, ExceptHandler, @$, .type = $2, .body = $4); }
  | "except" expression "as" NAME ":" block
      { $$ = NODE(EXCEPT_HANDLER, ExceptHandler, @$, .type = $2, .name = $4, .body = $6); }
  ;
// except_star_block: 'except' '*' expression ['as' NAME] ':' block
star_handlers
  : star_handler                        { $$ = LIST($1); }
  | star_handlers star_handler          { $$ = APPEND($1, $2); }
  ;
star_handler
  : "except" "*" expression ":" block
      { $$ = NODE(EXCEPT_HANDLER, ExceptHandler, @$, .type = $3, .body = $5); }
  | "except" "*" expression "as" NAME ":" block
      { $$ = NODE(EXCEPT_HANDLER, ExceptHandler, @$, .type = $3, .name = $5, .body = $7); }
  ;

// with_stmt: ['async'] 'with' '(' ','.with_item+ ','? ')' ':' block
//          | ['async'] 'with' ','.with_item+ ':' block
// with_item: expression ['as' star_target]
// Items in parentheses are read as one parenthesised expression and taken apart by the builder.
with_statement
  : with_head ":" block                 { $$ = ou_build_with(build, @$, $1, $3); }
  ;
with_head
  : "with" with_items                   { $$ = ou_build_with_head(build, @$, $2); }
  ;
with_items
  : with_item                           { $$ = LIST($1); }
  | with_items "," with_item            { $$ = APPEND($1, $3); }
  ;
with_item
  : expression
      { $$ = NODE(WITHITEM, WithItem, @$, .context_expr = $1); }
  | expression "as" target_item
      { $$ = NODE(WITHITEM, WithItem, @$, .context_expr = $1, .optional_vars = STORE($3)); }
  ;

// function_def: ['async'] 'def' NAME '(' [params] ')' ['->' expression] ':' block
function
  : plain_function
  | "async" plain_function              { $$ = ou_build_async(build, @1, $2); }
  ;
plain_function
  : "def" NAME "(" parameters_opt ")" returns_opt ":" block
      { $$ = NODE(FUNCTION_DEF, FunctionDef, @$, .name = $2,
                  .args = ou_build_parameters(build, @4, $4), .body = $8, .returns = $6); }
  ;
returns_opt
  : %empty                              { $$ = NULL; }
  | "->" expression                     { $$ = $2; }
  ;
// class_def: 'class' NAME ['(' [arguments] ')'] ':' block
class
  : "class" NAME ":" block
      { $$ = NODE(CLASS_DEF, ClassDef, @$, .name = $2, .body = $4); }
  | "class" NAME "(" arguments_opt ")" ":" block
      { $$ = ou_build_class(build, @$, $2, $4, $7); }
  ;
decorators
  : decorator                           { $$ = LIST($1); }
  | decorators decorator                { $$ = APPEND($1, $2); }
  ;
decorator : "@" named NEWLINE           { $$ = $2; } ;

// parameters: the order (defaults last, "/" once, one star) is checked by ou_build_parameters.
// param: NAME [':' expression] ['=' expression]
parameters_opt
  : %empty                              { $$ = (OuParameterList){ NULL, NULL }; }
  | parameters comma_opt                { $$ = $1; }
  ;
parameters
  : parameter                { $$ = ou_build_append_parameter(NULL, $1); }
  | parameters "," parameter            { $$ = ou_build_append_parameter(&$1, $3); }
  ;
parameter
  : NAME annotation_opt
      { $$ = ou_build_parameter(build, OU_PARAMETER_PLAIN, @$, $1, $2, NULL); }
  | NAME annotation_opt "=" expression
      { OuSpan at = { @1.start, @2.end };
        $$ = ou_build_parameter(build, OU_PARAMETER_PLAIN, at, $1, $2, $4); }
  | "*"   { $$ = ou_build_parameter(build, OU_PARAMETER_BARE_STAR, @$, NULL, NULL, NULL); }
  | "*" NAME
      { $$ = ou_build_parameter(build, OU_PARAMETER_STAR, @2, $2, NULL, NULL); }
  | "*" NAME ":" star_annotation
      { OuSpan at = { @2.start, @4.end };
        $$ = ou_build_parameter(build, OU_PARAMETER_STAR, at, $2, $4, NULL); }
  | "**" NAME annotation_opt
      { OuSpan at = { @2.start, @3.end };
        $$ = ou_build_parameter(build, OU_PARAMETER_DOUBLE_STAR, at, $2, $3, NULL); }
  | "/"   { $$ = ou_build_parameter(build, OU_PARAMETER_SLASH, @$, NULL, NULL, NULL); }
  ;
// star_annotation: ':' star_expression
star_annotation
  : expression
  | "*" arith                           { $$ = NODE(STARRED, Starred, @$, .value = $2); }
  ;
annotation_opt
  : %empty                              { $$ = NULL; }
  | ":" expression                      { $$ = $2; }
  ;
// lambda_params: as params, without annotations
lambda_parameters_opt
  : %empty                              { $$ = (OuParameterList){ NULL, NULL }; }
  | lambda_parameters comma_opt         { $$ = $1; }
  ;
lambda_parameters
  : lambda_parameter         { $$ = ou_build_append_parameter(NULL, $1); }
  | lambda_parameters "," lambda_parameter  { $$ = ou_build_append_parameter(&$1, $3); }
  ;
lambda_parameter
  : NAME  { $$ = ou_build_parameter(build, OU_PARAMETER_PLAIN, @$, $1, NULL, NULL); }
  | NAME "=" expression
          { $$ = ou_build_parameter(build, OU_PARAMETER_PLAIN, @1, $1, NULL, $3); }
  | "*"   { $$ = ou_build_parameter(build, OU_PARAMETER_BARE_STAR, @$, NULL, NULL, NULL); }
  | "*" NAME
          { $$ = ou_build_parameter(build, OU_PARAMETER_STAR, @2, $2, NULL, NULL); }
  | "**" NAME
          { $$ = ou_build_parameter(build, OU_PARAMETER_DOUBLE_STAR, @2, $2, NULL, NULL); }
  | "/"   { $$ = ou_build_parameter(build, OU_PARAMETER_SLASH, @$, NULL, NULL, NULL); }
  ;

// ---- expressions -----------------------------------------------------------------------------

// expressions: expression (',' expression)* [',']
expressions
  : expression
  | expression_list ","                 { $$ = NODE(TUPLE, Tuple, @$, .elts = $1); }
  | expression_list "," expression      { $$ = NODE(TUPLE, Tuple, @$, .elts = APPEND($1, $3)); }
  ;
expression_list
  : expression                          { $$ = LIST($1); }
  | expression_list "," expression      { $$ = APPEND($1, $3); }
  ;
// star_expressions: star_expression (',' star_expression)* [',']
star_expressions
  : star_expression
  | star_expression_list ","            { $$ = NODE(TUPLE, Tuple, @$, .elts = $1); }
  | star_expression_list "," star_expression
                                        { $$ = NODE(TUPLE, Tuple, @$, .elts = APPEND($1, $3)); }
  ;
star_expression_list
  : star_expression                     { $$ = LIST($1); }
  | star_expression_list "," star_expression  { $$ = APPEND($1, $3); }
  ;
// star_expression: '*' bitwise_or | expression
star_expression
  : expression
  | "*" arith                           { $$ = NODE(STARRED, Starred, @$, .value = $2); }
  ;

// star_targets: star_target (',' star_target)* [',']
// Built from arith, which has no comparisons: so they stop before `in`.
targets
  : target_item
  | target_list ","                     { $$ = NODE(TUPLE, Tuple, @$, .elts = $1); }
  | target_list "," target_item         { $$ = NODE(TUPLE, Tuple, @$, .elts = APPEND($1, $3)); }
  ;
target_list
  : target_item                         { $$ = LIST($1); }
  | target_list "," target_item         { $$ = APPEND($1, $3); }
  ;
target_item
  : arith
  | "*" arith                           { $$ = NODE(STARRED, Starred, @$, .value = $2); }
  ;

// named_expression: NAME ':=' ~ expression | expression !':='
named
  : expression
  | NAME ":=" expression                { $$ = ou_build_walrus(build, @$, @1, $1, $3); }
  ;

// expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef
// lambdef: 'lambda' [lambda_params] ':' expression
expression
  : disjunction
  | disjunction "if" disjunction "else" expression
      { $$ = NODE(IF_EXP, IfExp, @$, .test = $3, .body = $1, .orelse = $5); }
  | "lambda" lambda_parameters_opt ":" expression
      { $$ = NODE(LAMBDA, Lambda, @$, .args = ou_build_parameters(build, @2, $2), .body = $4); }
  ;

// disjunction: conjunction ('or' conjunction)+     conjunction: inversion ('and' inversion)+
// inversion: 'not' inversion                       comparison: bitwise_or compare_op_bitwise_or+
disjunction
  : arith
  | disjunction "or" disjunction
      { $$ = ou_build_boolean(build, @$, $1, OU_OPERATOR_OR, $3); }
  | disjunction "and" disjunction
      { $$ = ou_build_boolean(build, @$, $1, OU_OPERATOR_AND, $3); }
  | "not" disjunction %prec NEGATION    { $$ = UNARY(NOT, @$, $2); }
  | disjunction compare_op arith
      { $$ = ou_build_compare(build, @$, $1, (OuOperator)$2, $3); }
  ;
compare_op
  : "=="       { $$ = OU_OPERATOR_EQ; }       | "!="       { $$ = OU_OPERATOR_NOT_EQ; }
  | "<"        { $$ = OU_OPERATOR_LESS; }     | "<="       { $$ = OU_OPERATOR_LESS_EQ; }
  | ">"        { $$ = OU_OPERATOR_GREATER; }  | ">="       { $$ = OU_OPERATOR_GREATER_EQ; }
  | "is"       { $$ = OU_OPERATOR_IS; }       | "is" "not" { $$ = OU_OPERATOR_IS_NOT; }
  | "in"       { $$ = OU_OPERATOR_IN; }       | "not" "in" { $$ = OU_OPERATOR_NOT_IN; }
  ;

// bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum, term, factor, power, await_primary
arith
  : primary
  | "await" primary                     { $$ = NODE(AWAIT, Await, @$, .value = $2); }
  | arith "|" arith                     { $$ = BINARY(BIT_OR, @$, $1, $3); }
  | arith "^" arith                     { $$ = BINARY(BIT_XOR, @$, $1, $3); }
  | arith "&" arith                     { $$ = BINARY(BIT_AND, @$, $1, $3); }
  | arith "<<" arith                    { $$ = BINARY(LEFT_SHIFT, @$, $1, $3); }
  | arith ">>" arith                    { $$ = BINARY(RIGHT_SHIFT, @$, $1, $3); }
  | arith "+" arith                     { $$ = BINARY(ADD, @$, $1, $3); }
  | arith "-" arith                     { $$ = BINARY(SUB, @$, $1, $3); }
  | arith "*" arith                     { $$ = BINARY(MULT, @$, $1, $3); }
  | arith "/" arith                     { $$ = BINARY(DIV, @$, $1, $3); }
  | arith "//" arith                    { $$ = BINARY(FLOOR_DIV, @$, $1, $3); }
  | arith "%" arith                     { $$ = BINARY(MOD, @$, $1, $3); }
  | arith "@" arith                     { $$ = BINARY(MAT_MULT, @$, $1, $3); }
  | arith "**" arith                    { $$ = BINARY(POW, @$, $1, $3); }
  | "-" arith %prec UNARY               { $$ = UNARY(USUB, @$, $2); }
  | "+" arith %prec UNARY               { $$ = UNARY(UADD, @$, $2); }
  | "~" arith %prec UNARY               { $$ = UNARY(INVERT, @$, $2); }
  ;

// primary: primary '.' NAME | primary genexp | primary '(' [arguments] ')'
//        | primary '[' slices ']' | atom
primary
  : atom
  | primary "." NAME               { $$ = NODE(ATTRIBUTE, Attribute, @$, .value = $1, .attr = $3); }
  | primary "(" arguments_opt ")"
      { OuSpan inside = { @2.start, @4.end };
        $$ = ou_build_call(build, @$, inside, $1, $3); }
  | primary "[" subscripts "]"
      { $$ = NODE(SUBSCRIPT, Subscript, @$, .value = $1, .slice = $3); }
  ;

// arguments: args [',']      args: the order is checked by ou_build_call
arguments_opt
  : %empty                              { $$ = (OuNodeList){ 0 }; }
  | arguments                           { $$ = $1; }
  | arguments ","                       { $$ = ou_build_end_arguments(build, $1); }
  ;
arguments
  : argument                            { $$ = LIST($1); }
  | arguments "," argument              { $$ = APPEND($1, $3); }
  ;
argument
  : named
  | named comprehension                 { $$ = BARE(ou_build_generator(build, @$, $1, $2)); }
  | NAME "=" expression         { $$ = NODE(KEYWORD, Keyword, @$, .arg = $1, .value = $3); }
  | "*" expression                      { $$ = NODE(STARRED, Starred, @$, .value = $2); }
  | "**" expression                     { $$ = NODE(KEYWORD, Keyword, @$, .value = $2); }
  ;

// slices: slice !',' | ','.(slice | starred_expression)+ [',']
subscripts
  : subscript                           { $$ = ou_build_subscript(build, @$, $1); }
  | subscript_list ","                  { $$ = NODE(TUPLE, Tuple, @$, .elts = $1); }
  | subscript_list "," subscript        { $$ = NODE(TUPLE, Tuple, @$, .elts = APPEND($1, $3)); }
  ;
subscript_list
  : subscript                           { $$ = LIST($1); }
  | subscript_list "," subscript        { $$ = APPEND($1, $3); }
  ;
// slice: [expression] ':' [expression] [':' [expression]] | named_expression
subscript
  : named
  | "*" expression                      { $$ = NODE(STARRED, Starred, @$, .value = $2); }
  | expression_opt ":" expression_opt
      { @$.start = $1 ? @1.start : @2.start;
        $$ = NODE(SLICE, Slice, @$, .lower = $1, .upper = $3); }
  | expression_opt ":" expression_opt ":" expression_opt
      { @$.start = $1 ? @1.start : @2.start;
        $$ = NODE(SLICE, Slice, @$, .lower = $1, .upper = $3, .step = $5); }
  ;
expression_opt
  : %empty                              { $$ = NULL; }
  | expression
  ;

// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | (tuple | group | genexp)
//     | (list | listcomp) | (dict | set | dictcomp | setcomp) | '...'
atom
  : NAME                                { $$ = NODE(NAME, Name, @$, .id = $1); }
  | NUMBER                              { $$ = ou_build_number(build, @$); }
  | "None"                              { $$ = CONSTANT(NONE, @$); }
  | "True"                              { $$ = CONSTANT(TRUE, @$); }
  | "False"                             { $$ = CONSTANT(FALSE, @$); }
  | "..."                               { $$ = CONSTANT(ELLIPSIS, @$); }
  | strings                             { $$ = ou_build_strings(build, @$, $1); }
  | group
  // list: '[' [star_named_expressions] ']'      listcomp: '[' named_expression for_if_clauses ']'
  | "[" "]"                             { $$ = NODE(LIST, List, @$, ); }
  | "[" display comma_opt "]"           { $$ = NODE(LIST, List, @$, .elts = $2); }
  | "[" display_item comprehension "]"
      { $$ = NODE(LIST_COMP, ListComp, @$, .elt = ou_build_plain(build, $2), .generators = $3); }
  // set: '{' star_named_expressions '}'         setcomp: '{' named_expression for_if_clauses '}'
  | "{" display comma_opt "}"           { $$ = NODE(SET, Set, @$, .elts = $2); }
  | "{" display_item comprehension "}"
      { $$ = NODE(SET_COMP, SetComp, @$, .elt = ou_build_plain(build, $2), .generators = $3); }
  // dict: '{' [double_starred_kvpairs] '}'      dictcomp: '{' kvpair for_if_clauses '}'
  | "{" "}"                             { $$ = NODE(DICT, Dict, @$, ); }
  | "{" pairs comma_opt "}"             { $$ = ou_build_dict(build, @$, $2); }
  | "{" pair comprehension "}"          { $$ = ou_build_dict_comp(build, @$, $2, $3); }
  ;

// tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
// group: '(' (yield_expr | named_expression) ')'
// genexp: '(' named_expression for_if_clauses ')'
group
  : "(" ")"                             { $$ = NODE(TUPLE, Tuple, @$, ); }
  | "(" enclosed ")"                    { $$ = ou_build_enclosed(build, @$, $2); }
  ;
// What can stand in parentheses. The span of a tuple or generator will include these.
enclosed
  : yield
  | paren_item
  | paren_list ","                      { $$ = BARE(NODE(TUPLE, Tuple, @$, .elts = $1)); }
  | paren_list "," paren_item
      { $$ = BARE(NODE(TUPLE, Tuple, @$, .elts = APPEND($1, $3))); }
  | paren_item comprehension            { $$ = BARE(ou_build_generator(build, @$, $1, $2)); }
  ;
paren_list
  : paren_item                          { $$ = LIST($1); }
  | paren_list "," paren_item           { $$ = APPEND($1, $3); }
  ;
// `as` is legal only in a with statement: ou_build_with_head finds those, and
// ou_build_end_statement rejects all others.
paren_item
  : display_item
  | expression "as" target_item         { $$ = ou_build_as(build, @$, $1, $3); }
  ;
// star_named_expression: '*' bitwise_or | named_expression
display
  : display_item                        { $$ = LIST($1); }
  | display "," display_item            { $$ = APPEND($1, $3); }
  ;
display_item
  : named
  | "*" arith                           { $$ = NODE(STARRED, Starred, @$, .value = $2); }
  ;
// double_starred_kvpair: '**' bitwise_or | kvpair      kvpair: expression ':' expression
pairs
  : pair                                { $$ = ou_build_append_pair(build, NULL, $1); }
  | pairs "," pair                      { $$ = ou_build_append_pair(build, $1, $3); }
  ;
pair
  : expression ":" expression           { $$ = (OuPair){ $1, $3 }; }
  | "**" arith                          { $$ = (OuPair){ NULL, $2 }; }
  ;

// for_if_clause: ['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
comprehension
  : comprehension_for                   { $$ = LIST($1); }
  | comprehension comprehension_for     { $$ = APPEND($1, $2); }
  | comprehension "if" disjunction      { $$ = ou_build_condition(build, $1, $3); }
  ;
comprehension_for
  : "for" targets "in" disjunction
      { $$ = NODE(COMPREHENSION, Comprehension, @$, .target = STORE($2), .iter = $4); }
  | "async" "for" targets "in" disjunction
      { $$ = NODE(COMPREHENSION, Comprehension, @$, .target = STORE($3), .iter = $5,
                  .is_async = 1); }
  ;

// strings: STRING+       (adjacent literals are one)
strings
  : string
  | strings string                      { $$ = ou_build_join(build, $1, $2); }
  ;
string
  : STRING                              { $$ = ou_build_literal(build, @$); }
  | fstring_open fstring_parts FSTRING_END  { $$ = ou_build_fstring(build, @$, $2); }
  ;
fstring_open : FSTRING_START            { ou_build_open_fstring(build, @$); } ;
fstring_parts
  : %empty                              { $$ = (OuStringRun){ 0 }; }
  | fstring_parts fstring_part          { $$ = ou_build_join(build, $1, $2); }
  ;
// replacement field: '{' (what can stand in parentheses) ['='] ['!' conversion] [':' spec] '}'
fstring_part
  : FSTRING_MIDDLE                      { $$ = ou_build_middle(build, @$); }
  | FIELD_OPEN enclosed debug_opt conversion_opt format_opt FIELD_CLOSE
      { OuSpan behind = $4 >= 0 ? @4 : $5 ? @5 : @6;
        OuSpan text = { @1.end, $3 ? behind.start : @1.end };
        OuSpan braces = { @1.start, ($3 ? @3 : behind).start + 1 };
        $$ = ou_build_field(build, text, ou_build_enclosed(build, braces, $2), $4, $5); }
  ;
debug_opt
  : %empty                              { $$ = 0; }
  | FIELD_EQUAL                         { $$ = 1; }
  ;
conversion_opt
  : %empty                              { $$ = -1; }
  | FIELD_CONVERSION                    { $$ = ou_build_conversion(build, @$); }
  ;
format_opt
  : %empty                              { $$ = NULL; }
  | FIELD_COLON fstring_parts           { $$ = ou_build_format(build, @$, $2); }
  ;

// ---- match -----------------------------------------------------------------------------------

// match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
match_statement
  : "match" subject ":" NEWLINE INDENT cases DEDENT
      { @$.end = @6.end; $$ = NODE(MATCH, Match, @$, .subject = $2, .cases = $6); }
  ;
// subject_expr: star_named_expression ',' star_named_expressions? | named_expression
subject
  : display_item                        { $$ = ou_build_plain(build, $1); }
  | star_named_list ","                 { $$ = NODE(TUPLE, Tuple, @$, .elts = $1); }
  | star_named_list "," display_item    { $$ = NODE(TUPLE, Tuple, @$, .elts = APPEND($1, $3)); }
  ;
star_named_list
  : display_item                        { $$ = LIST($1); }
  | star_named_list "," display_item    { $$ = APPEND($1, $3); }
  ;
// case_block: "case" patterns guard? ':' block
cases
  : case                                { $$ = LIST($1); }
  | cases case                          { $$ = APPEND($1, $2); }
  ;
case
  : "case" patterns guard_opt ":" block
      { $$ = NODE(MATCH_CASE, MatchCase, @$, .pattern = $2, .guard = $3, .body = $5); }
  ;
guard_opt
  : %empty                              { $$ = NULL; }
  | "if" named                          { $$ = $2; }
  ;
// patterns: open_sequence_pattern | pattern
patterns
  : pattern
  | pattern_list ","
      { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, .patterns = $1); }
  | pattern_list "," star_pattern
      { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, .patterns = APPEND($1, $3)); }
  ;
pattern_list
  : star_pattern                        { $$ = LIST($1); }
  | pattern_list "," star_pattern       { $$ = APPEND($1, $3); }
  ;
// star_pattern: '*' pattern_capture_target | '*' wildcard_pattern
star_pattern
  : pattern
  | "*" NAME
      { $$ = NODE(MATCH_STAR, MatchStar, @$, .name = ou_is_build_wildcard($2) ? NULL : $2); }
  ;
// as_pattern: or_pattern 'as' pattern_capture_target
pattern
  : or_pattern
  | or_pattern "as" NAME
      { $$ = NODE(MATCH_AS, MatchAs, @$, .pattern = $1, .name = ou_build_capture(build, $3)); }
  ;
// or_pattern: '|'.closed_pattern+
or_pattern
  : closed_pattern
  | or_patterns                         { $$ = NODE(MATCH_OR, MatchOr, @$, .patterns = $1); }
  ;
or_patterns
  : closed_pattern "|" closed_pattern   { $$ = LIST($1); $$ = APPEND($$, $3); }
  | or_patterns "|" closed_pattern      { $$ = APPEND($1, $3); }
  ;
closed_pattern
  // literal_pattern | capture_pattern | wildcard_pattern | value_pattern
  : literal_pattern
  | NAME
      { $$ = NODE(MATCH_AS, MatchAs, @$, .name = ou_is_build_wildcard($1) ? NULL : $1); }
  | pattern_name "." NAME               { $$ = ou_build_value_pattern(build, @$, $1, $3); }
  // group_pattern: '(' pattern ')'
  | "(" pattern ")"                     { $$ = $2; }
  // sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
  | "(" ")"                             { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, ); }
  | "(" pattern_list "," ")"
      { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, .patterns = $2); }
  | "(" pattern_list "," star_pattern ")"
      { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, .patterns = APPEND($2, $4)); }
  | "[" "]"                             { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, ); }
  | "[" pattern_list comma_opt "]"
      { $$ = NODE(MATCH_SEQUENCE, MatchSequence, @$, .patterns = $2); }
  // mapping_pattern: '{' [items_pattern] [',' '**' pattern_capture_target] ','? '}'
  | "{" "}"                             { $$ = NODE(MATCH_MAPPING, MatchMapping, @$, ); }
  | "{" mapping_patterns comma_opt "}"  { $$ = ou_build_mapping_pattern(build, @$, $2); }
  // class_pattern: name_or_attr '(' [positional_patterns] [keyword_patterns] ','? ')'
  | pattern_class "(" ")"               { $$ = ou_build_class_pattern(build, @$, $1, NULL); }
  | pattern_class "(" class_patterns comma_opt ")"
                                        { $$ = ou_build_class_pattern(build, @$, $1, $3); }
  ;
// name_or_attr: name_or_attr '.' NAME | NAME
pattern_class
  : NAME                                { $$ = NODE(NAME, Name, @$, .id = $1); }
  | pattern_name "." NAME       { $$ = NODE(ATTRIBUTE, Attribute, @$, .value = $1, .attr = $3); }
  ;
pattern_name
  : NAME                                { $$ = NODE(NAME, Name, @$, .id = $1); }
  | pattern_name "." NAME       { $$ = NODE(ATTRIBUTE, Attribute, @$, .value = $1, .attr = $3); }
  ;

// literal_pattern: signed_number | complex_number | strings | 'None' | 'True' | 'False'
literal_pattern
  : number_pattern                      { $$ = NODE(MATCH_VALUE, MatchValue, @$, .value = $1); }
  | pattern_text                        { $$ = NODE(MATCH_VALUE, MatchValue, @$, .value = $1); }
  | "None"
      { $$ = NODE(MATCH_SINGLETON, MatchSingleton, @$, .value.kind = OU_CONSTANT_NONE); }
  | "True"
      { $$ = NODE(MATCH_SINGLETON, MatchSingleton, @$, .value.kind = OU_CONSTANT_TRUE); }
  | "False"
      { $$ = NODE(MATCH_SINGLETON, MatchSingleton, @$, .value.kind = OU_CONSTANT_FALSE); }
  ;
pattern_text : strings                  { $$ = ou_build_strings(build, @$, $1); } ;
// complex_number: signed_real_number ('+' | '-') imaginary_number
number_pattern
  : signed_number
  | signed_number "+" NUMBER
      { $$ = ou_build_complex(build, @$, $1, OU_OPERATOR_ADD, ou_build_number(build, @3)); }
  | signed_number "-" NUMBER
      { $$ = ou_build_complex(build, @$, $1, OU_OPERATOR_SUB, ou_build_number(build, @3)); }
  ;
signed_number
  : NUMBER                              { $$ = ou_build_number(build, @$); }
  | "-" NUMBER                          { $$ = UNARY(USUB, @$, ou_build_number(build, @2)); }
  ;
mapping_patterns
  : mapping_pattern                     { $$ = ou_build_append_pair(build, NULL, $1); }
  | mapping_patterns "," mapping_pattern  { $$ = ou_build_append_pair(build, $1, $3); }
  ;
// key_value_pattern: (literal_expr | attr) ':' pattern
mapping_pattern
  : mapping_key ":" pattern             { $$ = (OuPair){ $1, $3 }; }
  | "**" NAME
      { $$ = (OuPair){ NULL, NODE(NAME, Name, @2, .id = ou_build_capture(build, $2)) }; }
  ;
mapping_key
  : number_pattern
  | pattern_text
  | "None"                              { $$ = CONSTANT(NONE, @$); }
  | "True"                              { $$ = CONSTANT(TRUE, @$); }
  | "False"                             { $$ = CONSTANT(FALSE, @$); }
  | pattern_name "." NAME       { $$ = NODE(ATTRIBUTE, Attribute, @$, .value = $1, .attr = $3); }
  ;
// positional_patterns: ','.pattern+       keyword_patterns: ','.(NAME '=' pattern)+
class_patterns
  : pattern                     { $$ = ou_build_append_pair(build, NULL, (OuPair){ NULL, $1 }); }
  | NAME "=" pattern
      { OuPair pair = { NODE(NAME, Name, @1, .id = $1), $3 };
        $$ = ou_build_append_pair(build, NULL, pair); }
  | class_patterns "," pattern
                                { $$ = ou_build_append_pair(build, $1, (OuPair){ NULL, $3 }); }
  | class_patterns "," NAME "=" pattern
      { OuPair pair = { NODE(NAME, Name, @3, .id = $3), $5 };
        $$ = ou_build_append_pair(build, $1, pair); }
  ;
%%

ou_grammar_pstate *ou_grammar_start(OuBuild *build)
{
    yypstate *state = OU_ARENA_NEW(build->arena, yypstate);
    if (!state)
        return NULL;
    state->yystacksize = YYINITDEPTH;
    state->yyss = state->yyssa;
    state->yyvs = state->yyvsa;
    state->yyls = state->yylsa;
    yypstate_clear(state);
    return state;
}

// What yypush_parse returns tells a syntax error from a full stack: the driver looks at that.
static void yyerror(const OuSpan *at, OuBuild *build, const char *message)
{
    ou_build_reject(build);
}
