# Cycles, paths and neighbourhoods are drawn for Graphviz and Mermaid, with the same nodes and edges.
# differs: CPython has no module memory
# env: OURO_PATH={dir}/../../formats
# args: {tmp}
import sys
import weakref

import memory
from dot import Drawing

folder = sys.argv[1]


class Node:
    def __init__(self, next=None, other=None):
        self.next = next
        self.other = other


dot, mmd = folder + "/drawing.dot", folder + "/drawing.mmd"


def drawing():
    """What was drawn, which both formats show."""
    one, two = Drawing(dot), Drawing(mmd)
    if one.nodes.keys() != two.nodes.keys() or one.edges != two.edges or one.focus != two.focus:
        print("they differ")
    return one


def show(drawing):
    for edge in drawing.names():
        print(*edge)


def cycle(obj):
    memory.snapshot(dot, obj, kind="cycle")
    memory.snapshot(mmd, obj, kind="cycle")
    return drawing()


def around(obj, depth):
    memory.snapshot(dot, obj, depth=depth)
    memory.snapshot(mmd, obj, depth=depth)
    return drawing()


ring = Node()
ring.next = Node(Node(ring))
show(cycle(ring))
# expect: Node .next Node
# expect: Node .next Node
# expect: Node .next Node
chord = ring.next
chord.other = ring
print(len(cycle(ring).nodes), len(cycle(chord.next).nodes))    # expect: 2 3
itself = []
itself.append(itself)
show(cycle(itself))    # expect: list [0] list

cache = {"last": [1, (ring,)]}
del ring, chord
memory.snapshot(dot, cache["last"][1], kind="path")
memory.snapshot(mmd, cache["last"][1], kind="path")
show(drawing())
# expect: dict ['cache'] dict
# expect: dict ['last'] list
# expect: list [1] tuple
# expect: module __main__ .__dict__ dict


def local_only():
    mine = Node()
    memory.snapshot(dot, mine, kind="path")
    show(Drawing(dot))


local_only()
# expect: (stack frames) local 'mine' in local_only (snapshot_drawings.py:74) Node

centre = Node(Node("quote \" & <b> \\ | ` ; # é"), Node("&lt;\ud800\x85"))
centre.other.other = centre
known = weakref.ref(centre)
memory.snapshot(dot, centre, depth=1)
memory.snapshot(mmd, centre, depth=1)
star = drawing()
show(star)
# expect: Node .next Node
# expect: Node .other Node
# expect: Node .other Node
# expect: ReferenceType .referent Node
# expect: dict ['centre'] Node
# expect: dict ['known'] ReferenceType
print(sum(dashed for _, _, _, dashed in star.edges))    # expect: 1
print(star.nodes[star.focus].split()[:3])    # expect: ['Node', '24', 'B']
show(around(centre.next, 1))
# expect: Node .next 'quote " & <b> \ | ` ; # é'
# expect: Node .next Node
show(around(centre.other, 1))
# expect: Node .next '&lt;� '
# expect: Node .other Node
# expect: Node .other Node
print(len(around(centre, 0).nodes))    # expect: 1

# What is too much to draw is cut.
chain = None
for _ in range(5000):
    chain = Node(chain)
first = chain
while chain.next:
    chain = chain.next
last = weakref.ref(chain)
del chain
memory.snapshot(dot, last(), kind="path")
long = Drawing(dot)
print(len(long.nodes), [text for _, text, _, _ in long.edges if "more" in text])
# expect: 199 ['… 4,803 more …']
wide = [Node() for _ in range(5000)]
print(len(around(wide, 1).nodes))    # expect: 201


def attempt(*arguments, **options):
    try:
        memory.snapshot(*arguments, **options)
    except Exception as error:
        print(type(error).__name__, error)


attempt("x.dot")    # expect: TypeError snapshot() needs an object to draw in 'x.dot'
attempt("x.html", wide)    # expect: TypeError snapshot() shows the whole heap in 'x.html', not an object
attempt("x.dot", 5)    # expect: ValueError 5 isn't on the heap
attempt("x.dot", wide, kind="ring")
# expect: ValueError snapshot() draws a 'cycle', a 'path' or the 'neighbours', not 'ring'
attempt("x.dot", wide, kind=5)    # expect: TypeError snapshot() argument 'kind' must be str, not int
attempt("x.dot", wide, depth=-1)    # expect: ValueError snapshot() argument 'depth' must not be negative
attempt("x.dot", wide, depth="a")    # expect: TypeError 'str' object cannot be interpreted as an integer
attempt("x.dot", wide, kind="cycle")    # expect: ValueError the object is in no cycle
attempt("/nowhere/x.dot", wide)
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere/x.dot'
try:
    memory.snapshot("x.dot", Node(), kind="path")
except ValueError as error:
    print(error)    # expect: nothing but this call holds the object
