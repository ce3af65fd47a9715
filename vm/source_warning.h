// source_warning.h: what a text is warned about: SyntaxWarning, DeprecationWarning.
#ifndef OU_VM_SOURCE_WARNING_H
#define OU_VM_SOURCE_WARNING_H

#include "vm/source.h"

// Tells the tree's warnings. As long as module `warnings` isn't needed (nobody has imported it, no
// option -W was given) they are written to sys.stderr as its default filters want. false: a filter
// has made an error of one, or there is no memory.
OU_CHECKED bool ou_source_warn(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree);

#endif
