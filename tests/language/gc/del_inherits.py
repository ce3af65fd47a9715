# __del__ is inherited and may call super.

class A:
    def __del__(self): print("A")
class B(A):
    def __del__(self):
        print("B")
        super().__del__()
class D(B): pass
D()
# expect: B
# expect: A
print("end")    # expect: end
A.__del__ = lambda self: print("patched")
A()    # expect: patched
del A.__del__
A()
print("nothing")    # expect: nothing
