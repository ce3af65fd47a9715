# A missing attribute names the type and suggests what may have been meant.

class Point:
    def __init__(self):
        self.horizontal = 1
for thing, name in (
        (Point(), "x"), (Point, "y"), (5, "append"), ([], "push"), (None, "z"), (len, "q"),
        ("", "a b"),
):
    try:
        getattr(thing, name)
    except AttributeError as error:
        print(error, error.name, error.obj is thing)
        # expect: 'Point' object has no attribute 'x' x True
        # expect: type object 'Point' has no attribute 'y' y True
        # expect: 'int' object has no attribute 'append' append True
        # expect: 'list' object has no attribute 'push' push True
        # expect: 'NoneType' object has no attribute 'z' z True
        # expect: 'builtin_function_or_method' object has no attribute 'q' q True
        # expect: 'str' object has no attribute 'a b' a b True
try:
    None.x = 1
except AttributeError as error:
    print(error)    # expect: 'NoneType' object has no attribute 'x'
try:
    (5).x = 1
except AttributeError as error:
    print(error)    # expect: 'int' object has no attribute 'x'
try:
    [].append = 1
except AttributeError as error:
    print(error)    # expect: 'list' object attribute 'append' is read-only
try:
    del Point().missing
except AttributeError as error:
    print(error)    # expect: 'Point' object has no attribute 'missing'
try:
    int.x = 1
except TypeError as error:
    print(error)    # expect: cannot set 'x' attribute of immutable type 'int'
