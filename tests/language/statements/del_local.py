# A local that was deleted is unbound until it is assigned again.

def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)
    try:
        del x
    except UnboundLocalError as error:
        print(error)
    x = 2
    print(x)

f()
# expect: cannot access local variable 'x' where it is not associated with a value
# expect: cannot access local variable 'x' where it is not associated with a value
# expect: 2
try:
    del missing
except NameError as error:
    print(error)    # expect: name 'missing' is not defined
