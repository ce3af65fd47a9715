# sys.exit raises SystemExit; its argument is the code.

import sys
for value in (None, 0, 5, "text", (1, 2)):
    try:
        sys.exit(value)
    except SystemExit as error:
        print(repr(error.code), error.args)
        # expect: None ()
        # expect: 0 (0,)
        # expect: 5 (5,)
        # expect: 'text' ('text',)
        # expect: (1, 2) (1, 2)
try:
    sys.exit()
except SystemExit as error:
    print(repr(error.code), error.args)    # expect: None ()
