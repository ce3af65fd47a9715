# Subclasses stand in the order in which they came, also where others have died. What an abstract
# class knows of other classes doesn't keep them, nor references to the dead.
import gc, time
class Top: pass
class A(Top): pass
class B(Top): pass
class C(Top): pass
del B; gc.collect()
class D(Top): pass
print([cls.__name__ for cls in Top.__subclasses__()])
# expect: ['A', 'C', 'D']
kept = [type(f"K{i}", (Top,), {}) for i in range(100)]; del kept[::3], C; gc.collect()
print([cls.__name__ for cls in Top.__subclasses__()] == ["A", "D"] + [cls.__name__ for cls in kept])
# expect: True
def make(n):
    start = time.process_time(); made = [type("K", (Top,), {}) for _ in range(n)]
    return time.process_time() - start
make(100); least = min(make(500) for _ in range(5)); print(make(8000) < 100 * least)
# expect: True
from abc import ABC
from weakref import ref

class Known(ABC): pass
class Unknown(ABC): pass
def references(): return sum(type(o) is ref for o in gc.get_objects())
gc.collect()
before = references()
for _ in range(2000):
    class Node: pass
    Known.register(Node)
    assert isinstance(Node(), Known) and not isinstance(Node(), Unknown)
    del Node
    if _ % 100 == 99: gc.collect()
print(references() - before < 500)
# expect: True
class Node: pass
print(isinstance(Node(), Known), issubclass(Node, Known)); Known.register(Node); print(isinstance(Node(), Known), issubclass(Node, Known))
# expect: False False
# expect: True True
