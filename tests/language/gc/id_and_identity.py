# id is unique among living objects and stable during a life.

class C: pass
a, b = C(), C()
before = id(a)
a.x = 1
print(id(a) == before, id(a) != id(b), len({id(C()) for _ in range(1)}), id(a) == id(a))
# expect: True True 1 True
objects = [C() for _ in range(100)]
print(len({id(o) for o in objects}))    # expect: 100
print(id(None) == id(None), id(C) == id(a.__class__))    # expect: True True
