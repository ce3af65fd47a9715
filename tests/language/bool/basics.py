# bool is an int with two values and its own name.

print(True, False, bool(), bool("x"), bool([]), not True, True == 1)
# expect: True False False True False False True
print(True is 1 if False else True is (1 == 1), isinstance(True, int), True + 1, str(True))
# expect: True True 2 True
print(repr(False), [10, 20][True], {True: "t"}[1], int(True), float(False), f"{True}")
# expect: False 20 t 1 0.0 True
print(f"{True:d}", sum([True, True]), max(True, 2), True < 2, hash(True), type(True).__mro__)
# expect: 1 2 2 True 1 (<class 'bool'>, <class 'int'>, <class 'object'>)
print(bool.__name__, bool(0.0), bool(None), True.real, True.bit_length(), (True).__class__)
# expect: bool False False 1 1 <class 'bool'>
print(True and "yes", False or "no", True ^ True, ~False)    # expect: yes no False -1
try:
    bool(1, 2)
except TypeError as error:
    print(error)    # expect: bool expected at most 1 argument, got 2
# expect-stderr: {file}:5: SyntaxWarning: "is" with a literal. Did you mean "=="?
# expect-stderr:   print(True is 1 if False else True is (1 == 1), isinstance(True, int), True + 1, str(True))
