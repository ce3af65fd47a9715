# An exception that unwinds a frame ends its locals when it is let go of.

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def f():
    x = C("local")
    raise ValueError("v")
try:
    f()
except ValueError:
    print("handler")
    # expect: handler
    # expect: del local
print("after handler")    # expect: after handler
try:
    f()
except ValueError as error:
    kept = error
print("kept")    # expect: kept
kept = None    # expect: del local
print("released")    # expect: released
try:
    C("receiver").missing
except AttributeError:
    print("caught")
    # expect: caught
    # expect: del receiver
print("end")    # expect: end
