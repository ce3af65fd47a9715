# Dropping a suspended generator runs its finally and ends its locals.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def g():
    x = C("in generator")
    try:
        yield 1
        yield 2
    finally:
        print("finally")
it = g()
next(it)
del it
# expect: finally
# expect: del in generator
print("dropped")    # expect: dropped
for v in g():
    break
    # expect: finally
    # expect: del in generator
print("broke")    # expect: broke
list(zip(g(), [1]))
# expect: finally
# expect: del in generator
print("zipped")    # expect: zipped
unstarted = g()
del unstarted
print("end")    # expect: end
