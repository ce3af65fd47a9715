# A comprehension's variable doesn't leak, and its first iterable is the enclosing scope's.

x = "outer"
print([x for x in range(2)], x)    # expect: [0, 1] outer
def f():
    y = 5
    return [y + z for z in range(y, y + 2)], [y for y in range(2)], y
print(f())    # expect: ([10, 11], [0, 1], 5)
class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try:
        broken = [items for _ in range(1)]
    except NameError as error:
        print(error)    # expect: name 'items' is not defined
print(C.doubled)    # expect: [2, 4]
