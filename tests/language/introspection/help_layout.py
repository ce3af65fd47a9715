# help() shows functions, classes and instances as pydoc lays them out.

import inspect
class A:
    """An A.

    It is one."""
    x = 1
    def __init__(self, a, b=2): "Makes."
    def m(self):
        # comment
        return 1
    # about n
    def n(self): pass
    alias = n
    @property
    def p(self): "The p."
    @property
    def q(self): return 1
    @q.setter
    def q(self, v): pass
    @classmethod
    def c(cls, *a): "class m"
    @staticmethod
    def s(k=1): "static m"
    y = [1, 2, "three"] * 12
    def __len__(self): return 3
class B(A):
    def m(self): "mine"
def f(a, *, b: int = 3) -> str:
    "f doc"
lam = lambda x: x
for thing in (A, B, f, A.m, A(1).m, lam, len, [].append, A.p, str.upper, int.__add__, "len"):
    help(thing)
    # expect: Help on class A in module __main__:
    # expect:
    # expect: class A(builtins.object)
    # expect:  |  A(a, b=2)
    # expect:  |  
    # expect:  |  An A.
    # expect:  |  
    # expect:  |  It is one.
    # expect:  |  
    # expect:  |  Methods defined here:
    # expect:  |  
    # expect:  |  __init__(self, a, b=2)
    # expect:  |      Makes.
    # expect:  |  
    # expect:  |  __len__(self)
    # expect:  |  
    # expect:  |  alias = n(self)
    # expect:  |  
    # expect:  |  m(self)
    # expect:  |  
    # expect:  |  n(self)
    # expect:  |      # about n
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Class methods defined here:
    # expect:  |  
    # expect:  |  c(*a) from builtins.type
    # expect:  |      class m
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Static methods defined here:
    # expect:  |  
    # expect:  |  s(k=1)
    # expect:  |      static m
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Readonly properties defined here:
    # expect:  |  
    # expect:  |  p
    # expect:  |      The p.
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Data descriptors defined here:
    # expect:  |  
    # expect:  |  __dict__
    # expect:  |      dictionary for instance variables (if defined)
    # expect:  |  
    # expect:  |  __weakref__
    # expect:  |      list of weak references to the object (if defined)
    # expect:  |  
    # expect:  |  q
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Data and other attributes defined here:
    # expect:  |  
    # expect:  |  x = 1
    # expect:  |  
    # expect:  |  y = [1, 2, 'three', 1, 2, 'three', 1, 2, 'three', 1, 2, 'three', 1, 2,...
    # expect:
    # expect: Help on class B in module __main__:
    # expect:
    # expect: class B(A)
    # expect:  |  B(a, b=2)
    # expect:  |  
    # expect:  |  Method resolution order:
    # expect:  |      B
    # expect:  |      A
    # expect:  |      builtins.object
    # expect:  |  
    # expect:  |  Methods defined here:
    # expect:  |  
    # expect:  |  m(self)
    # expect:  |      mine
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Methods inherited from A:
    # expect:  |  
    # expect:  |  __init__(self, a, b=2)
    # expect:  |      Makes.
    # expect:  |  
    # expect:  |  __len__(self)
    # expect:  |  
    # expect:  |  alias = n(self)
    # expect:  |  
    # expect:  |  n(self)
    # expect:  |      # about n
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Class methods inherited from A:
    # expect:  |  
    # expect:  |  c(*a) from builtins.type
    # expect:  |      class m
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Static methods inherited from A:
    # expect:  |  
    # expect:  |  s(k=1)
    # expect:  |      static m
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Readonly properties inherited from A:
    # expect:  |  
    # expect:  |  p
    # expect:  |      The p.
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Data descriptors inherited from A:
    # expect:  |  
    # expect:  |  __dict__
    # expect:  |      dictionary for instance variables (if defined)
    # expect:  |  
    # expect:  |  __weakref__
    # expect:  |      list of weak references to the object (if defined)
    # expect:  |  
    # expect:  |  q
    # expect:  |  
    # expect:  |  ----------------------------------------------------------------------
    # expect:  |  Data and other attributes inherited from A:
    # expect:  |  
    # expect:  |  x = 1
    # expect:  |  
    # expect:  |  y = [1, 2, 'three', 1, 2, 'three', 1, 2, 'three', 1, 2, 'three', 1, 2,...
    # expect:
    # expect: Help on function f in module __main__:
    # expect:
    # expect: f(a, *, b: int = 3) -> str
    # expect:     f doc
    # expect:
    # expect: Help on function m in module __main__:
    # expect:
    # expect: m(self)
    # expect:
    # expect: Help on method m in module __main__:
    # expect:
    # expect: m() method of __main__.A instance
    # expect:
    # expect: Help on function <lambda> in module __main__:
    # expect:
    # expect: <lambda> lambda x
    # expect:
    # expect: Help on built-in function len in module builtins:
    # expect:
    # expect: len(obj, /)
    # expect:     Return the number of items in a container.
    # expect:
    # expect: Help on built-in function append:
    # expect:
    # expect: append(object, /) method of builtins.list instance
    # expect:     Append object to the end of the list.
    # expect:
    # expect: Help on property:
    # expect:
    # expect:     The p.
    # expect:
    # expect: Help on method_descriptor:
    # expect:
    # expect: upper(self, /)
    # expect:     Return a copy of the string converted to uppercase.
    # expect:
    # expect: Help on wrapper_descriptor:
    # expect:
    # expect: __add__(self, value, /)
    # expect:     Return self+value.
    # expect:
    # expect: Help on built-in function len in module builtins:
    # expect:
    # expect: len(obj, /)
    # expect:     Return the number of items in a container.
    # expect:
