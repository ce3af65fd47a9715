# The right side comes first, then the targets from left to right.

def show(name, value):
    print(name)
    return value

d = {}
show("first", d)[show("key1", 1)], show("second", d)[show("key2", 2)] = show("a", 10), show("b", 20)
# expect: a
# expect: b
# expect: first
# expect: key1
# expect: second
# expect: key2
print(d)    # expect: {1: 10, 2: 20}
