# Endless recursion is a RecursionError that can be caught, again and again.

def f(n):
    return f(n + 1)
for _ in range(3):
    try:
        f(0)
    except RecursionError as error:
        print(error)
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
class C:
    def __repr__(self):
        return repr(self)
    def __eq__(self, other):
        return self == other
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __len__(self):
        return len(self)
for attempt in (
        lambda: repr(C()), lambda: C() == 1, lambda: C().a, lambda: len(C()),
        lambda: [C()] == [1],
):
    try:
        attempt()
        print("no error")
    except RecursionError as error:
        print(type(error).__name__)
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
