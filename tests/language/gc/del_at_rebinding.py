# __del__ runs when a name gets another value, after the new value is made.

class C:
    def __init__(self, name):
        print("make", name)
        self.name = name
    def __del__(self): print("del", self.name)
x = C(1)    # expect: make 1
x = C(2)
# expect: make 2
# expect: del 1
print("rebound")    # expect: rebound
x = None    # expect: del 2
for x in (C(3), C(4)):
    print("loop", x.name)
    # expect: make 3
    # expect: make 4
    # expect: loop 3
    # expect: loop 4
    # expect: del 3
print("loop over")    # expect: loop over
x = 0    # expect: del 4
