"""`ouro test` on a terminal: its progress, its colours, and what a narrow screen shows of them.

    python3.11 tests/terminal/testing.py [-v] [TESTS]     all tests, or those of these names
"""

import contextlib
import os
import signal
import sys

from harness import home, main, opened, test
from session import OURO

RED, GREEN, YELLOW, PURPLE = '\x1b[31;1m', '\x1b[32', '\x1b[33m', '\x1b[35;1m'

# A test that waits until the file `go` is there, and takes it away.
WAITING = '''
import os, time
def wait():
    while not os.path.exists("go"): time.sleep(0.01)
    os.unlink("go")
'''


@contextlib.contextmanager
def running(source, *arguments, **options):
    """The session, and the folder it runs in."""
    with home() as folder:
        with open(os.path.join(folder, 'test_it.py'), 'w', encoding='utf-8') as file:
            file.write(WAITING + source)
        program = ['sh', '-c', 'cd "$0" && exec "$@"', folder, os.path.abspath(OURO), 'test',
                   *arguments]
        with opened(home=folder, program=program, **options) as one:
            yield one, lambda: open(os.path.join(folder, 'go'), 'w').close()


TWO = '''
def test_first(): wait()
def test_second(): wait()
'''


@test
def progress_is_one_line_that_goes_away():
    with running(TWO) as (s, go):
        s.see('[1/2] test_it.py::test_first')
        go()
        s.see('[2/2] test_it.py::test_second')
        assert len(s.screen.rows()) == 1
        go()
        s.see('2 passed, 0 failed')
        assert s.wait_end() == 0 and s.screen.rows() == ['2 passed, 0 failed']
        assert GREEN in s.written


def see_cut(s, start, end):
    """The one row begins and ends so; it leaves the last column free, and not much more."""
    s.wait(lambda: s.screen.rows()[-1:] and s.screen.rows()[-1].startswith(start)
           and s.screen.rows()[-1].endswith(end), 'expected %r to %r' % (start, end))
    assert len(s.screen.rows()) == 1
    assert s.screen.columns - 3 < s.screen.column < s.screen.columns


@test
def progress_fits_a_narrow_screen():
    source = ('from memtest import cases\n'
              '@cases(日本語の名前はとても長いのでここに入りません=1, e\u0301=2)\n'
              'def test_参数のとても長い名前はここに(n): wait()\n'
              'def test_%send(): wait()\n' % ('longer_than_the_screen_' * 3))
    for columns in (40, 41):
        with running(source, columns=columns) as (s, go):
            see_cut(s, '[1/3] ...', '入りません]')
            go()
            see_cut(s, '[2/3] ...', 'ここに[é]')
            s.resize(20, 24)
            go()
            see_cut(s, '[3/3] ...', 'en_end')
            s.resize(columns, 24)
            go()
            s.see('3 passed, 0 failed')


@test
def failures_come_while_it_runs():
    source = ('def test_fails():\n    print("said")\n    assert [1] == [wait()]\n'
              'def test_leaks():\n    global kept\n    kept = [wait()]\n'
              'def test_last(): wait()\n')
    with running(source, '--color=auto') as (s, go):
        go()
        s.see_row('FAILED test_it.py::test_fails  (test_it.py:8)')
        s.see_row('    differ at [0]: 1 on the left, None on the right')
        s.see_row('  what it printed:')
        s.see('', '[2/3] test_it.py::test_leaks')
        go()
        s.see_row('  leak: list of 1, made at test_it.py:11')
        s.see('', '[3/3] test_it.py::test_last')
        assert RED in s.written and PURPLE in s.written
        go()
        s.see('', '1 passed, 2 failed')
        assert s.wait_end() == 1


@test
def ctrl_c_says_where_it_was():
    with running(TWO, '-x') as (s, go):
        s.see('[1/2] test_it.py::test_first')
        go()
        s.see('[2/2] test_it.py::test_second')
        s.send(b'\x03')
        s.wait(lambda: s.screen.rows()[-1:] == ['1 passed, 0 failed, 1 not run'], 'the sums')
        assert s.screen.rows()[-2].startswith(
            'interrupted in test_it.py::test_second (test_it.py:'), s.screen.rows()
        s.wait_end()
        assert s.process.returncode in (130, -signal.SIGINT), s.process.returncode


@test
def stopping_says_what_was_not_run():
    with running('def test_a(): assert 0\ndef test_b(): pass\n', '-x') as (s, go):
        s.see('', '0 passed, 1 failed, 1 not run')
        assert s.wait_end() == 1


@test
def lines_for_each_test():
    source = ('from memtest import *\n'
              'def test_passes(): wait()\n'
              '@skip("not here")\ndef test_skipped(): pass\n'
              '@expected_failure("bug 7")\ndef test_expected(): assert 0\n')
    with running(source, '-v') as (s, go):
        s.settle(0.3)
        assert s.screen.rows() == [], s.screen.rows()       # no progress besides the lines
        go()
        s.see('passed test_it.py::test_passes', 'skipped test_it.py::test_skipped: not here',
              'failed as expected test_it.py::test_expected: bug 7',
              '1 passed, 0 failed, 1 skipped, 1 failed as expected')
        assert GREEN in s.written and YELLOW in s.written


@test
def what_tests_print_is_shown_at_once():
    with running('def test_a():\n    print("said", flush=True)\n    wait()\n', '-s') as (s, go):
        s.see('said')
        go()
        s.see('said', '1 passed, 0 failed')


@test
def colours_are_a_matter_of_variables():
    source = 'def test_a(): assert 0\n'
    for colours, arguments, variables in [
            (True, (), {}), (True, (), {'NO_COLOR': ''}), (False, (), {'NO_COLOR': '1'}),
            (False, (), {'TERM': 'dumb'}), (True, (), {'TERM': 'dumb', 'FORCE_COLOR': '1'}),
            (False, (), {'FORCE_COLOR': '1', 'NO_COLOR': '1'}),
            (False, ('--color', 'never'), {'FORCE_COLOR': '1'}),
            (True, ('--color', 'always'), {'NO_COLOR': '1'})]:
        with running(source, *arguments, environment=variables) as (s, go):
            s.see('0 passed, 1 failed')
            assert s.wait_end() == 1
            assert ('\x1b[3' in s.written) == colours, (arguments, variables)
            assert ('\r\x1b[K' in s.written) == (variables.get('TERM') != 'dumb'), variables


if __name__ == '__main__':
    sys.exit(main())
