#!/bin/sh
# The first instance ever that has a finalizer is finalized, of whatever kind it is: each time in a
# program of its own, whose other classes have none. And a class that has a finalizer and no
# instances doesn't hinder many objects from going over many polls.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

for code in 'class A: __del__ = say
A()' 'class A(int): __del__ = say
A()' 'class A(str): __del__ = say
A()' 'class A(Exception): __del__ = say
A()' 'class A(list): __del__ = say
A()' 'class A(dict): __del__ = say
A()' 'class A: pass
a = A(); A.__del__ = say; del a' 'class B: pass
class A(B): pass
a = A(); B.__del__ = say; del a' 'class C: __del__ = say
class B: pass
class A(B): pass
a = A(); A.__bases__ = (C,); del a' 'class B: pass
class A: __del__ = say
a = B(); a.__class__ = A; del a' 'class A: __del__ = say
a = object.__new__(A); a.me = a; del a; import gc; gc.collect()' 'class A: __del__ = say
import copy, pickle; pickle.loads(b"c__main__\nA\n)\x81.")'; do
    what="the first finalizer: $code"
    run "$OURO" -c "def say(self): print('end of', type(self).__name__)
$code"
    status_is 0
    out_is "end of A"
done

longest='
class Node: pass
nodes = [Node() for _ in range(300000)]
gc.collect(); gc.pauses(reset=True)
nodes = None
for _ in range(1000): [[]]
print(gc.pauses()["release"]["count"] > 50)'
for code in 'import gc' 'import gc, abc, io, os, typing' 'import gc
class Unused:
    def __del__(self): pass'; do
    what="many deaths after: $code"
    run "$OURO" -c "$code$longest"
    status_is 0
    out_is True
done
what="many deaths after the first instance"
run "$OURO" -c "import gc
class Used:
    def __del__(self): pass
Used()$longest"
out_is False

finish
