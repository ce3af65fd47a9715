// prompt_editor.h: the editor of the prompt, in an interpreter of its own.
//
// The editor is a script (runtime/library/_editor*.py). It shares nothing with the person's heap,
// which so holds only what the person has made.
#ifndef OU_VM_PROMPT_EDITOR_H
#define OU_VM_PROMPT_EDITOR_H

#include "gc/buffer.h"
#include "runtime/state.h"

typedef struct OuEditor {
    OuVM   *vm;                // NULL: not running
    OuVM   *person;
    OuValue module;            // of the script
} OuEditor;

typedef enum OuEdited {
    OU_EDITED_BLOCK,           // a block of text, or a command
    OU_EDITED_END,             // Ctrl-D
    OU_EDITED_CANCELLED,       // Ctrl-C
    OU_EDITED_NOTHING,         // the editor doesn't work: it is gone
} OuEdited;

// Can the terminal, and do sys.stdin and sys.stdout lead to it?
bool ou_editor_is_possible(OuVM *person);
// False: there is no memory for it, or it doesn't work.
bool ou_editor_start(OuEditor *editor, OuVM *person);
// Reads a block behind the two prompts (borrowed) into the buffer, without a last newline.
OuEdited ou_editor_read(OuEditor *editor, OuString *first, OuString *rest, OuBuffer *block);
void ou_editor_clear_screen(OuEditor *editor);
void ou_editor_stop(OuEditor *editor);

#endif
