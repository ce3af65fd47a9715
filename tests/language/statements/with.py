# with enters in order, exits in reverse, and the target is what __enter__ returned.

class Manager:
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)

with Manager("a") as a, Manager("b") as b:
    print(a, b)
    # expect: enter a
    # expect: enter b
    # expect: A B
    # expect: exit b None None False
    # expect: exit a None None False
with (Manager("c") as c, Manager("d"),):
    print(c)
    # expect: enter c
    # expect: enter d
    # expect: C
    # expect: exit d None None False
    # expect: exit c None None False
with Manager("e"):
    pass
    # expect: enter e
    # expect: exit e None None False
with Manager("pair") as (p, q, *r):
    print(p, q, r)
    # expect: enter pair
    # expect: P A ['I', 'R']
    # expect: exit pair None None False
