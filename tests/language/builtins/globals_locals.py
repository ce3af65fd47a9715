# globals is the module's namespace, locals a snapshot of a function's.

x = 1
globals()["y"] = 2
print(x, y, "x" in globals(), __name__, globals()["__name__"], globals() is locals())
# expect: 1 2 True __main__ __main__ True
def f(a):
    b = 2
    l = locals()
    c = 3
    l["a"] = 99
    return sorted(l), a, sorted(locals())
print(f(1))    # expect: (['a', 'b'], 1, ['a', 'b', 'c', 'l'])
class C:
    z = 1
    print("z" in locals(), sorted(n for n in locals() if not n.startswith("__")))
    # expect: True ['z']
print(__builtins__ is not None, callable(globals), __file__.endswith("globals_locals.py"))
# expect: True True True
