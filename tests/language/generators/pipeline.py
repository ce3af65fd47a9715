# Generators chain without storing what flows through.

def numbers():
    n = 0
    while True:
        yield n
        n += 1
def only(f, source):
    for item in source:
        if f(item):
            yield item
def take(n, source):
    for _, item in zip(range(n), source):
        yield item
print(list(take(5, only(lambda n: n % 3 == 1, numbers()))))    # expect: [1, 4, 7, 10, 13]
def sieve():
    def without(p, source):
        for n in source:
            if n % p:
                yield n
    source = iter(range(2, 60))
    while True:
        p = next(source, None)
        if p is None:
            return
        yield p
        source = without(p, source)
print(list(sieve()))    # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]
