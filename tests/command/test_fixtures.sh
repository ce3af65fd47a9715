#!/bin/sh
# ouro test: what is set up around a test and torn down after it, also by coroutines.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp

# ---- coroutines: a test and all that is set up around it share one loop ----
cat >test_async.py <<'PY'
import asyncio, contextlib
from memtest import by, cases, fixture

log, loops = [], set()
async def setup_module(): log.append(("for all", await asyncio.sleep(0, 1)))
async def teardown_module():
    await asyncio.sleep(0)
    print("at the end", file=__import__("sys").__stderr__)
async def setup():
    log.append("setup")
    loops.add(asyncio.get_running_loop())
async def teardown():
    await asyncio.sleep(0)
    log.append("teardown")
    assert asyncio.get_running_loop() in loops
    loops.clear()
@fixture
async def five():
    return await asyncio.sleep(0, 5)
@fixture
async def loop(five):
    log.append("open")
    yield asyncio.get_running_loop()
    await asyncio.sleep(0)
    log.append("close")
@fixture
def manager():
    @contextlib.asynccontextmanager
    async def make():
        log.append("enter")
        yield 7
        log.append("leave")
    return make()
@fixture
def awaited():
    class Own:
        async def __aenter__(self): return self
        async def __aexit__(self, *error): log.append(error[0])
    return Own()

@by("refcount")
async def test_first(five, loop, manager):
    assert (five, manager) == (5, 7)
    assert {asyncio.get_running_loop()} == {loop} == loops
    assert log == [("for all", 1), "setup", "open", "enter"]
    del log[:]
def test_second(loop, awaited):
    assert log == ["leave", "close", "teardown", "setup", "open"]
    assert not loop.is_running()
    del log[:]
@cases(1, named=2)
async def test_case(n, five): assert n < five and await asyncio.sleep(0, True)
async def test_third():
    assert log[:3] == [None, "close", "teardown"]
    async with asyncio.timeout(1): await asyncio.sleep(0)
class TestClass:
    async def setup_class(cls=None): log.append("class")
    async def setup(self): self.x = await asyncio.sleep(0, 1)
    async def test_method(self, five): assert (self.x, five, log[-1]) == (1, 5, "class")
PY
run "$ouro" test test_async.py
status_is 0
out_has "# 6 passed, 0 failed"
err_is "at the end"

# ---- tests that fail, fixtures that do ----
cat >test_wrong.py <<'PY'
import asyncio, contextlib
from memtest import fixture
log = []
@fixture
def plain():
    yield 1
    log.append("plain")
@fixture
async def waiting():
    yield 1
    log.append("waiting")
@fixture
def hiding(): return contextlib.suppress(AssertionError)
@fixture
def twice(): yield 1; yield 2
@fixture
async def twice_waiting(): yield 1; yield 2
@fixture
def none():
    if log is None: yield
@fixture
def itself(itself): pass
@fixture
def broken(): assert log is None, "not there"
async def test_fails(plain, waiting, hiding): assert log is None
def test_all_was_left(): assert log == ["waiting", "plain"]
def test_twice(twice): pass
def test_twice_waiting(twice_waiting): pass
def test_none(none): pass
def test_itself(itself): pass
def test_missing(missing): pass
def test_broken(broken): pass
def test_generator(): yield
async def test_generator_waiting(): yield
async def test_task_outlives():
    global task
    task = asyncio.create_task(asyncio.sleep(1000))
    await asyncio.sleep(0)
PY
run "$ouro" test test_wrong.py
status_is 1
err_is ""
out_has 'not ok 1 - test_wrong.py::test_fails
  ---
  message: "AssertionError: [] is None"
  severity: fail'
out_has "ok 2 - test_wrong.py::test_all_was_left"
out_has 'message: "teardown failed: RuntimeError: fixture '"'twice'"' yields more than once"
  severity: error'
out_has "RuntimeError: fixture 'twice_waiting' yields more than once"
out_has "setup failed: TypeError: fixture 'none' yields nothing"
out_has "TypeError: fixture 'itself' needs itself"
out_has "there is no fixture 'missing'"
out_has 'message: "setup failed: AssertionError: not there"
  severity: error
  at: "test_wrong.py:24"'
out_has 'not ok 9 - test_wrong.py::test_generator
  ---
  message: "TypeError: the test is a generator, of which nothing would be run: a test can'"'t"' yield"
  severity: error
  at: "test_wrong.py:33"'
out_has "not ok 10 - test_wrong.py::test_generator_waiting"
out_has "leak: Task object, made at test_wrong.py:37"
out_has "# 1 passed, 10 failed"
run "$ouro" test --format text test_wrong.py::test_broken
out_is 'FAILED test_wrong.py::test_broken  (test_wrong.py:24)
  setup failed:
  Traceback (most recent call last):
    File "test_wrong.py", line 24, in broken
      def broken(): assert log is None, "not there"
                           ^^^^^^^^^^^
  AssertionError: not there
  [] is None
    where log = []

0 passed, 1 failed'

# ---- what can't be set up isn't torn down ----
cat >test_halfway.py <<'PY'
said = []
class TestHalf:
    def setup(self): said.append("setup")
    def teardown(self): said.append("teardown")
    def setup_method(self): raise OSError("no device")
    def teardown_method(self): said.append("teardown_method")
    def test_a(self): pass
class TestLater:
    def test_b(self): assert said == ["setup", "teardown"]
PY
run "$ouro" test --format text test_halfway.py
out_is 'FAILED test_halfway.py::TestHalf::test_a  (test_halfway.py:5)
  setup failed:
  Traceback (most recent call last):
    File "test_halfway.py", line 5, in setup_method
      def setup_method(self): raise OSError("no device")
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^
  OSError: no device

1 passed, 1 failed'

# ---- a coroutine that waits for what nobody will do ends with an error ----
cat >test_stuck.py <<'PY'
import asyncio, unittest
async def helper(event): await event.wait()
async def test_event():
    await helper(asyncio.Event())
def test_tasks():
    async def main():
        jobs = asyncio.Queue()
        async def worker(): await jobs.get()
        await asyncio.gather(worker(), jobs.get())
    asyncio.run(main())
class Case(unittest.IsolatedAsyncioTestCase):
    async def test_lock(self):
        lock = asyncio.Lock()
        async with lock: await lock.acquire()
async def test_waits(): await asyncio.wait_for(asyncio.sleep(0.01, 3), 10)
async def test_times_out():
    try: await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except TimeoutError: pass
PY
run timeout 20 "$ouro" test test_stuck.py
status_is 1
out_has 'message: "RuntimeError: nothing will ever wake helper (test_stuck.py:2)"'
out_has "nothing will ever wake test_tasks.<locals>.main (test_stuck.py:9), \
test_tasks.<locals>.main.<locals>.worker (test_stuck.py:8)"
out_has "nothing will ever wake Case.test_lock (test_stuck.py:14)"
out_has "# 2 passed, 3 failed"

# ---- refused allocations, in coroutines, too ----
cat >test_refused.py <<'PY'
import asyncio, contextlib
from memtest import fixture
@fixture
def plain(): yield [1]
@fixture
def manager(plain): return contextlib.nullcontext(plain)
@fixture
async def waiting():
    yield await asyncio.sleep(0, 5)
class TestClass:
    def setup(self): self.x = [1]
    def teardown(self): self.x.clear()
    def test_method(self, manager): assert self.x == manager
async def test_waiting(waiting): assert waiting == 5
PY
run timeout 100 "$ouro" test --oom-sweep test_refused.py
status_is 0
out_has "# 2 passed, 0 failed"

# ---- what is set up for several tests ----
cat >test_shared.py <<'PY'
import unittest
class TestOne:
    def setup_class(cls):
        wanted = [1]
        assert wanted == [2]
    def test_a(self): pass
    def test_b(self): pass
class Two(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise OSError("no device")
    def test_a(self): pass
class TestThree:
    async def teardown_class(cls): {}["late"]
    def test_a(self): pass
PY
run "$ouro" test --format text test_shared.py
status_is 1
err_is ""
out_is 'FAILED test_shared.py::TestOne::test_a  (test_shared.py:5)
  setup_class failed:
  Traceback (most recent call last):
    File "test_shared.py", line 5, in setup_class
      assert wanted == [2]
             ^^^^^^^^^^^^^
  AssertionError
  [1] == [2]
    differ at [0]: 1 on the left, 2 on the right
    where wanted = [1]

FAILED test_shared.py::TestOne::test_b  (test_shared.py:5)
  setup_class failed:
  Traceback (most recent call last):
    File "test_shared.py", line 5, in setup_class
      assert wanted == [2]
             ^^^^^^^^^^^^^
  AssertionError
  [1] == [2]
    differ at [0]: 1 on the left, 2 on the right
    where wanted = [1]

FAILED test_shared.py::Two::test_a  (test_shared.py:10)
  setUpClass failed:
  Traceback (most recent call last):
    File "test_shared.py", line 10, in setUpClass
      def setUpClass(cls): raise OSError("no device")
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^
  OSError: no device

FAILED test_shared.py::TestThree, when all was over
  teardown_class failed:
  Traceback (most recent call last):
    File "test_shared.py", line 13, in teardown_class
      async def teardown_class(cls): {}["late"]
                                     ~~^^^^^^^^
  KeyError: '"'late'"'

1 passed, 4 failed'
run "$ouro" test test_shared.py
out_has 'message: "setup_class failed: AssertionError: [1] == [2]"
  severity: error
  at: "test_shared.py:5"'

# ---- cases: combined, of classes, none, and wrong ones ----
cat >test_cases.py <<'PY'
import unittest
from memtest import cases, fixture, keeps
seen = []
@fixture()
def made(): return "made"
@keeps("seen")
@cases(1, 2)
@cases("a", last="z")
def test_product(n, text): seen.append(f"{n}{text}")
def test_after():
    assert "".join(seen) == "1a1z2a2z"
    seen.clear()
@cases((1, 2), (3, 4))
class TestPairs:
    def test_method(self, a, b, made): assert a + 1 == b and made == "made"
    @cases({"c": 5})
    def test_both(self, a, b, c): assert c == 5
@cases((1, 2), 1)
def test_default(a, b=2): assert (a, b) == (1, 2)
@cases({"made": "other"})
def test_instead(made): assert made == "other"
@cases((1, 2))
def test_one(pair): assert pair == (1, 2)
@cases()
def test_none(a): raise SystemError
@cases((1, 2, 3))
def test_more(a, b): raise SystemError
@cases((1,))
def test_less(a, b): raise SystemError
@cases({"x": 1})
def test_other(a): raise SystemError
class Case(unittest.TestCase):
    @cases(1)
    def test_case(self, n): raise SystemError
PY
run "$ouro" test --format text -v test_cases.py
status_is 1
printf '%s\n' "$out" | grep -v -e '^$' -e 'setup failed' >short
out=$(cat short)
out_is "passed test_cases.py::test_product[0-0]
passed test_cases.py::test_product[0-last]
passed test_cases.py::test_product[1-0]
passed test_cases.py::test_product[1-last]
passed test_cases.py::test_after
passed test_cases.py::TestPairs::test_method[0]
passed test_cases.py::TestPairs::test_method[1]
passed test_cases.py::TestPairs::test_both[0-0]
passed test_cases.py::TestPairs::test_both[1-0]
passed test_cases.py::test_default[0]
passed test_cases.py::test_default[1]
passed test_cases.py::test_instead[0]
passed test_cases.py::test_one[0]
skipped test_cases.py::test_none: it has no cases
FAILED test_cases.py::test_more[0]  (test_cases.py:26)
  TypeError: case '0' has 3 values for a, b
FAILED test_cases.py::test_less[0]  (test_cases.py:28)
  TypeError: case '0' has 1 value for a, b
FAILED test_cases.py::test_other[0]  (test_cases.py:30)
  TypeError: case '0' has a value for 'x', which the test doesn't take
FAILED test_cases.py::Case::test_case  (test_cases.py:33)
  a unittest.TestCase can't have cases: use self.subTest()
13 passed, 4 failed, 1 skipped"

# ---- classes in classes, classes that can't be made, what only looks like a test ----
cat >test_classes.py <<'PY'
import unittest
class TestOuter:
    test_attribute = 5
    @property
    def test_property(self): raise SystemError
    def test_outer(self): pass
    @staticmethod
    def test_static(): pass
    @classmethod
    def test_class(cls): assert cls is TestOuter
    class TestInner:
        def setup_class(cls): cls.x = 1
        def test_inner(self): assert self.x == 1
class TestInit:
    def __init__(self): raise SystemError
    def test_never(self): pass
class TestNot:
    __test__ = False
    def test_never(self): pass
class Single(unittest.TestCase):
    def runTest(self): self.assertTrue(True)
@unittest.skip("all of it")
class Skipped(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise SystemError
    def test_a(self): pass
PY
run "$ouro" test --format text -v test_classes.py
status_is 0
out_is "passed test_classes.py::TestOuter::test_outer
passed test_classes.py::TestOuter::test_static
passed test_classes.py::TestOuter::test_class
passed test_classes.py::TestOuter::TestInner::test_inner
skipped test_classes.py::TestInit::test_never: its class has an __init__
passed test_classes.py::Single::runTest
skipped test_classes.py::Skipped::test_a: all of it
5 passed, 0 failed, 2 skipped"
run "$ouro" test --list test_classes.py::TestOuter::TestInner
out_is "test_classes.py::TestOuter::TestInner::test_inner"

# ---- what unittest classes and modules register to be cleaned up ----
cat >test_cleanups.py <<'PY'
import unittest
said = []
def setUpModule():
    unittest.addModuleCleanup(said.append, "module")
    unittest.addModuleCleanup(lambda: {}["of the module"])
class Fails(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(said.append, "although it failed")
        raise OSError("no device")
    def test_a(self): pass
class Works(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(lambda: {}["first"])
        cls.addClassCleanup(print, "cleaned up")
        cls.addClassCleanup(lambda: {}["last"])
    def test_a(self): self.assertEqual(said, ["although it failed"])
PY
cat >test_cleanups_none.py <<'PY'
def test_a(): pass
PY
run "$ouro" test --format text test_cleanups.py test_cleanups_none.py
status_is 1
out_has "FAILED test_cleanups.py::Fails::test_a"
out_has "FAILED test_cleanups.py::Works, when all was over
  doClassCleanups failed:"
out_has "KeyError: 'first'"
out_has "KeyError: 'last'"
out_has "  what it printed:
    cleaned up"
out_has "FAILED test_cleanups.py, when all was over
  doModuleCleanups failed:"
out_has "KeyError: 'of the module'"
out_has "2 passed, 3 failed"
run "$ouro" test test_cleanups.py
out_has "Bail out! failed when all was over: test_cleanups.py::Works, test_cleanups.py"

finish
