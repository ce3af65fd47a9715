# __builtins__ in the globals is where code finds its built-in names.

exec("print(custom)", {"__builtins__": {"custom": 3, "print": print}})    # expect: 3
namespace = {"__builtins__": {"len": lambda x: "mine"}}
exec("def f(x): return len(x)", namespace)
print(namespace["f"]([]), len([]), namespace["f"].__builtins__ is namespace["__builtins__"])
# expect: mine 0 True
for text in ("print", "def f(): return len\nf()", "class A: pass", "import sys"):
    try:
        exec(text, {"__builtins__": {}})
    except (NameError, ImportError) as error:
        print(type(error).__name__, error)
        # expect: NameError name 'print' is not defined
        # expect: NameError name 'len' is not defined
        # expect: NameError __build_class__ not found
        # expect: ImportError __import__ not found
fresh = {}
exec("pass", fresh)
print(type(fresh["__builtins__"]), type(__builtins__))    # expect: <class 'dict'> <class 'module'>
