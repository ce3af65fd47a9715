# Equal strings may be one object; sys.intern makes sure.

import sys
a = "".join(["ab", "cd"])
b = "".join(["abc", "d"])
print(a == b, sys.intern(a) is sys.intern(b), "abcd" is sys.intern(a) or True)
# expect: True True True
try:
    sys.intern(5)
except TypeError as error:
    print(error)    # expect: intern() argument must be str, not int
# expect-stderr: {file}:6: SyntaxWarning: "is" with a literal. Did you mean "=="?
# expect-stderr:   print(a == b, sys.intern(a) is sys.intern(b), "abcd" is sys.intern(a) or True)
