# Operators that nobody supports name both types.

class C: pass
c = C()
attempts = [lambda: c + 1, lambda: 1 + c, lambda: c - c, lambda: 1 + "x", lambda: "x" + 1,
            lambda: [] + (), lambda: {} + {},
    lambda: None + 1, lambda: "a" * "b", lambda: [1] * 1.5, lambda: 1 << 1.0, lambda: 1 & 1.5,
    lambda: c @ c, lambda: c ** 2,
    lambda: pow(c, 2, 3), lambda: divmod(c, 1), lambda: -c, lambda: +"x", lambda: ~1.5,
    lambda: -None, lambda: abs("x"), lambda: c < c,
    lambda: 1 < "x", lambda: [] < (), lambda: None >= 0, lambda: {} < {}, lambda: 1 in 5,
    lambda: "x" % 5, lambda: 1 in "abc",
    lambda: c[0], lambda: len(c), lambda: (1)[0], lambda: None[0], lambda: int[0]]
def in_place(left, right):
    left += right
attempts += [
    lambda: in_place(1, "x"), lambda: in_place("x", 1), lambda: in_place([], 5),
    lambda: in_place(c, c),
]
for attempt in attempts:
    try:
        attempt()
        print("no error")
    except TypeError as error:
        print(error)
        # expect: unsupported operand type(s) for +: 'C' and 'int'
        # expect: unsupported operand type(s) for +: 'int' and 'C'
        # expect: unsupported operand type(s) for -: 'C' and 'C'
        # expect: unsupported operand type(s) for +: 'int' and 'str'
        # expect: can only concatenate str (not "int") to str
        # expect: can only concatenate list (not "tuple") to list
        # expect: unsupported operand type(s) for +: 'dict' and 'dict'
        # expect: unsupported operand type(s) for +: 'NoneType' and 'int'
        # expect: can't multiply sequence by non-int of type 'str'
        # expect: can't multiply sequence by non-int of type 'float'
        # expect: unsupported operand type(s) for <<: 'int' and 'float'
        # expect: unsupported operand type(s) for &: 'int' and 'float'
        # expect: unsupported operand type(s) for @: 'C' and 'C'
        # expect: unsupported operand type(s) for ** or pow(): 'C' and 'int'
        # expect: unsupported operand type(s) for ** or pow(): 'C', 'int', 'int'
        # expect: unsupported operand type(s) for divmod(): 'C' and 'int'
        # expect: bad operand type for unary -: 'C'
        # expect: bad operand type for unary +: 'str'
        # expect: bad operand type for unary ~: 'float'
        # expect: bad operand type for unary -: 'NoneType'
        # expect: bad operand type for abs(): 'str'
        # expect: '<' not supported between instances of 'C' and 'C'
        # expect: '<' not supported between instances of 'int' and 'str'
        # expect: '<' not supported between instances of 'list' and 'tuple'
        # expect: '>=' not supported between instances of 'NoneType' and 'int'
        # expect: '<' not supported between instances of 'dict' and 'dict'
        # expect: argument of type 'int' is not iterable
        # expect: not all arguments converted during string formatting
        # expect: 'in <string>' requires string as left operand, not int
        # expect: 'C' object is not subscriptable
        # expect: object of type 'C' has no len()
        # expect: 'int' object is not subscriptable
        # expect: 'NoneType' object is not subscriptable
        # expect: type 'int' is not subscriptable
        # expect: unsupported operand type(s) for +=: 'int' and 'str'
        # expect: can only concatenate str (not "int") to str
        # expect: 'int' object is not iterable
        # expect: unsupported operand type(s) for +=: 'C' and 'C'
# expect-stderr: {file}:13: SyntaxWarning: 'int' object is not subscriptable; perhaps you missed a comma?
# expect-stderr:   lambda: c[0], lambda: len(c), lambda: (1)[0], lambda: None[0], lambda: int[0]]
# expect-stderr: {file}:13: SyntaxWarning: 'NoneType' object is not subscriptable; perhaps you missed a comma?
# expect-stderr:   lambda: c[0], lambda: len(c), lambda: (1)[0], lambda: None[0], lambda: int[0]]
