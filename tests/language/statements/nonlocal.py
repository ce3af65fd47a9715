# nonlocal rebinds the nearest enclosing function's variable.

def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    def reset():
        nonlocal n
        n = 0
    return step, reset

step, reset = counter()
step(); step()
print(step())    # expect: 3
reset()
print(step())    # expect: 1

def deep():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x = "changed"
        inner()
    middle()
    return x

print(deep())    # expect: changed
