# A traceback through a decorator shows the wrapper.

def deco(f):
    def wrapper(*args):
        return f(*args)
    return wrapper
@deco
def bad(x):
    return x + "1"
bad(1)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 10, in <module>
# expect-stderr:     bad(1)
# expect-stderr:   File "{file}", line 5, in wrapper
# expect-stderr:     return f(*args)
# expect-stderr:            ^^^^^^^^
# expect-stderr:   File "{file}", line 9, in bad
# expect-stderr:     return x + "1"
# expect-stderr:            ~~^~~~~
# expect-stderr: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect-exit: 1
