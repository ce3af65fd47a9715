# closure.py: a function that names itself holds the cell that holds it.

from memtest import alive, by, cycle_of, expect_cycles

from closure import Canary, make_countdown, make_countdown_without_cycle


def test_the_function_and_its_cell():
    with expect_cycles(1) as r:
        countdown, canary = make_countdown()
        assert countdown(3) == [3, 2, 1, 0]
        assert cycle_of(countdown) == "function.__closure__ -> tuple[1] -> cell.cell_contents"
        del countdown
        assert canary() is not None
    assert r.cycles == ["cell.cell_contents -> function.__closure__ -> tuple[1]"]
    assert canary() is None and alive(Canary) == 0


@by("refcount")
def test_handed_itself_it_needs_no_collector():
    countdown, canary = make_countdown_without_cycle()
    assert countdown(countdown, 3) == [3, 2, 1, 0]
    del countdown
    assert canary() is None
