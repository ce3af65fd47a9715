#!/bin/sh
# ouro test: what it finds, runs and says; each test is a memory test.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp
mkdir -p suite/inner suite/data

test_run() { # ARGUMENTS...
    run "$ouro" test "$@"
}

cat >suite/test_one.py <<'PY'
import asyncio
from memtest import cases, expected_failure, fixture, skip, skip_if, skip_now

order = []

def setup(): order[:] = ["setup"]
def teardown(): order.append("teardown")

@fixture
def number():
    return 20

@fixture
def box(number):
    order.append("open")
    yield [number]
    order.append("close")

def test_passes(): assert order == ["setup"]
def test_fixture(box, number): assert box == [number] == [20]
def test_fails():
    print("said before")
    value = [1, 2, 3]
    assert value == [1, 2, 4]
def test_error(): {}["missing"]
@cases((1, 2), (2, 4), wrong=(3, 5))
def test_double(n, twice): assert 2 * n == twice
@cases(1, 2)
def test_with_fixture(number, n): assert number + n in (21, 22)
@skip("not today")
def test_skipped(): raise SystemError
@skip_if(True, "here")
def test_skipped_if(): raise SystemError
def test_skips_itself(): skip_now("late")
@expected_failure("bug 7")
def test_expected(): assert 1 == 2
@expected_failure
def test_unexpected(): pass
async def test_async():
    await asyncio.sleep(0)
    assert await asyncio.sleep(0, 5) == 5
class TestBox:
    def setup(self): self.items = [1]
    def teardown(self): self.items.clear()
    def test_method(self): assert self.items == [1]
    def test_no_fixture(self, nothing): pass
def test_exits(): raise SystemExit(3)
def helper_test(): raise SystemError
PY
cat >suite/inner/box_test.py <<'PY'
import unittest
class Box(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.shared = [7]
    def setUp(self): self.addCleanup(lambda: None)
    def test_equal(self): self.assertEqual(self.shared, [7])
    def test_wrong(self): self.assertEqual(1, 2)
    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_known(self): self.fail()
class TestPart:
    make = None
    def test_made(self): self.assertEqual(self.make(), [])
class Lists(TestPart, unittest.TestCase):
    make = list
class Async(unittest.IsolatedAsyncioTestCase):
    async def test_wait(self): self.assertEqual(await self.five(), 5)
    async def five(self): return 5
PY
printf 'import nowhere_to_be_found\n' >suite/test_import.py
printf 'x = (\n' >suite/test_syntax.py
printf 'raise SystemError\n' >suite/data/test_data.py
printf 'raise SystemError\n' >suite/helper.py

# ---- all of it, as TAP ----
test_run suite
status_is 1
err_is ""
cp .out all.tap
run "$ouro" "$root/tests/formats/tap.py" all.tap
status_is 0
out_is "not ok test_import.py::(import)
ok test_one.py::test_passes
ok test_one.py::test_fixture
not ok test_one.py::test_fails
not ok test_one.py::test_error
ok test_one.py::test_double[0]
ok test_one.py::test_double[1]
not ok test_one.py::test_double[wrong]
ok test_one.py::test_with_fixture[0]
ok test_one.py::test_with_fixture[1]
ok test_one.py::test_skipped SKIP not today
ok test_one.py::test_skipped_if SKIP here
ok test_one.py::test_skips_itself SKIP late
not ok test_one.py::test_expected TODO bug 7
not ok test_one.py::test_unexpected
ok test_one.py::test_async
ok test_one.py::TestBox::test_method
not ok test_one.py::TestBox::test_no_fixture
not ok test_one.py::test_exits
not ok test_syntax.py::(import)
ok box_test.py::Box::test_equal
not ok box_test.py::Box::test_known TODO AssertionError: None
not ok box_test.py::Box::test_parts
ok box_test.py::Box::test_skip SKIP why
not ok box_test.py::Box::test_wrong
ok box_test.py::Lists::test_made
ok box_test.py::Async::test_wait
27 planned, 15 ok; 11 passed, 10 failed, 4 skipped, 2 failed as expected"

# ---- as text, and as JUnit's XML ----
test_run --format text suite/test_one.py::test_fails --junit report.xml
status_is 1
out_is "FAILED suite/test_one.py::test_fails  (suite/test_one.py:24)
  Traceback (most recent call last):
    File \"suite/test_one.py\", line 24, in test_fails
      assert value == [1, 2, 4]
             ^^^^^^^^^^^^^^^^^^
  AssertionError
  [1, 2, 3] == [1, 2, 4]
    differ at [2]: 3 on the left, 4 on the right
    where value = [1, 2, 3]
  what it printed:
    said before

0 passed, 1 failed"
test_run suite --junit report.xml
status_is 1
python=$(command -v python3.11)
if [ -n "$python" ]; then
    run "$python" "$root/tests/formats/junit.py" report.xml
    status_is 0
    out_has "test_fails failure system-out AssertionError"
    out_has "test_skipped skipped pytest.skip not today"
    out_has "test_error error KeyError: 'missing'"
    out_has "(import) error ModuleNotFoundError: No module named 'nowhere_to_be_found'"
fi
test_run --format text --color always -v suite/test_one.py -k "passes or skipped_if"
status_is 0
out_is "$(printf '\033[32mpassed\033[0m suite/test_one.py::test_passes\n\033[33mskipped\033[0m suite/test_one.py::test_skipped_if: here\n\033[32;1m1 passed, 0 failed, 1 skipped\033[0m')"

# ---- which tests ----
test_run --list suite/test_one.py -k "double and not wrong"
status_is 0
out_is "suite/test_one.py::test_double[0]
suite/test_one.py::test_double[1]"
test_run --list "suite/test_one.py::test_double[wrong]" suite/test_one.py::TestBox::test_method
out_is "suite/test_one.py::test_double[wrong]
suite/test_one.py::TestBox::test_method"
printf 'print("loaded", file=__import__("sys").__stderr__)\ndef test_a(): pass\ndef test_b(): pass\n' >test_once.py
test_run --list test_once.py::test_b ./test_once.py::test_a test_once.py::test_b
out_is "test_once.py::test_b
test_once.py::test_a"
err_is "loaded"
test_run --list suite/test_one.py::TestBox
out_is "suite/test_one.py::TestBox::test_method
suite/test_one.py::TestBox::test_no_fixture"
test_run --format text suite/test_one.py -x
status_is 1
out_has "2 passed, 1 failed, 15 not run"
test_run suite/test_one.py -x
cp .out stopped.tap
run "$ouro" "$root/tests/formats/tap.py" stopped.tap
status_is 0
out_has "18 planned, 2 ok; 2 passed, 1 failed, 15 not run"
test_run --list --last-failed suite/test_one.py
out_is "suite/test_one.py::test_fails
suite/test_one.py::test_error
suite/test_one.py::test_double[wrong]
suite/test_one.py::test_unexpected
suite/test_one.py::TestBox::test_no_fixture
suite/test_one.py::test_exits"
test_run --list --repeat 2 suite/test_one.py::test_passes
out_is "suite/test_one.py::test_passes
suite/test_one.py::test_passes"
test_run --list --shuffle 1 suite/test_one.py
cp .out first
test_run --list --shuffle 1 suite/test_one.py
out_is "$(cat first)"
test_run --list suite/test_one.py
run cmp -s first .out
status_is 1
test_run --format text --durations 2 suite/test_one.py -k "passes or test_fixture"
status_is 0
out_has " ms  suite/test_one.py::test_"

# ---- exit codes ----
mkdir empty
test_run empty
status_is 5
out_is "TAP version 14
1..0 # SKIP no tests were found
# 0 passed, 0 failed"
test_run nowhere
status_is 2
err_is "ouro test: there is no file or folder 'nowhere'"
test_run suite/test_one.py::test_nothing
status_is 2
err_is "ouro test: there is no test 'suite/test_one.py::test_nothing'"
test_run -k "a and" suite
status_is 2
test_run --repeat 0 suite
status_is 2
test_run --help
status_is 0
out_has "exit status: 0 all passed"
cat >test_interrupt.py <<'PY'
def test_first(): pass
def test_interrupted(): raise KeyboardInterrupt
def test_never(): pass
PY
test_run test_interrupt.py
status_is 130
out_is "TAP version 14
1..3
ok 1 - test_interrupt.py::test_first
Bail out! interrupted in test_interrupt.py::test_interrupted (test_interrupt.py:2)
# 1 passed, 0 failed, 2 not run"
test_run --format text test_interrupt.py
status_is 130
out_is "interrupted in test_interrupt.py::test_interrupted (test_interrupt.py:2)
1 passed, 0 failed, 2 not run"

mkdir importing
printf 'raise KeyboardInterrupt\n' >importing/test_now.py
test_run importing
status_is 130
err_is "ouro test: interrupted"
cat >test_slow.py <<'PY'
import time
def test_first(): pass
def test_slow():
    print("it runs", flush=True)
    time.sleep(60)
PY
what="interrupting test_slow.py"
mkfifo fifo
env --default-signal=INT "$ouro" test -s test_slow.py >fifo 2>.err &
pid=$!
exec 3<fifo
while read -r line <&3 && [ "$line" != "it runs" ]; do :; done
kill -INT "$pid"
out=$(cat <&3)
exec 3<&-
wait "$pid"
status=$?
status_is 130
out_is "Bail out! interrupted in test_slow.py::test_slow (test_slow.py:5)
# 1 passed, 0 failed, 1 not run"

# ---- on a terminal ----
cat >terminal.py <<'PY'
import os, pty, sys
def read(*command, **variables):
    child, master = pty.fork()
    if not child:
        os.environ.update(TERM="xterm", **variables)
        os.execvp(command[0], command)
    text = b""
    try:
        while piece := os.read(master, 4096): text += piece
    except OSError:
        pass
    os.waitpid(child, 0)
    return text.decode().replace("\r\n", "\n")
command = sys.argv[1], "test", "suite/test_one.py::test_passes", "suite/test_one.py::test_error"
text = read(*command)
assert text.startswith("[1/2] suite/test_one.py::test_passes\r\x1b[K[2/2] suite/"), text
assert "\r\x1b[K\x1b[31;1mFAILED suite/test_one.py::test_error\x1b[0m" in text, text
assert text.endswith("\n\x1b[31;1m1 passed, 1 failed\x1b[0m\n"), text
text = read(*command, NO_COLOR="1")
assert "\x1b[31" not in text and text.endswith("\n1 passed, 1 failed\n"), text
text = read("env", "TERM=dumb", *command)
assert "\x1b" not in text and "\r" not in text, text
print("as it should be")
PY
if [ -n "$python" ]; then
    run "$python" terminal.py "$ouro"
    out_is "as it should be"
fi

# ---- every test is a memory test ----
cat >test_memory.py <<'PY'
import atexit, contextvars, functools, re, sys, threading, weakref
from memtest import allow_leaks, by, keeps, track

class Node:
    def hello(self): pass
def ring():
    a = Node(); a.b = Node(); a.b.parent = a
    return a
class Holder: all = []
cache, items = {}, []
var, local = contextvars.ContextVar("var"), threading.local()
@functools.lru_cache
def cached(x): return Node()
def default(a=[]): a.append(Node())
def generate():
    n = Node()
    yield 1
def close_over():
    n = Node()
    return lambda: n
def fail():
    n = Node()
    raise ValueError

def test_leaks_list(): items.append(Node())
def test_leaks_dict(): cache["last"] = [Node()]
def test_leaks_class_attribute(): Holder.one = Node()
def test_leaks_class_list(): Holder.all.append(Node())
def test_leaks_cell():
    global closure
    closure = close_over()
def test_leaks_default(): default()
@by("refcount")
def test_leaks_ring_by_refcount(): ring()
def test_leaks_ring_held(): cache["ring"] = ring().b
def test_leaks_exception():
    global saved
    try: fail()
    except ValueError as error: saved = error
def test_leaks_generator():
    global suspended
    suspended = generate()
    next(suspended)
def test_leaks_method(): cache["method"] = Node().hello
def test_leaks_atexit(): atexit.register(Node().hello)
def test_leaks_thread_local(): local.x = Node()
def test_leaks_context_variable(): var.set(Node())
def test_leaks_callback(): cache["weak"] = weakref.ref(Node, Node().hello)
def test_leaks_lru(): cached(1)
def test_leaks_frame():
    n = Node()
    cache["frame"] = sys._getframe()
def test_leaks_tracked():
    cache["tracked"] = track(Node())
def test_leaks_text(): items.append(str(len(items)) * 10)
def test_leaks_hook(): sys.excepthook = lambda *a: None
def test_leaks_new_class():
    class Local(Node): pass
    cache["class"] = Local

@by("refcount")
def test_leaks_tracked_ring_by_refcount():
    track([]).append(track(ring()).__dict__)
    n = track([])
    n.append(n)

pattern = re.compile("a+")
def test_clean_pattern(): assert pattern.sub("b", str(items) + "ab" * 100)
def test_clean_ring(): ring()
@by("refcount")
def test_clean_by_refcount(): assert [Node() for _ in range(10)]
def test_clean_import():
    import csv, fractions
    re.compile("a+b" * 3)
    class Local(Node): pass
    assert Local() and repr(Local) and isinstance(Local(), Node)
def test_clean_classes():
    import abc, dataclasses, enum, typing
    @dataclasses.dataclass
    class Point: x: int; y: typing.Optional[int] = None
    class Color(enum.Flag): RED = 1; BLUE = 2
    class Shape(abc.ABC): pass
    Shape.register(Point)
    assert Point(1) == Point(1) and Color.RED | Color.BLUE and isinstance(Point(1), Shape)
@keeps("cache['allowed']", "Holder.kept")
def test_clean_declared():
    cache["allowed"] = Holder.kept = [Node()]
@allow_leaks("known")
def test_clean_allowed(): items.append(Node())
def test_clean_replaced_text():
    global name
    name = "".join(["a", "b", str(len(items))])
def test_clean_tracked(): track(Node()).me = 1
PY
test_run test_memory.py -k leaks
status_is 1
out_has "# 0 passed, 22 failed"
out_has "leak: class test_leaks_new_class.<locals>.Local, made at test_memory.py:58"
test_run test_memory.py -k clean
status_is 0
out_has "# 9 passed, 0 failed"
test_run --format text test_memory.py::test_leaks_ring_held test_memory.py::test_leaks_ring_by_refcount
out_is "FAILED test_memory.py::test_leaks_ring_held  (test_memory.py:35)
  leak: Node object, made at test_memory.py:7
    held by   module test_memory .cache['ring']
    retains   2 objects, 32 bytes
    in a ring Node.parent -> Node.b
    cut it by \`del test_memory.cache['ring']\`

FAILED test_memory.py::test_leaks_ring_by_refcount  (test_memory.py:33)
  left to the collector: 2 Node, made at test_memory.py:7
    in a ring Node.b -> Node.parent
    cut it by making .parent a weak reference, or by clearing it

0 passed, 2 failed"
test_run test_memory.py --no-leaks
status_is 0
test_run --by refcount test_memory.py::test_clean_ring
status_is 1
test_run --gc-stress test_memory.py -k clean
status_is 0

# ---- --oom-sweep ----
cat >test_sweep.py <<'PY'
from memtest import by
def test_sound():
    d = {str(n): [n] for n in range(3)}
    assert sorted(d) == ["0", "1", "2"]
def test_hides():
    try: [[] for _ in range(3)]
    except MemoryError: raise KeyError(1)
@by("refcount")
def test_prints():
    print(f"said {[1]} times")
PY
test_run --oom-sweep test_sweep.py
status_is 1
out_has "ok 1 - test_sweep.py::test_sound"
out_has "not ok 2 - test_sweep.py::test_hides"
out_has "ok 3 - test_sweep.py::test_prints"
out_has "# 2 passed, 1 failed"
out_has "and that came out as KeyError: 1"
# What a finalizer was refused it can't do later: who counts on it has no fault. Nor has who leaves
# behind what its marks allow. Garbage of one attempt isn't met by the next one.
cat >test_sweep_late.py <<'PY'
import gc
from memtest import alive, allow_leaks, by, keeps
told, kept = [], []
class Late:
    def __del__(self): told.append(str(id(self)))
def setup(): told.clear()
@keeps("told")
def test_relies_on_a_finalizer():
    late = Late()
    del late
    assert len(told) == 1
@keeps("told")
def test_only_what_it_says_is_kept():
    late = Late()
    kept.append([])
    kept.append(str(id(late)))
    kept.clear()
@allow_leaks("known")
def test_may_leak():
    kept.append([str(len(kept))])
class Ring: pass
def test_rings():
    was = gc.isenabled()
    gc.disable()
    try:
        ring = Ring()
        ring.me = ring
        assert alive(Ring) == 1
        repr([ring.me])
    finally:
        if was: gc.enable()
@by("refcount")
def test_prints_much():
    for n in range(40): print(n, n, n)
def test_hides():
    print("attempt")
    try: [str(n) for n in range(3)]
    except MemoryError: raise KeyError(1)
PY
test_run --oom-sweep test_sweep_late.py
status_is 1
out_has "ok 1 - test_sweep_late.py::test_relies_on_a_finalizer"
out_has "not ok 2 - test_sweep_late.py::test_only_what_it_says_is_kept"
out_has "held by   module test_sweep_late .kept[0]"
out_has "not ok 6 - test_sweep_late.py::test_hides"
printf '%s\n' "$out" >late.txt
run grep -c "^    attempt" late.txt
out_is 1
run tail -1 late.txt
out_is "# 4 passed, 2 failed"
cat >test_sweep_cases.py <<'PY'
import unittest
class Sound(unittest.TestCase):
    def test_sound(self): self.assertEqual(sorted({"b": 1, "a": [2]}), ["a", "b"])
    def test_hides(self):
        try: [[] for _ in range(3)]
        except MemoryError: self.fail("hidden")
PY
test_run --oom-sweep test_sweep_cases.py
status_is 1
out_has "not ok 1 - test_sweep_cases.py::Sound::test_hides"
out_has "and that came out as AssertionError: hidden"
out_has "ok 2 - test_sweep_cases.py::Sound::test_sound"
mkdir shadow
for module in traceback json re argparse; do echo 'raise SystemError' >shadow/$module.py; done
echo 'def test_fails(): assert [1] == [2]' >shadow/test_shadow.py
run sh -c 'cd shadow && exec "$0" test' "$ouro"
status_is 1
err_is ""
out_has "differ at [0]: 1 on the left, 2 on the right"
# What the parts of a failed assertion were moved from is no temporary of the caller's: an unwinding
# that takes it for one frees the traceback, which lies where the set was.
printf 'def test_set():\n    assert {1} == 2\ndef test_not():\n    assert not {1}\n' >test_set.py
run timeout 20 "$ouro" test --format text test_set.py
status_is 1
out_has "a set on the left, a int on the right"
out_has "test_set.py::test_not"
out_has "0 passed, 2 failed"
# A test that fills the memory, with what lives and then with garbage, is one that fails.
cat >test_full.py <<'PY'
def test_list():
    x = []
    while True: x.append([])
def test_rings():
    x = []
    while True: x.append([x])
def test_next(): assert [[] for _ in range(10000)]
PY
for option in --format=text --no-leaks; do
    run timeout 60 "$ouro" --max-memory 64M test --format text $option test_full.py
    status_is 1
    err_is ""
    out_has "FAILED test_full.py::test_list"
    out_has "FAILED test_full.py::test_rings"
    out_has "1 passed, 2 failed"
done
# A test may close what it prints to; with --no-capture the report ends there, as on a full device.
cat >test_closed.py <<'PY'
import sys
def test_passes():
    print("not shown")
    sys.stdout.close()
def test_fails():
    print("sh", end="")
    sys.stdout.buffer.write(b"own\n")
    sys.stdout.close()
    assert 1 == 2
PY
for option in --format=text --oom-sweep; do
    test_run --format text $option test_closed.py
    status_is 1
    err_is ""
    out_has "what it printed:
    shown"
    out_has "1 passed, 1 failed"
done
test_run --no-capture test_closed.py
status_is 1
err_is "ouro test: can't write to standard output: I/O operation on closed file."
# Half a surrogate pair can be printed, compared and be in a message.
cat >test_surrogate.py <<'PY'
def test_half():
    print("\ud800")
    assert "\udfff" == "a", "\udc00"
PY
for format in text tap; do
    test_run --format $format --junit half.xml test_surrogate.py
    status_is 1
    err_is ""
    out_has 'AssertionError: \udc00'
    out_has '\ud800'
done
run grep -c 'AssertionError: ?' half.xml
out_is 2
# What a block has told of isn't told again, and what is no Python is told in a line, too.
cat >test_told.py <<'PY'
from memtest import no_leaks
kept = []
def test_block():
    with no_leaks():
        kept.append({1})
def test_other():
    kept.append({2})
    assert 0
PY
echo 'def test_a(:' >test_no_python.py
test_run --format text test_told.py
status_is 1
[ "$(printf '%s\n' "$out" | grep -c 'leak: set')" = 2 ] || wrong "not one leak each"
test_run test_no_python.py
out_has 'message: "SyntaxError: invalid syntax"'
# The limits end a test, and the run in order: what is behind it isn't run.
cat >test_limit.py <<'PY'
def test_before(): pass
def test_endless():
    while True: pass
def test_behind(): pass
PY
cat >test_limit_caught.py <<'PY'
def test_endless():
    try:
        while True: pass
    except Exception: pass
def test_behind(): pass
PY
for limit in '--max-steps 1M' '--max-time 0.3'; do
    # The limit is two words.
    # shellcheck disable=SC2086
    run "$ouro" $limit test --junit limit.xml test_limit.py
    status_is 1
    err_is ''
    out_has 'ok 1 - test_limit.py::test_before'
    out_has 'not ok 2 - test_limit.py::test_endless'
    out_has 'Bail out! stopped by the limit of time or steps'
    out_has '# 1 passed, 1 failed, 1 not run'
    [ -s limit.xml ] && right || wrong "no report"
    # shellcheck disable=SC2086
    run "$ouro" $limit test test_limit_caught.py
    status_is 1
    err_is ''
    out_has 'not ok 1 - test_limit_caught.py::test_endless'
    out_has 'message: "the limit of time or steps was reached"'
done
# ---- what README shows ----
cd "$root" || exit 2
test_run --format text scripts/leak
status_is 1
out_is "$(sed -n '/^<!-- leak -->/,/^<!-- end -->/s/^    //p; /^<!-- leak -->/,/^<!-- end -->/{/^$/p}' README.md |
    sed 1d)"
test_run scripts/cycles
status_is 0
finish
