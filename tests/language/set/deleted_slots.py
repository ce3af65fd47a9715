# A new key takes the last deleted slot that it meets: seen from the order of the keys, and the size.
import sys

s = set(range(100))
size = sys.getsizeof(s)
s.difference_update(range(100))
for key in range(6):
    s.add(key)
    print(s)
# expect: {0}
# expect: {1, 0}
# expect: {1, 0, 2}
# expect: {1, 0, 2, 3}
# expect: {4, 1, 0, 2, 3}
# expect: {4, 5, 1, 0, 2, 3}
s = set(range(3))
size = sys.getsizeof(s)
for key in range(3, 1000):
    s.remove(key - 3)
    s.add(key)
print(s, sys.getsizeof(s) == size)
# expect: {997, 998, 999} False
