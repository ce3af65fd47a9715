# Globals, locals and built-ins that are more than dictionaries are asked by item.
class Missing(dict):
    def __missing__(self, key):
        if key.startswith('__'):
            raise KeyError(key)
        return f'<{key}>'

class Failing(dict):
    def __getitem__(self, key):
        raise LookupError(f'no {key}')

class Frozen(dict):
    def __setitem__(self, key, value):
        raise TypeError(f'frozen: {key}')

class Mapping:
    def __getitem__(self, key):
        if key == 'a':
            return 12
        raise KeyError(key)
    def keys(self):
        return list('zyx')

class Keys(dict):
    def keys(self):
        return list('zyx')

class Upper:
    def __getitem__(self, key):
        if key == 'print':
            return print
        raise KeyError(key)

def attempt(source, *scope):
    for code in source, compile(source, 'test', 'exec'):
        try:
            exec(code, *scope)
        except Exception as error:
            print(type(error).__name__, error)

attempt("print(name)", {'__builtins__': {}})
# expect: NameError name 'print' is not defined
# expect: NameError name 'print' is not defined
attempt("name", {'__builtins__': 123})
# expect: TypeError 'int' object is not subscriptable
# expect: TypeError 'int' object is not subscriptable
attempt("name", {'__builtins__': None})
# expect: TypeError 'NoneType' object is not subscriptable
# expect: TypeError 'NoneType' object is not subscriptable
attempt("name", Failing(name=1))
# expect: LookupError no name
# expect: LookupError no name
attempt("name", {'__builtins__': Failing(name=1)})
# expect: LookupError no name
# expect: LookupError no name
attempt("print(name)", {'__builtins__': Missing(print=print)})
# expect: <name>
# expect: <name>
attempt("print(name)", {'__builtins__': Upper()})
# expect: NameError name 'name' is not defined
# expect: NameError name 'name' is not defined
attempt("print(name)", Missing(print=print))
# expect: <name>
# expect: <name>
attempt("def f():\n return name\nprint(f())", Missing(print=print))
# expect: <name>
# expect: <name>
attempt("def f():\n return name\nprint(f())", {'__builtins__': Missing(print=print)})
# expect: <name>
# expect: <name>
attempt("def f():\n return name\nf()", {'__builtins__': Failing(name=1)})
# expect: LookupError no name
# expect: LookupError no name
attempt("x = 1", Frozen())
# expect: TypeError frozen: x
# expect: TypeError frozen: x
attempt("x = 1", {}, Frozen())
# expect: TypeError frozen: x
# expect: TypeError frozen: x
attempt("import sys as name\nprint(name.__name__)", {'print': print})
# expect: sys
# expect: sys
attempt("class A: pass", {'__builtins__': Frozen()})
# expect: NameError __build_class__ not found
# expect: NameError __build_class__ not found
attempt("class A:\n x = name\nprint(A.x)", {'__name__': 'm', '__builtins__':
        Missing(print=print, __build_class__=__build_class__)})
        # expect: <name>
        # expect: <name>
for mapping in Mapping(), Keys(a=12):
    print(eval('a', {}, mapping), eval('dir()', {}, mapping), eval('locals()', {}, mapping) is mapping)
    # expect: 12 ['x', 'y', 'z'] True
    # expect: 12 ['x', 'y', 'z'] True
