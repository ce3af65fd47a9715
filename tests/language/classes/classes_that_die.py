# What an abstract class knows of other classes doesn't keep them, nor references to the dead.
import gc
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
