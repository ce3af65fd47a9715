# Two closures over one variable see each other's changes.

def pair():
    value = 0
    def get():
        return value
    def set(new):
        nonlocal value
        value = new
    return get, set
get, set_ = pair()
set_(5)
print(get(), get.__closure__[0].cell_contents, get.__code__.co_freevars)    # expect: 5 5 ('value',)
print(get.__closure__[0] is set_.__closure__[0])    # expect: True
