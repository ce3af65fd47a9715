#!/bin/sh
# ouro test: what its reports say of all kinds of leaks.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
case $OURO in /*) ouro=$OURO ;; *) ouro=$PWD/$OURO ;; esac
XDG_STATE_HOME=$tmp/state
export XDG_STATE_HOME
cd "$tmp" || exit 2

# ---- a test that fails is looked at for leaks, too: not what its exception holds ----
cat >test_failing.py <<'PY'
import asyncio, unittest
from memtest import by, expected_failure, fixture, track

class Node: pass
kept = []

def test_leaks_and_fails():
    n = Node()
    kept.append(Node())
    assert n.__dict__
def test_keeps_its_exception():
    global saved
    try: raise KeyError(Node())
    except KeyError as error: saved = error
    assert saved is None
@by("refcount")
def test_fails():
    n = track(Node())
    n.n = n
    assert n is None
def test_chain():
    n = Node()
    try: n.x
    except AttributeError as error:
        kept_here = error
        raise KeyError(n) from error
def test_group():
    n = Node()
    raise ExceptionGroup("g", [ValueError(n), KeyError(n)])
async def test_tasks():
    async def f():
        n = Node()
        assert n is None
    async with asyncio.TaskGroup() as group:
        group.create_task(f())
        group.create_task(f())
@fixture
def node():
    n = Node()
    yield n
    assert not n
def test_fixture(node): assert not node
class Case(unittest.TestCase):
    def setUp(self): self.n = Node()
    def test_parts(self):
        for i in range(2):
            with self.subTest(i=i): self.assertIs(self.n, i)
def test_closes():
    def g():
        n = Node()
        try: yield n
        finally: raise ValueError(n)
    next(g())
    one = g(); next(one); one.close()
def test_deep():
    n = Node()
    def f(): f()
    f()
@expected_failure
def test_expected():
    n = Node()
    kept.append(Node())
    assert n is None
PY
run "$ouro" test --format text test_failing.py
status_is 1
err_is ""
what='the leaks of tests that fail'
printf '%s\n' "$out" | grep -A3 '  leak:' | sed 's/retains   2.*/retains   (frames, too)/' >leaks
out=$(cat leaks)
out_is "  leak: Node object, made at test_failing.py:9
    held by   module test_failing .kept[0]
    retains   1 object, 16 bytes
    cut it by \`del test_failing.kept[0]\`
--
  leak: KeyError object, made at test_failing.py:13
    held by   module test_failing .saved
    retains   (frames, too)
    cut it by \`del test_failing.saved\`"
run "$ouro" test --format text test_failing.py::test_leaks_and_fails test_failing.py::Case
out_has "    assert n.__dict__
  AssertionError
  {}
    where n.__dict__ = {}

  leak: Node object"
out_has "  in test_parts (test_failing.Case.test_parts) (i=0):
  Traceback (most recent call last):"
out_has "

  in test_parts (test_failing.Case.test_parts) (i=1):
  Traceback (most recent call last):"
out_has "0 passed, 2 failed"
run "$ouro" test --no-leaks test_failing.py::test_leaks_and_fails
status_is 1
case $out in *leak:*) wrong "leaks with --no-leaks" ;; *) right ;; esac

finish
