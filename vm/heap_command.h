// heap_command.h: `ouro heap`.
#ifndef OU_VM_HEAP_COMMAND_H
#define OU_VM_HEAP_COMMAND_H

// The arguments behind `heap`. The exit status: 1 if a file can't be read, 2 for a mistaken use.
int ou_heap_command(int count, char **arguments);

#endif
