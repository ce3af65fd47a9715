# sys.executable can be run: the same interpreter.

import os
import sys

process = os.fork()
if process == 0:
    try:
        os.execve(sys.executable, [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
    finally:
        os._exit(127)
print(os.path.isabs(sys.executable), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
# expect: True 3
