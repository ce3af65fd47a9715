// prompt_report.h: reports of exceptions in colours, for terminals.
#ifndef OU_VM_PROMPT_REPORT_H
#define OU_VM_PROMPT_REPORT_H

#include "runtime/state.h"

// Does standard error lead to a terminal that shows colours, and nobody minds (NO_COLOR)?
bool ou_prompt_wants_colours(void);
// As ou_error_print, in colours.
void ou_prompt_print_error(OuVM *vm, OuValue exception);

#endif
