# codeop tells complete commands from incomplete ones; code, runpy and __future__ do what they say.

import codeop, code, runpy, __future__
for s in ("a = 1", "a = 1\n", "if 1:", "if 1:\n  pass", "if 1:\n  pass\n", "(", "x = (1,\n", "'''abc", "def f(): pass", "1 +", "a b", "", "# c", "\n", "@a", "try:\n  x\n", "x\\", "for i in x: pass", "class A:\n  def m(self):\n    pass\n", "a = 1\n\n", "[1,\n2]", "if 1: pass\nelse:", "'abc", "return 3"):
    for sym in ("single", "exec"):
        try: r = codeop.compile_command(s, symbol=sym); print(repr(s), sym, type(r).__name__)
        except SyntaxError as e: print(repr(s), sym, "SyntaxError", e.msg)
i = code.InteractiveInterpreter()
print(i.runsource("x = 3"), i.runsource("print(x"), i.runsource("x"), i.locals['x'])
c = code.InteractiveConsole(); print(c.push("if 1:"), c.push("  y = 2"), c.push(""), c.locals['y'])
print(__future__.annotations, __future__.division.getMandatoryRelease())
try: runpy.run_module('nothing_here')
except ImportError as e: print(e)
