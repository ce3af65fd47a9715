# breakpoint() opens a prompt with the frame's variables; what it shows is pdb's.
import io, os, sys

def run(commands, function, *arguments):
    sys.stdin, sys.stdout, old = io.StringIO("\n".join(commands) + "\n"), io.StringIO(), sys.stdout
    failed = None
    try:
        function(*arguments)
    except BaseException as error:
        failed = type(error)
    text, sys.stdout = sys.stdout.getvalue(), old
    for line in text.splitlines():
        if os.getcwd() not in line and not line.startswith("-> "):    # where it stands
            print(line.replace("(Pdb) ", "|").replace("->", ""))
    print(failed)

def outer(n):
    label = "outer"
    return inner(n, 3, 4, key=label)

def inner(a, *rest, key=None, **others):
    total = a + sum(rest)
    breakpoint()
    total += 1
    return total

run(["p total", "p a, rest", "pp [a] * 3", "p missing", "p 1 +", "args", "whatis a", "whatis inner",
     "whatis int", "p others", "c"], outer, 5)
     # expect: |12
     # expect: |(5, (3, 4))
     # expect: |[5, 5, 5]
     # expect: |*** NameError: name 'missing' is not defined
     # expect: |*** SyntaxError: invalid syntax
     # expect: |a = 5
     # expect: key = 'outer'
     # expect: rest = (3, 4)
     # expect: others = {}
     # expect: |<class 'int'>
     # expect: |Function inner
     # expect: |Class builtins.int
     # expect: |{}
     # expect: |
     # expect: None
run(["p key", "", "u", "p label", "p key", "d", "d", "p key", "u 1", "up x", "c"], outer, 6)
# expect: |'outer'
# expect: |'outer'
# expect: |'outer'
# expect: |*** NameError: name 'key' is not defined
# expect: |*** Newest frame
# expect: |'outer'
# expect: |*** Invalid frame count (x)
# expect: |
# expect: None
run(["!fresh = total * 2", "fresh", "!fresh", "None", "total, fresh", "import math; math.floor(2.5)",
     "raise ValueError('no')", "1 +* 2", "continue"], outer, 7)
     # expect: ||28
     # expect: |28
     # expect: ||(14, 28)
     # expect: |2
     # expect: |*** ValueError: no
     # expect: |*** SyntaxError: invalid syntax
     # expect: |
     # expect: None
run(["l 1,3", "ll", "help p", "help nothing", "q"], outer, 8)
# expect: |  1  	# breakpoint() opens a prompt with the frame's variables; what it shows is pdb's.
# expect:   2  	import io, os, sys
# expect:   3  	
# expect: | 21  	def inner(a, *rest, key=None, **others):
# expect:  22  	    total = a + sum(rest)
# expect:  23  	    breakpoint()
# expect:  24  	    total += 1
# expect:  25  	    return total
# expect: |p expression
# expect:         Print the value of the expression.
# expect: |*** No help for 'nothing'
# expect: |
# expect: <class 'bdb.BdbQuit'>
run(["p 1"], outer, 9)
# expect: |1
# expect: |
# expect: <class 'bdb.BdbQuit'>

import pdb
def fails(x):
    y = x * 2
    return y // 0
def look():
    try:
        fails(4)
    except ZeroDivisionError:
        pdb.post_mortem()
run(["p y", "u", "p 'y' in dir()", "q"], look)
# expect: |8
# expect: |False
# expect: |
# expect: None
try:
    pdb.post_mortem()
except ValueError as error:
    print(error)    # expect: A valid traceback must be passed if no exception is being handled
