# Parent and child: the smallest useful cycle.
#
# The parent names its child, the child names its parent. When the program forgets both, each still
# holds the other: their reference counts stay at one, and counting alone would keep them for ever.
# The collector takes off the references that come from inside the pair, sees that nothing is left,
# and so knows that nobody outside can reach them.

import gc
import sys


class Person:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"  {self.name} is gone")


gc.disable()    # no automatic collection: this script wants to decide when

print("A person that nobody names any more dies at once:")
alone = Person("Alone")
del alone

print("Parent and child name each other:")
parent, child = Person("Parent"), Person("Child")
parent.child, child.parent = child, parent
print("  references to the parent:", sys.getrefcount(parent) - 1)    # not counting the argument

print("The program forgets both, and nothing happens:")
del parent, child

print("Until the collector comes:")
found = gc.collect()
print("  unreachable objects found:", found)
