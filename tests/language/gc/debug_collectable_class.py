# Garbage is reported in the order in which it came into being, the parts of a class, too, and dicts
# are untracked along with tuples in them that need no tracking either.

import gc
import sys

gc.disable()
gc.collect()


def make():
    class Local:
        pass


make()
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.collect())    # expect: 6
print([type(item).__name__ for item in gc.garbage])
# expect: ['tuple', 'type', 'tuple', 'getset_descriptor', 'dict', 'getset_descriptor']
gc.set_debug(0)
gc.garbage.clear()
gc.collect()

table = {1: tuple([2])}
print(gc.is_tracked(table))    # expect: True
gc.collect()
print(gc.is_tracked(table))    # expect: False
