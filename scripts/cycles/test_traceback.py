# traceback.py: an exception that is kept holds the frames it went through.

import os
import runpy

from memtest import alive, by, expect_cycles

program = runpy.run_path(os.path.join(os.path.dirname(__file__), "traceback.py"))
Canary, watch = program["Canary"], program["watch"]


def teardown():
    watch.clear()                                      # however the test has ended


def test_a_kept_exception_is_a_ring():
    with expect_cycles(1) as r:
        program["keep_the_exception"]()
        assert watch.pop()() is not None
    assert r.cycles == ["ValueError.__traceback__ -> traceback.tb_frame -> frame.local 'kept'"]
    assert alive(Canary) == 0


@by("refcount")
def test_let_go_of_it_dies_with_its_frame():
    program["let_go_of_it"]()
    assert watch.pop()() is None


@by("refcount")
def test_without_its_traceback_it_holds_nothing():
    program["keep_it_without_its_traceback"]()
    assert watch.pop()() is None
