# A dict or set that changes size under its loop raises RuntimeError; a new value is fine.

d = {1: 1, 2: 2}
for key in d:
    d[key] += 10
print(d)    # expect: {1: 11, 2: 12}
try:
    for key in d:
        d[key + 100] = 0
except RuntimeError as error:
    print(error)    # expect: dictionary changed size during iteration
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)    # expect: dictionary changed size during iteration
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)    # expect: Set changed size during iteration
