# breakpoint() calls sys.breakpointhook with whatever it is given.
import sys


def hook(*arguments, **keywords):
    print(arguments, keywords)
    return "back"


sys.breakpointhook = hook
print(breakpoint(1, two=2))
# expect: (1,) {'two': 2}
# expect: back

del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)    # expect: lost sys.breakpointhook
