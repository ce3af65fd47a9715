# del unbinds names, items, slices and attributes.

class Box:
    pass

box = Box()
box.a = box.b = 1
numbers = list(range(6))
d = {"x": 1, "y": 2}
x = y = z = 0
del box.a, numbers[0], d["x"], x, (y, z)
print(box.__dict__, numbers, d)    # expect: {'b': 1} [1, 2, 3, 4, 5] {'y': 2}
del numbers[1:3], numbers[::2]
print(numbers)    # expect: [4]
for attempt in ("x", "box.a", "d['x']", "numbers[50]"):
    try:
        eval(attempt)
    except Exception as error:
        print(type(error).__name__, error)
        # expect: NameError name 'x' is not defined
        # expect: AttributeError 'Box' object has no attribute 'a'
        # expect: KeyError 'x'
        # expect: IndexError list index out of range
