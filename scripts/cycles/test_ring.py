# ring.py: who holds one link of a ring holds them all.

import weakref

from memtest import alive, cases, cycle_of, expect_cycles, expect_freed

from ring import Link, make_ring


@cases(1, 2, 5, 50)
def test_a_ring_goes_as_one(size):
    with expect_cycles(1, types={Link}) as r:
        ring = make_ring(size)
        assert cycle_of(ring) == " -> ".join(["Link.next"] * size)
        del ring
        assert alive(Link) == size
    assert r.cycles == [" -> ".join(["Link.next"] * size)]
    assert r.freed == size


def test_weak_references_are_told_before_the_finalizers_run():
    heard = []
    with expect_cycles(1):
        ring = make_ring(3)
        watcher = weakref.ref(ring, lambda ref: heard.append(alive(Link)))
        del ring
    assert heard == [3] and watcher() is None


def test_the_collector_frees_the_one_that_was_held():
    ring = make_ring(4)
    with expect_freed(ring, by="gc"):
        del ring
