# codeop tells complete commands from incomplete ones; code, runpy and __future__ do what they say.

import codeop, code, runpy, __future__
for s in ("a = 1", "a = 1\n", "if 1:", "if 1:\n  pass", "if 1:\n  pass\n", "(", "x = (1,\n", "'''abc", "def f(): pass", "1 +", "a b", "", "# c", "\n", "@a", "try:\n  x\n", "x\\", "for i in x: pass", "class A:\n  def m(self):\n    pass\n", "a = 1\n\n", "[1,\n2]", "if 1: pass\nelse:", "'abc", "return 3"):
    for sym in ("single", "exec"):
        try: r = codeop.compile_command(s, symbol=sym); print(repr(s), sym, type(r).__name__)
        except SyntaxError as e: print(repr(s), sym, "SyntaxError")
        # expect: 'a = 1' single code
        # expect: 'a = 1' exec code
        # expect: 'a = 1\n' single code
        # expect: 'a = 1\n' exec code
        # expect: 'if 1:' single NoneType
        # expect: 'if 1:' exec NoneType
        # expect: 'if 1:\n  pass' single NoneType
        # expect: 'if 1:\n  pass' exec code
        # expect: 'if 1:\n  pass\n' single code
        # expect: 'if 1:\n  pass\n' exec code
        # expect: '(' single NoneType
        # expect: '(' exec NoneType
        # expect: 'x = (1,\n' single NoneType
        # expect: 'x = (1,\n' exec NoneType
        # expect: "'''abc" single NoneType
        # expect: "'''abc" exec NoneType
        # expect: 'def f(): pass' single NoneType
        # expect: 'def f(): pass' exec code
        # expect: '1 +' single SyntaxError
        # expect: '1 +' exec SyntaxError
        # expect: 'a b' single SyntaxError
        # expect: 'a b' exec SyntaxError
        # expect: '' single code
        # expect: '' exec code
        # expect: '# c' single code
        # expect: '# c' exec code
        # expect: '\n' single code
        # expect: '\n' exec code
        # expect: '@a' single NoneType
        # expect: '@a' exec NoneType
        # expect: 'try:\n  x\n' single NoneType
        # expect: 'try:\n  x\n' exec NoneType
        # expect: 'x\\' single NoneType
        # expect: 'x\\' exec NoneType
        # expect: 'for i in x: pass' single NoneType
        # expect: 'for i in x: pass' exec code
        # expect: 'class A:\n  def m(self):\n    pass\n' single code
        # expect: 'class A:\n  def m(self):\n    pass\n' exec code
        # expect: 'a = 1\n\n' single code
        # expect: 'a = 1\n\n' exec code
        # expect: '[1,\n2]' single code
        # expect: '[1,\n2]' exec code
        # expect: 'if 1: pass\nelse:' single NoneType
        # expect: 'if 1: pass\nelse:' exec NoneType
        # expect: "'abc" single SyntaxError
        # expect: "'abc" exec SyntaxError
        # expect: 'return 3' single SyntaxError
        # expect: 'return 3' exec SyntaxError
i = code.InteractiveInterpreter()
print(i.runsource("x = 3"), i.runsource("print(x"), i.runsource("x"), i.locals['x'])
# expect: 3
# expect: False True False 3
c = code.InteractiveConsole(); print(c.push("if 1:"), c.push("  y = 2"), c.push(""), c.locals['y'])
# expect: True True False 2
print(__future__.annotations, __future__.division.getMandatoryRelease())
# expect: _Feature((3, 7, 0, 'beta', 1), None, 16777216) (3, 0, 0, 'alpha', 0)
try: runpy.run_module('nothing_here')
except ImportError as e: print(e)    # expect: No module named nothing_here
