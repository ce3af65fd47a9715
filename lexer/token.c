#include "lexer/token.h"

static const char *const TOKEN_SPELLINGS[] = {
#define OU_TOKEN(name, spelling) spelling,
#include "lexer/tokens.def"
#undef OU_TOKEN
};

static const char *const TOKEN_NAMES[] = {
#define OU_TOKEN(name, spelling) #name,
#include "lexer/tokens.def"
#undef OU_TOKEN
};

const char *ou_token_spelling(OuTokenKind kind)
{
    return TOKEN_SPELLINGS[kind];
}

const char *ou_token_name(OuTokenKind kind)
{
    return TOKEN_NAMES[kind];
}
