# Comparing containers that contain themselves is a RecursionError, not a crash.

a, b = [], []
a.append(b)
b.append(a)
try:
    a == b
except RecursionError as error:
    print(error)    # expect: maximum recursion depth exceeded in comparison
print(a == a, a in a, b in a)
try:
    a < b
except RecursionError as error:
    print(type(error).__name__)
c = {}
d = {}
c[0], d[0] = d, c
try:
    c == d
except RecursionError as error:
    print(type(error).__name__)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 10, in <module>
# expect-stderr:     print(a == a, a in a, b in a)
# expect-stderr:                   ^^^^^^
# expect-stderr: RecursionError: maximum recursion depth exceeded in comparison
# expect-exit: 1
