# generations.py: what survives grows old, and is looked at less often.

from memtest import alive, gc_manual

import generations
from generations import Thing, generation_of

generations.kept.clear()               # 100,000 lists that no test needs


def test_survivors_grow_old():
    with gc_manual() as g:
        thing = Thing()
        thing.myself = thing
        assert generation_of(thing) == 0
        g.collect(0)
        assert generation_of(thing) == 1
        g.collect(1)
        assert generation_of(thing) == 2
        del thing
        assert [g.collect(0), g.collect(1)] == [0, 0] and alive(Thing) == 1
        assert g.collect(2) == 1 and alive(Thing) == 0


def test_who_dies_young_is_found_by_a_young_collection():
    with gc_manual() as g:
        thing = Thing()
        thing.myself = thing
        del thing
        assert g.collect(0) == 1
    assert alive(Thing) == 0
