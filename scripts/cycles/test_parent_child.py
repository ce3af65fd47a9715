# parent_child.py: two objects that name each other are left to the collector.

from memtest import alive, by, cycle_of, expect_cycles, expect_freed, path_to, refcount

from parent_child import Person


@by("refcount")
def test_one_alone_dies_at_once():
    alone = Person("Alone")
    assert refcount(alone) == 1
    with expect_freed(alone):
        del alone
    assert alive(Person) == 0


def test_two_hold_each_other():
    with expect_cycles(1, types={Person}) as r:
        parent, child = Person("Parent"), Person("Child")
        parent.child, child.parent = child, parent
        assert refcount(parent) == 2 and refcount(child) == 2
        assert cycle_of(parent) == "Person.child -> Person.parent"
        del parent, child
        assert alive(Person) == 2
    assert r.cycles == ["Person.child -> Person.parent"]
    assert r.freed == 2
    assert alive(Person) == 0


@by("refcount")
def test_cut_by_hand_they_die_at_once():
    parent, child = Person("Parent"), Person("Child")
    parent.child, child.parent = child, parent
    assert path_to(child) is not None
    del child.parent
    with expect_freed(parent):
        del parent
    with expect_freed(child):
        del child
