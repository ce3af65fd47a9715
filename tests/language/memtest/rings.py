# A ring is written from an object on, not from within; long ways through frames are one step.
# differs: CPython has no memtest
import sys
from _memtest_path import ring_cut, ring_text


class Node:
    pass


node, other = Node(), Node()
frame = sys._getframe()
try:
    1 / 0
except ZeroDivisionError as error:
    caught = error
tb = caught.__traceback__
chain = [caught, ".__traceback__", tb, ".tb_next", tb, ".tb_next", tb, ".tb_next", tb, ".tb_frame"]
ring = [*chain, frame, ".f_back", frame, ".f_back", frame, " local 'error'"]
print(ring_text(ring, True))
# expect: ZeroDivisionError.__traceback__ -> traceback.tb_next (3 times) -> traceback.tb_frame -> frame.f_back (2 times) -> frame.local 'error'
print(ring_cut(ring))    # expect: `del error` at the end of <module>
print(ring_text([*chain, frame, " local 'error'"], True).count("frame"))    # expect: 2

# Links of other classes are each a step.
print(ring_text([node, ".next"] * 3))    # expect: Node.next -> Node.next -> Node.next

# The dictionary of an object's attributes is no place to begin.
inside = [vars(node), ".prev", other, ".next", node, ".__dict__"]
print(ring_text(inside), ring_text(inside, True), ring_cut(inside), sep="\n")
# expect: Node.prev -> Node.next
# expect: Node.next -> Node.prev
# expect: making .prev a weak reference, or by clearing it



def outer():
    def inner():
        return inner
    return inner


inner = outer()
print(ring_cut([inner, ".__closure__", inner.__closure__, "[0]", inner.__closure__[0],
                ".cell_contents"]))    # expect: `inner = None` at the end of outer
print(ring_cut([node, ".__dict__", vars(node), "['a b']"]))    # expect: None
