# A class body's names are invisible to its methods, visible to its body.

x = "module"
class C:
    x = "class"
    y = x + "!"
    def method(self):
        return x
    z = [x for _ in range(1)]
    first = [i for i in x]
print(C.y, C().method(), C.z, C.first)
# expect: class! module ['module'] ['c', 'l', 'a', 's', 's']
