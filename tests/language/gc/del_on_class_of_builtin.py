# Subclasses of built-in types have finalizers, too.

class L(list):
    def __del__(self): print("del", list(self))
class S(str):
    def __del__(self): print("del", str(self))
class E(Exception):
    def __del__(self): print("del", self.args)
l = L([1, 2])
del l    # expect: del [1, 2]
S("text")    # expect: del text
E(1, 2)    # expect: del (1, 2)
try:
    raise E("raised")
except E:
    print("handled")
    # expect: handled
    # expect: del ('raised',)
print("end")    # expect: end
