# __getattr__ is the fallback, __getattribute__ sees all, __setattr__ and __delattr__ intercept.

class C:
    def __init__(self):
        self.real = 1
    def __getattr__(self, name):
        return "missing " + name
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
c = C()    # expect: set real 1
print(c.real, c.nothing)    # expect: 1 missing nothing
c.real += 1    # expect: set real 2
del c.real    # expect: del real
print(c.real, getattr(c, "x"), hasattr(c, "anything"))    # expect: missing real missing x True
class All:
    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("no " + name)
        return "got " + name
    def __getattr__(self, name):
        return "fallback " + name
print(All().x, All().secret)    # expect: got x fallback secret
