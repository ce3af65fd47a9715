# A class outside builtins and __main__ is printed with its module; a nested one with its qualified name.

class Outer:
    class Inner(Exception): pass
Outer.Inner.__module__ = "some.module"
raise Outer.Inner("text")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     raise Outer.Inner("text")
# expect-stderr: some.module.Outer.Inner: text
# expect-exit: 1
