# sys.exit with a text prints it on stderr and ends with status 1.

import sys
try:
    sys.exit("farewell")
finally:
    print("cleanup")    # expect: cleanup
# expect-stderr: farewell
# expect-exit: 1
