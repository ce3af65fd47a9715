# Many suspended generators keep their own locals.

def counter(start):
    n = start
    while True:
        n += 1
        yield n
all_of_them = [counter(i * 10) for i in range(100)]
for _ in range(3):
    values = [next(g) for g in all_of_them]
print(values[:5], sum(values))    # expect: [3, 13, 23, 33, 43] 49800
