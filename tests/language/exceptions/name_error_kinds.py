# NameError and UnboundLocalError carry the name.

def f():
    print(local)
    local = 1
for attempt in (f, lambda: missing):
    try:
        attempt()
    except NameError as error:
        print(type(error).__name__, error, error.name)
        # expect: UnboundLocalError cannot access local variable 'local' where it is not associated with a value None
        # expect: NameError name 'missing' is not defined missing
class C:
    try:
        nothing
    except NameError as error:
        print(error)    # expect: name 'nothing' is not defined
