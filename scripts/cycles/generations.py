# Most objects die young. So the collector looks often at new objects (generation 0), now and then
# at those that survived one collection (1), and seldom at those that survived two (2).
#
# The price: garbage that has grown old waits until the oldest generation is collected.

import gc


class Thing:
    pass


def generation_of(thing):
    for generation in range(3):
        if any(other is thing for other in gc.get_objects(generation)):
            return generation


gc.collect()
gc.disable()

thing = Thing()
thing.myself = thing
print("new:", generation_of(thing))
gc.collect(0)
print("survived a collection of generation 0:", generation_of(thing))
gc.collect(1)
print("survived a collection of generation 1:", generation_of(thing))

del thing
print("the old cycle is garbage now")
print("  collect(0) finds", gc.collect(0))
print("  collect(1) finds", gc.collect(1))
print("  collect(2) finds", gc.collect(2))

before = [generation["collections"] for generation in gc.get_stats()]
gc.enable()
kept = [[] for _ in range(100000)]
gc.disable()
after = [generation["collections"] for generation in gc.get_stats()]
young, middle, old = (b - a for a, b in zip(before, after))
print("making 100,000 lists that stay, with thresholds", gc.get_threshold())
print("  a collection for about every 700 of them:", young + middle + old in range(140, 145))
print("  ten or so of generation 0 to one of generation 1:", 8 < young / middle < 14)
print("  fewest of generation 2:", old < middle)
