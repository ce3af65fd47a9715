# A lambda is an expression that makes a function.

print((lambda: 0)(), (lambda x, y=2, *z, k=3, **w: (x, y, z, k, w))(1, 5, 6, k=7, m=8))
# expect: 0 (1, 5, (6,), 7, {'m': 8})
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))    # expect: ['ccc', 'bb', 'a']
print([f(2) for f in (lambda x: x, lambda x: x * x)])    # expect: [2, 4]
add = lambda a: lambda b: a + b
print(add(1)(2), add.__name__)    # expect: 3 <lambda>
