# Iterating visits every member once; changing the size meanwhile is an error.

s = set(range(1000)) | {str(i) for i in range(1000)}
print(len(s), len(list(s)), sum(x for x in s if isinstance(x, int)), all(x in s for x in list(s)))
# expect: 2000 2000 499500 True
for i in range(0, 1000, 3):
    s.discard(i)
    s.add(-i - 1)
print(len(s), -1 in s, 0 in s)    # expect: 2000 True False
t = {1, 2, 3}
try:
    for x in t:
        t.discard(x)
except RuntimeError as error:
    print(error)    # expect: Set changed size during iteration
