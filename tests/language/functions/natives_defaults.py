# Natives that are called with fewer arguments than they have parameters, again and again from one
# place, by receivers of various types.
class Text(str):
    def split(self, *given): return ["mine", *given]

def parts(text): return text.split(",")
print([parts(text) for text in ("a,b", "c", b"d,e".decode(), Text("x,y"), "f,g")])
# expect: [['a', 'b'], ['c'], ['d', 'e'], ['mine', ','], ['f', 'g']]

def begins(text): return text.startswith("a")
for text in ("ab", "ba", Text("a"), b"ab", "abc", 5):
    try: print(begins(text))
    except (TypeError, AttributeError) as error: print(error)
# expect: True
# expect: False
# expect: True
# expect: startswith first arg must be bytes or a tuple of bytes, not str
# expect: True
# expect: 'int' object has no attribute 'startswith'

def few(text): return text.startswith()
def many(text): return text.startswith("a", 0, 9, 9)
for call in (few, many) * 2:
    try: call("a")
    except TypeError as error: print(error)
# expect: startswith() takes at least 1 argument (0 given)
# expect: startswith() takes at most 3 arguments (4 given)
# expect: startswith() takes at least 1 argument (0 given)
# expect: startswith() takes at most 3 arguments (4 given)

def look(table): return table.get("k"), table.get("k", 1), table.pop("z", None)
print([look(table) for table in ({}, {"k": 2}, {"k": 3, "z": 4}) for _ in range(2)])
# expect: [(None, 1, None), (None, 1, None), (2, 2, None), (2, 2, None), (3, 3, 4), (3, 3, None)]

def read(text): return int(text), int(text, 16), round(2.5), sorted(text), sum([1, 2]), max(3, 4)
print([read(text) for text in ("10", "21")])
# expect: [(10, 16, 2, ['0', '1'], 3, 4), (21, 33, 2, ['1', '2'], 3, 4)]

# What an argument's method changes isn't seen twice.
class Key:
    def __hash__(self): table.clear(); return 1
    def __eq__(self, other): return False
table = {1: 2}
print([table.get(Key()) for _ in range(3)], table)
# expect: [None, None, None] {}
