// main.c: the command `ouro`, an embedder of vm/ouro.h.
#include "vm/command.h"

int main(int count, char **arguments)
{
    return ou_command_main(count, arguments);
}
