# Yields inside with and finally keep their cleanup for later.

class M:
    def __enter__(self): print("enter"); return self
    def __exit__(self, kind, *rest): print("exit", kind and kind.__name__)
def g():
    with M():
        yield 1
    try:
        yield 2
    finally:
        yield 3
print(list(g()))
# expect: enter
# expect: exit None
# expect: [1, 2, 3]
it = g()
next(it)    # expect: enter
del it    # expect: exit GeneratorExit
print("dropped")    # expect: dropped
