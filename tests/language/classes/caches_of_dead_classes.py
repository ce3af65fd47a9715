# Code that has met instances of a class that is gone takes no other class for it.

import gc


def get(o):
    return o.x


def put(o):
    o.x = 5


def one():
    class A:
        pass
    a = A()
    put(a)
    a.x = 1
    get(a)


def two():
    class B:
        pass
    b = B()
    b.y = 7
    try:
        print(get(b))
    except AttributeError as error:
        text = str(error)
    put(b)
    return text, b.__dict__


seen = set()
for i in range(600):
    one()
    gc.collect(0)
    text, attributes = two()
    seen.add((text, str(attributes)))
    gc.collect(0)
print(seen)    # expect: {("'B' object has no attribute 'x'", "{'y': 7, 'x': 5}")}
