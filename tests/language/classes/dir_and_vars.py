# dir lists names in order, vars is the namespace.

class A:
    x = 1
    def m(self): pass
class B(A):
    y = 2
b = B()
b.z = 3
print([n for n in dir(b) if not n.startswith("__")], vars(b))
# expect: ['m', 'x', 'y', 'z'] {'z': 3}
print([n for n in dir(B) if not n.startswith("__")])    # expect: ['m', 'x', 'y']
class Custom:
    def __dir__(self): return ["b", "a"]
print(dir(Custom()))    # expect: ['a', 'b']
print([n for n in dir([]) if not n.startswith("_")])
# expect: ['append', 'clear', 'copy', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort']
print([n for n in dir("") if not n.startswith("_")])
# expect: ['capitalize', 'casefold', 'center', 'count', 'encode', 'endswith', 'expandtabs', 'find', 'format', 'format_map', 'index', 'isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper', 'join', 'ljust', 'lower', 'lstrip', 'maketrans', 'partition', 'removeprefix', 'removesuffix', 'replace', 'rfind', 'rindex', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'split', 'splitlines', 'startswith', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill']
print([n for n in dir({}) if not n.startswith("_")])
# expect: ['clear', 'copy', 'fromkeys', 'get', 'items', 'keys', 'pop', 'popitem', 'setdefault', 'update', 'values']
def f():
    a = 1
    return dir(), vars()
print(f())    # expect: (['a'], {'a': 1})
try:
    vars(5)
except TypeError as error:
    print(error)    # expect: vars() argument must have __dict__ attribute
