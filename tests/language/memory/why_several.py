# why(n=) gives several paths, one for each last holder first; ignore= keeps out of some objects.
# differs: CPython has no module memory
import memory


class Node:
    pass


def function():
    local = target
    print(memory.why(target, 10))


target = Node()
first = [target, target]
second = {"a": first, "b": (target,)}
function()
# expect: ["local 'local' in function (why_several.py:12)", 'module __main__ .target', 'module __main__ .first[0]', "module __main__ .second['b'][0]", 'module __main__ .first[1]']
print(memory.why(target, 2))    # expect: ['module __main__ .target', 'module __main__ .first[0]']
print(memory.why(target, 1))    # expect: ['module __main__ .target']
weak = [target]
del target
print(memory.why(weak[0], ignore=[weak]))    # expect: module __main__ .first[0]
print(memory.why(weak[0], ignore=(weak, first)))    # expect: module __main__ .second['b'][0]
print(memory.why(weak[0], ignore=(weak, first, second)))    # expect: None
print(memory.path(weak[0], ignore=(weak, first, second)))    # expect: ()
print(memory.why(weak[0], n=None, ignore={5, "x"}))    # expect: module __main__ .first[0]
for arguments in (weak, 0), (weak, -1), (weak, "x"):
    try:
        memory.why(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: ValueError n must be at least 1
        # expect: ValueError n must be at least 1
        # expect: TypeError 'str' object cannot be interpreted as an integer
try:
    memory.why(weak, ignore=5)
except TypeError as error:
    print(error)    # expect: 'int' object is not iterable
