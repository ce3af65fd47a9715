# A loop target may be any target.

class Box:
    pass

box = Box()
slots = [None, None]
for box.value in range(3):
    pass
print(box.value)    # expect: 2
for slots[1] in "ab":
    print(slots)
    # expect: [None, 'a']
    # expect: [None, 'b']
for i, (a, *b) in enumerate(["xyz", "w"]):
    print(i, a, b)
    # expect: 0 x ['y', 'z']
    # expect: 1 w []
for k, v in {"one": 1, "two": 2}.items():
    print(k, v)
    # expect: one 1
    # expect: two 2
