# The value of StopIteration passes through what hands the end of an iterator on.

class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("v", 2)
try: next(It())
except StopIteration as e: print(e.args)    # expect: ('v', 2)
print(list(It()), [*map(str, It())], next(It(), "d"))    # expect: [] [] d
def y():
    r = yield from It()
    print("r", r)
list(y())    # expect: r v
def g():
    return 5
    yield
for it in (enumerate(g()), map(str, g()), filter(None, g()), zip(g()), iter(g())):
    try: next(it)
    except StopIteration as e: print(e.args)
    # expect: (5,)
    # expect: (5,)
    # expect: (5,)
    # expect: (5,)
    # expect: (5,)
for x in g(): print("no")
try: a, b = g()
except ValueError as e: print(e)    # expect: not enough values to unpack (expected 2, got 0)
def f(x):
    if x == 2: raise StopIteration
    return x
print(list(map(f, [1,2,3])))    # expect: [1]
try: It().__next__()
except StopIteration as e: print(e.value)    # expect: v
try: g().__next__()
except StopIteration as e: print(e.value)    # expect: 5
print(sum(It()), max(It(), default=3), sorted(It()), dict(It()), set(It()), ",".join(It()))
# expect: 0 3 [] {} set() 
