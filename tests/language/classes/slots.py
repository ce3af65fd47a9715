# __slots__ fixes the attributes and leaves out __dict__.

class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
p = Point(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"), Point.__slots__)    # expect: 1 2 False ('x', 'y')
for attempt in ("p.z = 1", "p.__dict__", "del p.x; p.x", "del p.x"):
    try:
        exec(attempt)
    except AttributeError as error:
        print(error)
        # expect: 'Point' object has no attribute 'z'
        # expect: 'Point' object has no attribute '__dict__'
        # expect: 'Point' object has no attribute 'x'
        # expect: x
class Point3(Point):
    __slots__ = "z"
class Open(Point):
    pass
q = Point3(1, 2)
q.z = 3
o = Open(1, 2)
o.other = 4
print(q.x, q.z, o.other, o.__dict__, type(Point.x).__name__)
# expect: 1 3 4 {'other': 4} member_descriptor
try:
    class Conflict:
        __slots__ = ["a"]
        a = 1
except ValueError as error:
    print(error)    # expect: 'a' in __slots__ conflicts with class variable
class Weak:
    __slots__ = ("__weakref__", "__dict__")
w = Weak(); w.any = 1
print(w.any)    # expect: 1
