# With -O assertions are left out, and __debug__ is False; docstrings stay.
# run: {ouro} -O {file}
"""The module."""
import builtins
import sys


def function():
    """The function."""
    assert print("never"), "never"
    if __debug__:
        print("never")
    else:
        print("optimized")
    return [__debug__ and "debug", not __debug__]


def generate():
    assert (yield 1)


print(function())
print(function.__doc__, __doc__)
print(list(generate()))
print(builtins.__debug__, sys.flags.optimize)

# What compile is told comes first.
text = "'''Text.'''\ndef g():\n    'doc'\n    assert 0, 'now'\n    return __debug__\n"
for level in -1, 0, 1, 2:
    space = {}
    exec(compile(text, "<text>", "exec", optimize=level), space)
    try:
        print(level, space["g"](), space["__doc__"], space["g"].__doc__)
    except AssertionError as error:
        print(level, error)
    except KeyError as error:
        print(level, space["g"](), error, space["g"].__doc__)
# expect: optimized
# expect: [False, True]
# expect: The function. The module.
# expect: []
# expect: False 1
# expect: -1 False Text. doc
# expect: 0 now
# expect: 1 False Text. doc
# expect: 2 False '__doc__' None
