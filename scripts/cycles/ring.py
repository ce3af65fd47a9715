# A ring of five objects, each naming the next. Holding any one holds all; letting go of the last
# holder leaves five objects with one reference each, all of them from inside.
#
# A dead cycle is taken apart in a fixed order: weak references to it are cleared and their
# callbacks run first, then the finalizers, and only then the references inside are dropped.

import gc
import weakref


class Link:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        print(f"  finalizer of {self.number}: next is {self.next.number}")


def make_ring(size):
    links = [Link(number) for number in range(size)]
    for link, following in zip(links, links[1:] + links[:1]):
        link.next = following
    return links[0]


gc.disable()
ring = make_ring(5)
watcher = weakref.ref(ring, lambda ref: print("  callback: the ring is gone, as", ref()))

print("holding number", ring.number, "holds number", ring.next.next.next.next.number, "too")
del ring
print("letting go:")
print("found", gc.collect())
