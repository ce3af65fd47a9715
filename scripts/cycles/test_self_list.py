# self_list.py: containers that contain themselves.

from memtest import cycle_of, expect_cycles, refcount


def test_a_list_in_itself():
    with expect_cycles(1, types={list}) as r:
        loop = []
        loop.append(loop)
        assert refcount(loop) == 2 and loop[0][0][0] is loop
        del loop
    assert r.cycles == ["list[0]"]
    assert r.freed == 1


def test_a_tuple_in_its_own_list():
    with expect_cycles(1, types={tuple, list}) as r:
        pair = ([],)
        pair[0].append(pair)
        assert cycle_of(pair) == "tuple[0] -> list[0]"
        del pair
    assert r.freed == 2


def test_a_dict_in_itself():
    with expect_cycles(1, types={dict}) as r:
        mapping = {}
        mapping["me"] = mapping
        del mapping
    assert r.cycles == ["dict['me']"]
    assert r.freed == 1
