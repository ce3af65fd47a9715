# bool is an int with two values and its own name.

print(True, False, bool(), bool("x"), bool([]), not True, True == 1, True is 1 if False else True is (1 == 1), isinstance(True, int), True + 1, str(True), repr(False), [10, 20][True], {True: "t"}[1], int(True), float(False), f"{True}", f"{True:d}", sum([True, True]), max(True, 2), True < 2, hash(True), type(True).__mro__)
# expect: True False False True False False True True True 2 True False 20 t 1 0.0 True 1 2 2 True 1 (<class 'bool'>, <class 'int'>, <class 'object'>)
print(bool.__name__, bool(0.0), bool(None), True.real, True.bit_length(), (True).__class__, True and "yes", False or "no", True ^ True, ~False)
# expect: bool False False 1 1 <class 'bool'> yes no False -1
try:
    bool(1, 2)
except TypeError as error:
    print(error)    # expect: bool expected at most 1 argument, got 2
# expect-stderr: {file}:3: SyntaxWarning: "is" with a literal. Did you mean "=="?
# expect-stderr:   print(True, False, bool(), bool("x"), bool([]), not True, True == 1, True is 1 if False else True is (1 == 1), isinstance(True, int), True + 1, str(True), repr(False), [10, 20][True], {True: "t"}[1], int(True), float(False), f"{True}", f"{True:d}", sum([True, True]), max(True, 2), True < 2, hash(True), type(True).__mro__)
