# At the end of a script what its cycles hold dies in the order in which the collector found it.

class C:
    def __init__(s,n): s.n=n
    def __del__(self): print("del", self.n, flush=True)
def gen():
    try: yield 1
    finally: print("gen closed")
l = [C(1), C(2)]
d = {1: C(3)}
x = C(4)
g = gen(); next(g)
# expect: del 4
# expect: gen closed
# expect: del 2
# expect: del 1
# expect: del 3
