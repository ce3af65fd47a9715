# The messages that people search for.

class C: pass
attempts = [lambda: undefined_name, lambda: [][0], lambda: {}["k"], lambda: int("x"),
            lambda: int("12", 1), lambda: float("abc"), lambda: 1 / 0, lambda: 1 // 0,
    lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0 ** -1,
    lambda: divmod(1, 0), lambda: "abc"[5], lambda: (1,)[3], lambda: [].pop(),
    lambda: {}.popitem(),
    lambda: set().pop(), lambda: [1].remove(2), lambda: [].index(1), lambda: (1,).index(2),
    lambda: "abc".index("z"), lambda: {}.pop("k"), lambda: chr(-1), lambda: chr(0x110000),
    lambda: ord("ab"), lambda: ord(""),
    lambda: next(iter([])), lambda: max([]), lambda: min(()), lambda: "x" * -1 + 1,
    lambda: [1, 2, 3]["a"], lambda: "abc"["a"], lambda: (1,)[1.0], lambda: {}[[]],
    lambda: len(5), lambda: iter(5), lambda: reversed(5),
    lambda: sum(["a"]), lambda: sum([[]]), lambda: int([]), lambda: int(None),
    lambda: float(None), lambda: float([]), lambda: range(1.5), lambda: range(1, 2, 0),
    lambda: "{}".format(), lambda: "{a}".format(), lambda: "%d" % "x",
    lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: sorted([1, "a"]),
    lambda: round("x"), lambda: bytes, lambda: print(sep=5), lambda: open("/nonexistent/file"),
    lambda: __import__("no_such_module"), lambda: [1, 2].sort(key=5), lambda: " ".join([1]),
    lambda: "a".join(5), lambda: isinstance(1, 1), lambda: type("a", 1, 2), lambda: C().x,
    lambda: C.x, lambda: (1).foo, lambda: setattr(1, "a", 2), lambda: 10 ** 400 * 1.0,
    lambda: float(10 ** 400), lambda: int(float("inf")), lambda: int(float("nan")),
    lambda: 2.0 ** 10000, lambda: 1 << -1, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0)]
for attempt in attempts:
    try:
        attempt()
        print("no error")
    except Exception as error:
        print(type(error).__name__ + ":", error)
        # expect: NameError: name 'undefined_name' is not defined
        # expect: IndexError: list index out of range
        # expect: KeyError: 'k'
        # expect: ValueError: invalid literal for int() with base 10: 'x'
        # expect: ValueError: int() base must be >= 2 and <= 36, or 0
        # expect: ValueError: could not convert string to float: 'abc'
        # expect: ZeroDivisionError: division by zero
        # expect: ZeroDivisionError: integer division or modulo by zero
        # expect: ZeroDivisionError: integer modulo by zero
        # expect: ZeroDivisionError: float division by zero
        # expect: ZeroDivisionError: float floor division by zero
        # expect: ZeroDivisionError: float modulo
        # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
        # expect: ZeroDivisionError: integer division or modulo by zero
        # expect: IndexError: string index out of range
        # expect: IndexError: tuple index out of range
        # expect: IndexError: pop from empty list
        # expect: KeyError: 'popitem(): dictionary is empty'
        # expect: KeyError: 'pop from an empty set'
        # expect: ValueError: list.remove(x): x not in list
        # expect: ValueError: 1 is not in list
        # expect: ValueError: tuple.index(x): x not in tuple
        # expect: ValueError: substring not found
        # expect: KeyError: 'k'
        # expect: ValueError: chr() arg not in range(0x110000)
        # expect: ValueError: chr() arg not in range(0x110000)
        # expect: TypeError: ord() expected a character, but string of length 2 found
        # expect: TypeError: ord() expected a character, but string of length 0 found
        # expect: StopIteration: 
        # expect: ValueError: max() arg is an empty sequence
        # expect: ValueError: min() arg is an empty sequence
        # expect: TypeError: can only concatenate str (not "int") to str
        # expect: TypeError: list indices must be integers or slices, not str
        # expect: TypeError: string indices must be integers, not 'str'
        # expect: TypeError: tuple indices must be integers or slices, not float
        # expect: TypeError: unhashable type: 'list'
        # expect: TypeError: object of type 'int' has no len()
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: 'int' object is not reversible
        # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
        # expect: TypeError: unsupported operand type(s) for +: 'int' and 'list'
        # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
        # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
        # expect: TypeError: float() argument must be a string or a real number, not 'NoneType'
        # expect: TypeError: float() argument must be a string or a real number, not 'list'
        # expect: TypeError: 'float' object cannot be interpreted as an integer
        # expect: ValueError: range() arg 3 must not be zero
        # expect: IndexError: Replacement index 0 out of range for positional args tuple
        # expect: KeyError: 'a'
        # expect: TypeError: %d format: a real number is required, not str
        # expect: TypeError: not enough arguments for format string
        # expect: TypeError: not all arguments converted during string formatting
        # expect: ValueError: unsupported format character 'q' (0x71) at index 1
        # expect: TypeError: '<' not supported between instances of 'str' and 'int'
        # expect: TypeError: type str doesn't define __round__ method
        # expect: no error
        # expect: TypeError: sep must be None or a string, not int
        # expect: FileNotFoundError: [Errno 2] No such file or directory: '/nonexistent/file'
        # expect: ModuleNotFoundError: No module named 'no_such_module'
        # expect: TypeError: 'int' object is not callable
        # expect: TypeError: sequence item 0: expected str instance, int found
        # expect: TypeError: can only join an iterable
        # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: TypeError: type.__new__() argument 2 must be tuple, not int
        # expect: AttributeError: 'C' object has no attribute 'x'
        # expect: AttributeError: type object 'C' has no attribute 'x'
        # expect: AttributeError: 'int' object has no attribute 'foo'
        # expect: AttributeError: 'int' object has no attribute 'a'
        # expect: OverflowError: int too large to convert to float
        # expect: OverflowError: int too large to convert to float
        # expect: OverflowError: cannot convert float infinity to integer
        # expect: ValueError: cannot convert float NaN to integer
        # expect: OverflowError: (34, 'Numerical result out of range')
        # expect: ValueError: negative shift count
        # expect: ValueError: base is not invertible for the given modulus
        # expect: ValueError: pow() 3rd argument cannot be 0
# expect-stderr: {file}:13: SyntaxWarning: list indices must be integers or slices, not str; perhaps you missed a comma?
# expect-stderr:   lambda: [1, 2, 3]["a"], lambda: "abc"["a"], lambda: (1,)[1.0], lambda: {}[[]],
# expect-stderr: {file}:13: SyntaxWarning: str indices must be integers or slices, not str; perhaps you missed a comma?
# expect-stderr:   lambda: [1, 2, 3]["a"], lambda: "abc"["a"], lambda: (1,)[1.0], lambda: {}[[]],
# expect-stderr: {file}:13: SyntaxWarning: tuple indices must be integers or slices, not float; perhaps you missed a comma?
# expect-stderr:   lambda: [1, 2, 3]["a"], lambda: "abc"["a"], lambda: (1,)[1.0], lambda: {}[[]],
