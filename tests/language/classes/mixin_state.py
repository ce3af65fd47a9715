# Attributes set in any order, by any method, on instances of one class stay apart.

class Bag: pass
a, b, c = Bag(), Bag(), Bag()
a.x, a.y = 1, 2
b.y, b.x = 3, 4
for i in range(50):
    setattr(c, f"k{i}", i)
del c.k10, a.x
c.k10 = "back"
a.x = 5
print(a.__dict__, b.__dict__, list(c.__dict__)[-2:], c.k49, len(c.__dict__))
# expect: {'y': 2, 'x': 5} {'y': 3, 'x': 4} ['k49', 'k10'] 49 50
