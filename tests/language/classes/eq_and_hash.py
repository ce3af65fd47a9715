# A class that defines __eq__ loses its hash unless it defines one.

class Eq:
    def __eq__(self, o): return True
class Both:
    def __init__(self, k): self.k = k
    def __eq__(self, o): return isinstance(o, Both) and self.k == o.k
    def __hash__(self): return hash(self.k)
try:
    hash(Eq())
except TypeError as error:
    print(error)    # expect: unhashable type: 'Eq'
print(len({Both(1), Both(1), Both(2)}), {Both("a"): 1}[Both("a")], Eq.__hash__)
# expect: 2 1 None
class Bad:
    def __hash__(self): return "x"
class Big:
    def __hash__(self): return 2 ** 64 + 1
try:
    hash(Bad())
except TypeError as error:
    print(error)    # expect: __hash__ method should return an integer
print(hash(Big()) == hash(2 ** 64 + 1), hash(1) == hash(1.0) == hash(True))    # expect: True True
for thing in ([], {}, set(), [1, 2], slice(1)):
    try:
        {thing: 1}
    except TypeError as error:
        print(error)
        # expect: unhashable type: 'list'
        # expect: unhashable type: 'dict'
        # expect: unhashable type: 'set'
        # expect: unhashable type: 'list'
        # expect: unhashable type: 'slice'
