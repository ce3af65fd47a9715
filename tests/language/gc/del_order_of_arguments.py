# Temporaries of one expression die in the order in which they are used up.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def f(*args): print("called", len(args))
f(C(1), C(2))
# expect: called 2
# expect: del 2
# expect: del 1
print("then")    # expect: then
x = [C(3), C(4)][0]    # expect: del 4
print("index taken")    # expect: index taken
del x    # expect: del 3
y = C(5), C(6)
a, b = y
del y
a = b    # expect: del 5
print("rebound a")    # expect: rebound a
b = a = None    # expect: del 6
