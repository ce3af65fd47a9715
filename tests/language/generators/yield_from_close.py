# Closing the outer generator closes the inner one first.

def inner():
    try:
        yield 1
    finally:
        print("inner closed")
def outer():
    try:
        yield from inner()
    finally:
        print("outer closed")
g = outer()
next(g)
g.close()
# expect: inner closed
# expect: outer closed
class Custom:
    def __iter__(self): return self
    def __next__(self): return 7
    def close(self): print("custom close")
    def throw(self, *args): print("custom throw", args[0]); return 8
    def send(self, v): return ("sent", v)
def delegate():
    yield from Custom()
d = delegate()
print(next(d), d.send(5), d.throw(ValueError("t")))
# expect: custom throw t
# expect: 7 ('sent', 5) 8
d.close()    # expect: custom close
