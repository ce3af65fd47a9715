# A closure keeps the variables of its maker alive, one set for each call.

def make(n=0):
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
a, b = make(), make(10)
print(a(), a(), b(), a(5), b())    # expect: 1 2 11 7 12
