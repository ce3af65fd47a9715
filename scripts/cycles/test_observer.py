# observer.py: a bound method keeps its observer, a weak one doesn't.

import weakref

from memtest import by, cycle_of, expect_cycles, expect_freed

from observer import Observer, Subject


def test_a_bound_method_closes_the_ring():
    with expect_cycles(1) as r:
        subject = Subject()
        observer = Observer("strong", subject)
        subject.listeners.append(observer.update)
        assert cycle_of(observer) == "Observer.subject -> Subject.listeners -> list[0] -> " \
            "method.__self__"
        del subject, observer
    assert r.freed == 4


@by("refcount")
def test_a_weak_method_leaves_it_open():
    subject = Subject()
    observer = Observer("weak", subject)
    subject.listeners.append(weakref.WeakMethod(observer.update))
    assert cycle_of(observer) is None
    with expect_freed(observer):
        del observer
    subject.notify("nobody is there")
    with expect_freed(subject):
        del subject


@by("refcount")
def test_who_leaves_is_forgotten():
    subject = Subject()
    observer = Observer("strong", subject)
    subject.listeners.append(observer.update)
    subject.listeners.remove(observer.update)
    with expect_freed(observer):
        del observer
