# Decorators are evaluated top down and applied bottom up.

def mark(name):
    print("evaluate", name)
    def apply(thing):
        print("apply", name, thing.__name__)
        return thing
    return apply

@mark("outer")
@mark("inner")
def f():
    return "f"
    # expect: evaluate outer
    # expect: evaluate inner
    # expect: apply inner f
    # expect: apply outer f

@mark("class")
class C:
    pass
    # expect: evaluate class
    # expect: apply class C

print(f(), C.__name__)    # expect: f C

@lambda thing: "replaced"
def g():
    pass
print(g)    # expect: replaced
