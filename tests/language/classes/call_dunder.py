# An instance with __call__ is callable; instances don't look it up on themselves.

class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, *args, **kwargs): return self.n, args, kwargs
a = Adder(1)
print(a(2, k=3), callable(a), callable(5), callable(Adder), callable(len))
# expect: (1, (2,), {'k': 3}) True False True True
a.__call__ = lambda: "own"
print(a())    # expect: (1, (), {})
