# What is compiled inherits future statements from who compiles it, or is told of them by flags.

from __future__ import annotations
import __future__
import codeop

FLAG = __future__.annotations.compiler_flag
SOURCE = "def f(x: 1 + y): pass"


def annotation(code):
    namespace = {"y": 2}
    exec(code, namespace)
    return namespace["f"].__annotations__["x"]


print(annotation(compile(SOURCE, "t", "exec")))    # expect: 1 + y
print(annotation(compile(SOURCE, "t", "exec", dont_inherit=True)))    # expect: 3
print(annotation(compile(SOURCE, "t", "exec", FLAG, True)))    # expect: 1 + y
print(annotation(SOURCE))    # expect: 1 + y
print(bool(annotation.__code__.co_flags & FLAG),
      bool(compile("1", "t", "eval", dont_inherit=True).co_flags & FLAG))    # expect: True False
command = codeop.CommandCompiler()
print(annotation(command(SOURCE + "\n")))    # expect: 3
exec(command("from __future__ import annotations"))
print(annotation(command(SOURCE + "\n")))    # expect: 1 + y
