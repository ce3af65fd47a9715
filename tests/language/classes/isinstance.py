# isinstance and issubclass take classes, tuples of them, and unions.

class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(1, (str, int)), isinstance(True, int))
# expect: True False True True
print(isinstance(1, (str, (float, int))))    # expect: True
print(issubclass(B, A), issubclass(A, (B, object)), issubclass(bool, int), isinstance(A, type))
# expect: True True True True
print(isinstance(type, type))    # expect: True
print(isinstance(1, int | str), isinstance([], int | str))    # expect: True False
for bad in (
        lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: isinstance(1, (int, 5)),
        lambda: isinstance(1.5, (int, 5)), lambda: issubclass(int, "x"),
):
    try:
        print(bad())
    except TypeError as error:
        print(error)
        # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: issubclass() arg 1 must be a class
        # expect: True
        # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: issubclass() arg 2 must be a class, a tuple of classes, or a union
