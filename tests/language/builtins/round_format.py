# round and format dispatch to the type.

print(round(2.567, 1), round(7), format(5, "03"), format("a", ">3"), format(1.5), format([1]))
# expect: 2.6 7 005   a 1.5 [1]
print(format(None), format(3, ""), format(True), round(True))    # expect: None 3 True 1
for bad in (
        lambda: format([1], "5"), lambda: format(None, "x"), lambda: format(5, 5),
        lambda: round("a"), lambda: round(1.5, "x"), lambda: round(), lambda: format({}, ">3"),
        lambda: format((), "s"),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: unsupported format string passed to list.__format__
        # expect: unsupported format string passed to NoneType.__format__
        # expect: format() argument 2 must be str, not int
        # expect: type str doesn't define __round__ method
        # expect: 'str' object cannot be interpreted as an integer
        # expect: round() missing required argument 'number' (pos 1)
        # expect: unsupported format string passed to dict.__format__
        # expect: unsupported format string passed to tuple.__format__
