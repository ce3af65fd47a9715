# resurrection.py: a finalizer may save its object, once.

import weakref

from memtest import alive, by, expect_freed, gc_manual, keeps, path_to

from resurrection import Phoenix, survivors


def setup():
    survivors.clear()


@by("refcount")
@keeps("survivors")
def test_from_plain_death():
    bird = Phoenix("Ash")
    plain = weakref.ref(bird)
    del bird
    assert plain() is survivors[0] and alive(Phoenix) == 1
    assert path_to(survivors[0]) == "module test_resurrection .survivors[0]"
    survivors.clear()                                  # its finalizer won't run again
    assert plain() is None and alive(Phoenix) == 0


@keeps("survivors")
def test_from_a_dead_ring():
    with gc_manual() as g:
        bird = Phoenix("Ember")
        bird.myself = bird
        cyclic = weakref.ref(bird)
        del bird
        assert g.collect() == 0                        # found and saved
        assert cyclic() is None and survivors[0].nest == ["Ember's nest"]
        with expect_freed(survivors[0], by="gc"):
            survivors.clear()
    assert alive(Phoenix) == 0
