# The docstring is the first constant of a function's code, None if there is none.

def f():
    "doc"
    return "value"


print(f.__code__.co_consts)    # expect: ('doc', 'value')
print((lambda: "value").__code__.co_consts)    # expect: (None, 'value')
changed = f.__code__.replace(co_consts=("other", "changed"))
made = type(f)(changed, {})
print(made.__doc__, made(), changed == f.__code__)    # expect: other changed False
