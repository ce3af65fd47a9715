# dir() goes by what an object says its __dict__ and __class__ are.
class F: 
    __slots__ = ['__class__', '__dict__']
    def __init__(self): self.bar = 1
print(dir(F()))    # expect: ['bar']
class G:
    @property
    def __class__(self): return P
    def __init__(self): self.bar = 1
class P: pan = 4
print([n for n in dir(G()) if n[:2] != '__'])    # expect: ['bar', 'pan']
class Q:
    def __init__(self): self.__bases__ = (P,); self.q = 3
P = Q()
class B1: b1 = 2
P.__bases__ = [B1]
print([n for n in dir(G()) if n[:2] != '__'])    # expect: ['b1', 'bar', 'q']
P = 5
print([n for n in dir(G()) if n[:2] != '__'])    # expect: ['bar']
P = Q(); P.__bases__ = 5
try: dir(G())
except TypeError as e: print(e)    # expect: object of type 'int' has no len()
