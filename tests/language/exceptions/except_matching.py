# A handler matches by class, tuple of classes, evaluated only when needed.

def kinds():
    print("evaluated")
    return (ValueError, (KeyError,)) if False else (ValueError, KeyError)
try:
    pass
except kinds():
    pass
try:
    {}[1]
except kinds() as error:
    print(repr(error))
    # expect: evaluated
    # expect: KeyError(1)
class A(Exception): pass
class B(A): pass
for cls in (A, B):
    try:
        raise cls
    except B:
        print("B")
    except A:
        print("A")
        # expect: A
        # expect: B
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)    # expect: catching classes that do not inherit from BaseException is not allowed
try:
    try:
        raise ValueError
    except (KeyError, int):
        pass
except TypeError as error:
    print(error)    # expect: catching classes that do not inherit from BaseException is not allowed
try:
    raise BaseException("base")
except Exception:
    print("no")
except BaseException as error:
    print(error)    # expect: base
