# A missing module is reported by name.

import no_such_module_here
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     import no_such_module_here
# expect-stderr: ModuleNotFoundError: No module named 'no_such_module_here'
# expect-exit: 1
