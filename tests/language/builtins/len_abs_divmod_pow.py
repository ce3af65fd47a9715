# len, abs, divmod and pow.

class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(len([1, 2]), len(""), len({1: 2}), len(range(9)), len(L(5)), abs(-5), abs(-2.5))
# expect: 2 0 1 9 5 5 2.5
print(abs(True), abs(-2 ** 70), divmod(7, 2), divmod(-7.5, 2), pow(2, 3), pow(2, 3, 5))
# expect: 1 1180591620717411303424 (3, 1) (-4.0, 0.5) 8 3
print(pow(2.0, -1), pow(2, -1, 5), pow(base=2, exp=4, mod=None))    # expect: 0.5 3 16
for bad in (
        lambda: len(5), lambda: len(L(-1)), lambda: len(L("x")), lambda: len(L(2 ** 70)),
        lambda: len(), lambda: abs("x"), lambda: divmod(1, 0), lambda: divmod("a", 1),
        lambda: pow(2, 2, 0), lambda: pow(2.0, 2, 3), lambda: pow("a", 2), lambda: pow(2, -1, 4),
        lambda: divmod(1.0, 0),
):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: TypeError object of type 'int' has no len()
        # expect: ValueError __len__() should return >= 0
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: OverflowError cannot fit 'int' into an index-sized integer
        # expect: TypeError len() takes exactly one argument (0 given)
        # expect: TypeError bad operand type for abs(): 'str'
        # expect: ZeroDivisionError integer division or modulo by zero
        # expect: TypeError unsupported operand type(s) for divmod(): 'str' and 'int'
        # expect: ValueError pow() 3rd argument cannot be 0
        # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
        # expect: TypeError unsupported operand type(s) for ** or pow(): 'str' and 'int'
        # expect: ValueError base is not invertible for the given modulus
        # expect: ZeroDivisionError float divmod()
