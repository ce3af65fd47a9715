# any and all stop at the deciding item.

def show(values):
    for v in values:
        print("ask", v)
        yield v
print(any([]), all([]), any([0, 1]), all([1, 0]), any("x"), all([[]]), any({0: 1}))
# expect: False True True False True False False
print(any(show([0, 2, 3])), all(show([1, 0, 3])))
# expect: ask 0
# expect: ask 2
# expect: ask 1
# expect: ask 0
# expect: True False
