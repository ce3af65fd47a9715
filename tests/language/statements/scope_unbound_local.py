# A name assigned anywhere in a function is local throughout.

x = 1
def f(read):
    if read:
        print(x)
    x = 2
    return x
print(f(False))    # expect: 2
try:
    f(True)
except UnboundLocalError as error:
    print(error)
    # expect: cannot access local variable 'x' where it is not associated with a value
def g():
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    value = 3
    return inner()
print(g())
# expect: NameError cannot access free variable 'value' where it is not associated with a value in enclosing scope
# expect: 3
