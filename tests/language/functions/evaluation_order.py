# The callee comes first, then arguments from left to right.

def show(name):
    print(name)
    return name
def f(*args, **kwargs):
    print("called", args, kwargs)
def pick():
    print("callee")
    return f
pick()(show("a"), *[show("b")], k=show("c"), **{"d": show("d")})
# expect: callee
# expect: a
# expect: b
# expect: c
# expect: d
# expect: called ('a', 'b') {'k': 'c', 'd': 'd'}
def name(): pass
def rebind():
    global name
    name = lambda x: print("new", x)
def old(x): print("old", x)
name = old
name(rebind())    # expect: old None
