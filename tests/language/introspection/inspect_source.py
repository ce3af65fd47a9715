# inspect finds the source of what a script has defined, and the frames that run.

import ast
import inspect
import pydoc


def f(a,
      b=1):
    # c
    return (a,
            b)


class K:
    @property
    def p(self):
        return 1
    lam = lambda self: 3


for thing in (f, K.lam, K.p.fget):
    print(ascii(inspect.getsource(thing)))
    # expect: 'def f(a,\n      b=1):\n    # c\n    return (a,\n            b)\n'
    # expect: '    lam = lambda self: 3\n'
    # expect: '    @property\n    def p(self):\n        return 1\n'
print(inspect.getsourcelines(f)[1], len(inspect.getsourcelines(K)[0]))    # expect: 8 5
print(inspect.stack()[0].function, inspect.getmodule(f).__name__)    # expect: <module> __main__
print(inspect.getcomments(f), ast.get_docstring(ast.parse('"x"')))    # expect: None x
print(ascii(pydoc.render_doc(f, renderer=pydoc.plaintext)))
# expect: 'Python Library Documentation: function f in module __main__\n\nf(a, b=1)\n'
try:
    exec(compile("raise ValueError(1)", "<mine>", "exec"))
except ValueError as error:
    print(inspect.trace()[-1].filename, inspect.trace()[-1].lineno)    # expect: <mine> 1
