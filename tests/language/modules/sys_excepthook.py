# sys.excepthook reports what nobody caught; the exit status stays 1.

import sys
def hook(kind, value, trace):
    print("hook", kind.__name__, value, trace is not None)
sys.excepthook = hook
raise ValueError("uncaught")
# expect: hook ValueError uncaught True
# expect-exit: 1
