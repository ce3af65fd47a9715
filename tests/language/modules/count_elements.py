# Counter counts by dict's own operations, or by those of a class that has its own.
from collections import Counter, _count_elements

print(Counter("abracadabra"))    # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1})
counts = {"a": 2.5, "b": 2**70}
_count_elements(counts, "ab")
print(counts)    # expect: {'a': 3.5, 'b': 1180591620717411303425}


class Loud(dict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


class Own:
    def get(self, key, default):
        return 10

    def __setitem__(self, key, value):
        print(key, value)


_count_elements(Loud(), "aa")
# expect: set a 1
# expect: set a 2
_count_elements(Own(), [1])    # expect: 1 11
for bad in (5, [[]], ["a"]):
    try:
        _count_elements({"a": "text"}, bad)
    except TypeError as error:
        print(error)
# expect: 'int' object is not iterable
# expect: unhashable type: 'list'
# expect: can only concatenate str (not "int") to str
