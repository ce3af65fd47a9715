# What the instructions of a code object rest on can't be replaced.

# differs: the instructions are made for just these registers

def f(x):
    return x


code = f.__code__
for change in ({"co_code": b""}, {"co_argcount": 2}, {"co_varnames": ("x", "y")},
               {"co_consts": (1, 2)}):
    try:
        code.replace(**change)
    except ValueError as error:
        print(error)
        # expect: code: co_code belongs to the instructions and can't be replaced
        # expect: code: co_argcount belongs to the instructions and can't be replaced
        # expect: code: the number of values belongs to the instructions and can't be replaced
        # expect: code: the number of values belongs to the instructions and can't be replaced
