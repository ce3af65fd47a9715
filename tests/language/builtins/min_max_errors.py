# min and max: too few arguments come before wrong keywords; pow asks all three types.

for call in (lambda: min(), lambda: max(bogus=1), lambda: max(1, 2, default=3),
             lambda: max(1, 2, bogus=3), lambda: pow(2, 3, 1.5), lambda: pow(2, 3, 1j),
             lambda: pow("a", 3, 1)):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError min expected at least 1 argument, got 0
# expect: TypeError max expected at least 1 argument, got 0
# expect: TypeError Cannot specify a default for max() with multiple positional arguments
# expect: TypeError 'bogus' is an invalid keyword argument for max()
# expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
# expect: ValueError complex modulo
# expect: TypeError unsupported operand type(s) for ** or pow(): 'str', 'int', 'int'
