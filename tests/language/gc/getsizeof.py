# sys.getsizeof grows with the object and takes a default.

import sys
class C: pass
print(sys.getsizeof([]) < sys.getsizeof([1, 2, 3]))    # expect: True
print(sys.getsizeof("") < sys.getsizeof("x" * 100), sys.getsizeof(1) < sys.getsizeof(2 ** 1000))
# expect: True True
print(sys.getsizeof({}) < sys.getsizeof({i: i for i in range(100)}))    # expect: True
print(sys.getsizeof(()) < sys.getsizeof((1, 2, 3)), sys.getsizeof(C()) > 0)    # expect: True True
class Sized:
    def __sizeof__(self): return 1000
print(sys.getsizeof(Sized()) >= 1000)    # expect: True
