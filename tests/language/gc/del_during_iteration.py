# Dropping the container inside its own loop is safe.

class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
items = [C(1), C(2), C(3)]
for item in items:
    items = None
    print("loop", item.n)
    # expect: loop 1
    # expect: loop 2
    # expect: loop 3
    # expect: del 2
    # expect: del 1
item = None    # expect: del 3
l = [C(4), C(5)]
for item in l:
    l.clear()    # expect: del 5
print("cleared", item.n)    # expect: cleared 4
del item    # expect: del 4
print("end")    # expect: end
