# why() names the shortest path from a module or a running frame, as one would write it.
# differs: CPython has no module memory
import memory


class Node:
    pass


class Full:
    """Its attributes are in a dictionary."""

    def __init__(self):
        for i in range(80):
            setattr(self, f"a{i}", None)


cache = {}


def function():
    x = Node()
    x.next = Node()
    x.next.next = [None, Node()]
    print(memory.why(x))    # expect: local 'x' in function (why_names.py:25)
    print(memory.why(x.next.next[1]))    # expect: local 'x' in function (why_names.py:26) .next.next[1]
    cache["last"] = [x]
    print(memory.why(x))    # expect: local 'x' in function (why_names.py:28)


function()
print(memory.why(cache))    # expect: module __main__ .cache
print(memory.why(cache["last"]))    # expect: module __main__ .cache['last']
print(memory.why(cache["last"][0].next))    # expect: module __main__ .cache['last'][0].next
cache.clear()

# The dictionary of an instance is no step, whether it was seen or not.
full = Full()
full.last = Node()
setattr(full, "not a\nname", [Node()])
print(memory.why(getattr(full, "not a\nname")[0]))
# expect: module __main__ .full.__dict__['not a\nname'][0]
delattr(full, "not a\nname")
print(memory.why(full.last))    # expect: module __main__ .full.last
vars(full)
print(memory.why(full.last), memory.why(vars(full)))
# expect: module __main__ .full.last module __main__ .full.__dict__
Node.shared = (Node(), 2)
print(memory.why(Node.shared[0]))    # expect: module __main__ .Node.shared[0]
function.memo = Node()
print(memory.why(function.memo))    # expect: module __main__ .function.memo
del function.memo, Node.shared, full

# Keys, members, bound methods, classes.
key = Node()
table, group, other = {key: 1}, {key}, {"long" * 20: [Node()], (1, 2): [Node()]}
print(memory.why(key, 3))
# expect: ['module __main__ .key', 'module __main__ .table (key)', 'module __main__ .group (item)']
print(memory.why(other[1, 2][0]))    # expect: module __main__ .other[(1, 2)][0]
print(memory.why(other["long" * 20][0]))    # expect: module __main__ .other[...][0]
for name in ("it's", "\n\t\\", "'\"", "\ud800\x85é", b"a'\xff", 1.5, -0.0, None, True, -7, (),
             (("x", b""), 2.0), ((((1,),),),), frozenset(), 10 ** 30, ("y" * 60,)):
    table = {name: [Node()]}
    print(memory.why(table[name][0]))
# expect: module __main__ .table["it's"][0]
# expect: module __main__ .table['\n\t\\'][0]
# expect: module __main__ .table['\'"'][0]
# expect: module __main__ .table['\ud800\x85é'][0]
# expect: module __main__ .table[b"a'\xff"][0]
# expect: module __main__ .table[1.5][0]
# expect: module __main__ .table[-0.0][0]
# expect: module __main__ .table[None][0]
# expect: module __main__ .table[True][0]
# expect: module __main__ .table[-7][0]
# expect: module __main__ .table[()][0]
# expect: module __main__ .table[(('x', b''), 2.0)][0]
# expect: module __main__ .table[...][0]
# expect: module __main__ .table[...][0]
# expect: module __main__ .table[...][0]
# expect: module __main__ .table[...][0]


class Bound:
    def method(self):
        pass


bound = [Bound().method]
print(memory.why(bound[0].__self__))    # expect: module __main__ .bound[0].__self__
print(memory.why(Bound))    # expect: module __main__ .Bound

# Cells of closures, locals of generators and of frames that have ended.


def outer():
    cell = Node()
    cell.inner = Node()
    print(memory.why(cell))    # expect: local 'cell' in outer (why_names.py:98)

    def inner():
        return cell

    return inner


inner = outer()
print(memory.why(inner().inner))
# expect: module __main__ .inner closure cell 'cell' of outer.<locals>.inner .inner


def generate():
    kept = Node()
    yield kept


generator = generate()
node = next(generator)
print(memory.why(node, 2)[1])
# expect: module __main__ .generator local 'kept' in generator generate (why_names.py:113)


def fail():
    doomed = [Node()]
    raise ValueError


def call():
    fail()


try:
    call()
except ValueError as error:
    caught = error
doomed = caught.__traceback__.tb_next.tb_next.tb_frame.f_locals["doomed"][0]
print(memory.why(doomed, 2)[1])
# expect: module __main__ .caught.__traceback__ … local 'doomed' in fail (why_names.py:124) [0]
del caught, doomed

# The exception that is being handled.
try:
    raise ValueError(Node())
except ValueError as error:
    argument = error.args[0]
    print(memory.why(argument, 2)[1])    # expect: the exception being handled .args[0]

# Modules.
print(memory.why(memory), "|", memory.why(memory.why))
# expect: module memory | module memory .why

# No objects.
print(memory.why(5), memory.why(None), memory.why(1.5, 3))    # expect: None None []

# What code is made of.


def constants():
    """Doc."""
    return (1, "two"), 1 << 80, lambda: Node.some_strange_name


for index in range(4):
    print(memory.path(constants.__code__.co_consts[index])[-1][0], end=" ")
print()
# expect: .__doc__ .co_consts[1] .co_consts[2] .co_consts[3] 
print(memory.why(constants.__code__.co_consts[3].co_names[1]))
# expect: module __main__ .constants.__code__.co_consts[3].co_names[1]
print([edge for edge, holder in memory.referrers(constants.__code__.co_consts[3])
       if holder is constants.__code__])
# expect: ['.co_consts[3]']
