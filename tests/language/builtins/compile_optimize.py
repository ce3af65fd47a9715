# compile(optimize=...): assertions, __debug__ and docstrings.
import ast
source = '''"""module doc"""
def f():
    """doc"""
    try:
        assert False, "message"
    except AssertionError:
        return (True, f.__doc__, __debug__)
    else:
        return (False, f.__doc__, __debug__)
class C:
    "class doc"
    x = 1
async def g():
    "doc"
def h(): "only a doc"
result = f(), C.__doc__, g.__doc__, h.__doc__, h()
if __debug__: level = "debug"
else: level = "fast"
'''
for optimize in -1, 0, 1, 2:
    for what in source, ast.parse(source):
        namespace = {'__doc__': 'untouched'}
        exec(compile(what, "f", "exec", optimize=optimize), namespace)
        print(optimize, namespace['result'], namespace['level'], namespace['__doc__'])
        # expect: -1 ((True, 'doc', True), 'class doc', 'doc', 'only a doc', None) debug module doc
        # expect: -1 ((True, 'doc', True), 'class doc', 'doc', 'only a doc', None) debug module doc
        # expect: 0 ((True, 'doc', True), 'class doc', 'doc', 'only a doc', None) debug module doc
        # expect: 0 ((True, 'doc', True), 'class doc', 'doc', 'only a doc', None) debug module doc
        # expect: 1 ((False, 'doc', False), 'class doc', 'doc', 'only a doc', None) fast module doc
        # expect: 1 ((False, 'doc', False), 'class doc', 'doc', 'only a doc', None) fast module doc
        # expect: 2 ((False, None, False), None, None, None, None) fast untouched
        # expect: 2 ((False, None, False), None, None, None, None) fast untouched
print(eval(compile("__debug__", "f", "eval", 0, False, 2)))    # expect: False
print(eval(compile("[__debug__ for x in range(2)], (lambda: __debug__)()", "f", "eval", optimize=1)))
# expect: ([False, False], False)
for bad in -2, 3, 10**30, 'x':
    try:
        compile("1", "f", "eval", optimize=bad)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError compile(): invalid optimize value
        # expect: ValueError compile(): invalid optimize value
        # expect: OverflowError Python int too large to convert to C int
        # expect: TypeError 'str' object cannot be interpreted as an integer
exec(compile("def f():\n assert (yield)\nprint(f())", "f", "exec", optimize=0), {'print': lambda x: print(type(x).__name__)})
# expect: generator
exec(compile("def f():\n assert (yield)\nprint(f())", "f", "exec", optimize=1), {'print': lambda x: print(type(x).__name__)})
# expect: generator
