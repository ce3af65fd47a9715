# A loop variable holds its item until the next round and after the end.

import sys
class C: pass
items = [C(), C()]
for item in items:
    print(sys.getrefcount(item), [sys.getrefcount(i) for i in items])
    # expect: 3 [4, 3]
    # expect: 3 [3, 4]
print(sys.getrefcount(items[1]), sys.getrefcount(items[0]))    # expect: 3 2
del item
print(sys.getrefcount(items[1]))    # expect: 2
print([sys.getrefcount(i) for i in items])    # expect: [3, 3]
it = iter(items)
print(sys.getrefcount(items))    # expect: 3
first = next(it)
print(sys.getrefcount(first))    # expect: 3
list(it)
print(sys.getrefcount(items))    # expect: 2
