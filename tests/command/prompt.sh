#!/bin/sh
# The interactive prompt, with piped input: values on standard output, prompts and errors on
# standard error.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

session() { # LINES...
    run_input "$(printf '%s\n' "$@")
" "$OURO" -i -q
}

session '1 + 1' '"text"' 'None' '[1, 2]'
status_is 0
out_is "2
'text'
[1, 2]"
err_has '>>> '

session 'x = 5' 'x * 2' '_ + 1' '_'
out_is "10
11
11"

session 'def f(n):' '    return n * 2' '' 'f(4)'
out_is 8
err_has '... '

session 'for i in range(2):' '    print(i)' '' 'print("after")'
out_is "0
1
after"

session 'if 1:' '    print("yes")' 'else:' '    print("no")' '' '5'
out_is "yes
5"

session '(1 +' '2)' '"""two' 'lines"""' '[' '3]'
out_is "3
'two\\nlines'
[3]"

session '1/0' 'print("goes on")'
status_is 0
out_is "goes on"
err_has 'Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero'

session 'x = = 1' 'print("still here")'
out_is "still here"
err_has 'SyntaxError: invalid syntax'

session 'undefined_name' '7'
out_is 7
err_has "NameError: name 'undefined_name' is not defined"

session 'class A:' '    def m(self):' '        return "m"' '' 'A().m()'
out_is "'m'"

session '@staticmethod' 'def g():' '    return 1' '' 'type(g).__name__'
out_is "'staticmethod'"

session 'import sys; sys.exit(4)' 'print("never")'
status_is 4
out_is ""

session 'try:' '    1/0' 'except ZeroDivisionError:' '    print("caught")' '' '1; 2' 'x = 1; x'
out_is "caught
1
2
1"

session '' '# a comment' '3'
out_is 3

session 'for' 'print(1)'
out_is 1
err_has SyntaxError

# An end within a statement ends that first.
run_input 'if 1:' "$OURO" -i -q
err_is ">>> ... 
  File \"<stdin>\", line 1
    if 1:
         ^
IndentationError: expected an indented block after 'if' statement on line 1
>>> "
run_input 'if 1:
    print(3)' "$OURO" -i -q
out_is 3

# Commands of the prompt are no Python: they work here, too.
session 'class Node: pass' '' 'a = Node(); b = Node(); a.next = b; b.next = a' 'del a, b' ':gc' ':gc'
out_like '^2 unreachable objects found in [0-9.]* [mu]s; 2 objects of 32 bytes freed$'
out_has '
  1 x Node.next -> Node.next
no cycle was found in '

session 'def f(a, b=2, *, c): "Adds."; return a' '' 'f?' 'f??' 'len?' 'sorted?' ':dis f'
out_has 'def f(a, b=2, *, c)

Adds.
def f(a, b=2, *, c): "Adds."; return a
len(obj, /)

Return the number of items in a container.
sorted(iterable, /, *, key=None, reverse=False) -> list

Return a new list'
out_has 'RETURN'

# A list of a hundred: a list of one and its room are made, and then the other one's.
session ':time 1 + 1' ':time [0] * 100' ':time [[] for i in range(1000)] and 1'
out_like '^[0-9.]* [mun]s, best of 5 x [0-9]*; 0 collections in [0-9,]* runs$'
out_has '
allocations: 0 of 0 bytes; 0 of 0 freed; 0 at the peak
the result is 0 objects of 0 bytes
'
out_has '
allocations: 4 of 912 bytes; 2 of 48 freed; 912 at the peak
the result is 1 object of 832 bytes
'
out_like '^allocations: 1,0[0-9]* of [0-9,]* bytes; 1,0[0-9]* of '
out_like '; [1-9][0-9,]* collections in [0-9,]* runs$'

# What goes beside tracing, and what it takes away.
session 'import tracemalloc' 'tracemalloc.start()' ':time [0] * 100' 'tracemalloc.is_tracing()' \
    'tracemalloc.stop()' 'full = [[]]' ':time full.pop()'
out_has 'allocations: 4 of 912 bytes'
out_has '
True'
err_has 'IndexError: pop from empty list'

session ':help' ':nonsense' ':time nothing' ':dis 1' 'x?'
out_has '  :gc                collect'
out_has 'There is no command :nonsense; :help lists them.'
err_has "NameError: name 'nothing' is not defined"
err_has 'TypeError: int has no instructions'
err_has "NameError: name 'x' is not defined"

session 'class Node: pass' '' 'a = Node(); b = Node(); a.next = b; b.next = a' \
    "cache = {'last': [Node()]}" ":why cache['last'][0]" ':why a.next' ':refs b' ':cycles' \
    ':why 5' ':why Node()'
out_is "module __main__ .cache['last'][0]
module __main__ .b
2 references
  module __main__ .a.next
  module __main__ .b
  1 x Node.next -> Node.next  (2 objects, 32 B)
it is a value, no object: nothing holds it
nothing holds it but this command"

# What the prompt holds is named as such.
session 'class Node: pass' '' 'Node()' ':why _' \
    'def f(): local = Node(); raise ValueError(local)' '' 'f()' 'import sys' \
    ':why sys.last_value.args[0]' ':refs sys.last_traceback'
out_has "
the prompt's _
"
out_has 'the last exception.args[0]'
out_has "  the last exception's traceback"

# The person's own names come first; what the prompt holds is told, too, if it keeps the object.
session 'class Node: pass' '' 'a = Node()' 'a.next = Node()' ':why a' 'a;' ':why a.next' \
    'def f(local): raise ValueError(local)' '' 'f(a)' ':why a' 'None; 5' 'import sys' \
    'del sys.last_value, sys.last_traceback' ':why a' 'import builtins; builtins' ':why builtins' \
    'sys.modules;' ':why a' ':why f'
out_has 'module __main__ .a
<__main__.Node object'
out_has '
module __main__ .a.next
and the prompt'"'"'s _.next
module __main__ .a
and the prompt'"'"'s _
and the last exception.args[0]
5
module __main__ .a
'
out_has "
module builtins
{'builtins'"
out_like "^module __main__ .f$"

# Looking changes nothing, and what a command says is exact.
session 'class Node: pass' '' '"first"' 'keep = []' ':heap diff' ':heap diff' \
    'keep = [Node() for i in range(100)]' ':heap diff' ':heap'
out_has '
         0              0  all
'
out_has '
      +100         +1,600  Node
'
out_has '
       100          1,600  Node
'

# Long numbers have separators.
session 'keep = []' 'for i in range(1200):' '    ring = []; ring.append(ring); keep.append(ring)' '' ':cycles'
out_like '^  1,200 x list\[0\]  \(1,200 objects, '

# What is decorated is told of itself; a class has its methods' instructions.
session 'import functools' 'class C:' '    @functools.lru_cache' '    def cached(self, n): return n' \
    '    @property' '    def first(self):' '        "The first."' '        return self' '' \
    'f = (1, lambda x: x + 1)[1]' 'C.cached?' 'C.cached??' 'C.first?' 'C.first??' 'f??' 'len??' ':dis C'
out_has 'def C.cached(self, n)
    @functools.lru_cache
    def cached(self, n): return n
property C.first

The first.
    @property
    def first(self):
        "The first."
        return self
f = (1, lambda x: x + 1)[1]
len(obj, /)

Return the number of items in a container.

(there is no source)
code C.cached: '
out_has '

code C.first: '

# With annotations, without what nobody writes, and of a huge value the beginning.
session 'class K:' '    "Doc."' '' 'def f(a: int, b: "str" = "x", *r: list[int], c: int|None = None, d=3, **k: K) -> K: pass' \
    '' 'f?' 'int.from_bytes?' 'int.__init_subclass__?' 'x = ["日本"] * 9999' 'x?'
out_has "def f(a: int, b: 'str' = 'x', *r: list[int], c: int | None = None, d=3, **k: __main__.K)\
 -> __main__.K
from_bytes(bytes, byteorder='big', *, signed=False)
"
out_has '
__init_subclass__()
'
out_like "^list: \\['日本', .{99,400}[.]{3}\$"

# The source of a module is its file, that of an object its class.
printf '"""Doc."""\nclass K:\n    def m(self): pass\nk = K()' >"$tmp/written.py"
run_input 'import written
written??
written.k??
' env OURO_PATH="$tmp" "$OURO" -i -q
out_is '"""Doc."""
class K:
    def m(self): pass
k = K()
class K:
    def m(self): pass'

# Bare words are commands, until they have another meaning.
session '1' 'exit' '2'
status_is 0
out_is 1
err_is '>>> >>> '
session 'quit()' '2'
out_is ''
session 'exit = 5' 'exit' 'help' 'def f():' '    exit' '' 'clear' '3'
out_like '^5$'
out_has '  exit, quit         end the session, as Ctrl-D does'
out_like '^3$'

# A command says how it is written.
session ':why' ':gc now' ':heap diffs' ': heap diff' ':' ':dis 5'
out_has 'It is :why EXPRESSION.
It is :gc.
It is :heap [diff].
   objects '
out_has '  NAME??             its source'

# The first time it compares with the prompt's beginning.
session 'class Node: pass' '' 'keep = [Node() for i in range(100)]' ':heap diff'
out_has '
      +100         +1,600  Node
'

# References that look the same are one row; of many, most are only counted.
session ':refs object' 'same = ""+str([])+"..."' 'd = {i: [same] * 2000 for i in range(2)}' ':refs same'
out_like '^  [0-9]+ x a built-in type \.__base__$'
out_like '^  module builtins .object$'
out_has '
4,001 references
'
out_has '
  ... and 3,971 more'

printf 'value = 6\nprint("script ran")\n' >"$tmp/script.py"
run_input 'value * 7
' "$OURO" -i "$tmp/script.py"
out_is "script ran
42"
run_input 'value
' "$OURO" -i -c 'value = "kept"; 1/0'
out_is "'kept'"
err_has ZeroDivisionError

# A class refers to itself by its order of bases and its dictionary.
session 'class Node: pass' '' ':refs Node' 'ring = []; ring.append(ring)' ':refs ring'
out_is "4 references
  module __main__ .Node
  module __main__ .Node.__mro__[0]
  module __main__ .Node.__dict__.__objclass__
  module __main__ .Node.__weakref__.__objclass__
2 references
  module __main__ .ring
  module __main__ .ring[0]"

finish
