# A closure sees the variable, not the value it had.

functions = []
for i in range(3):
    functions.append(lambda: i)
print([f() for f in functions])    # expect: [2, 2, 2]
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])    # expect: [0, 1, 2]
print([f() for f in [lambda: j for j in range(3)]])    # expect: [2, 2, 2]
def outer():
    x = 1
    def inner():
        return x
    x = 2
    return inner
print(outer()())    # expect: 2
