#!/bin/sh
# ouro test: no test meets what another one has left; and none ends the run without a word.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp

# ---- what belongs to the process is put back, in whatever order ----
cat >test_leaves.py <<'PY'
import builtins, gc, os, random, sys, tempfile, warnings
here = os.getcwd()
def test_01(): os.chdir("/")
def test_02(): sys.path.insert(0, "/nowhere")
def test_03(): sys.path = ["/nowhere"]
def test_04(): os.environ["LEFT"] = "1"; del os.environ["HOME"]
def test_05(): os.environ = {"HOME": "nowhere"}
def test_06(): builtins.len = builtins.max; builtins.isinstance = None; builtins.left = 1
def test_07(): sys.setrecursionlimit(90); sys.set_int_max_str_digits(0)
def test_08(): sys.stdin = sys.stdout = sys.stderr = None
def test_09(): sys.argv.append("left")
def test_10(): gc.disable(); gc.set_threshold(5); gc.set_debug(gc.DEBUG_SAVEALL)
def test_11(): warnings.simplefilter("error")
def test_12(): sys.modules["os"] = sys.modules["left"] = None; del sys.modules["gc"]
def test_13(): os.umask(0o77)
def test_14():
    with tempfile.TemporaryDirectory() as folder: os.chdir(folder)
def check():
    assert os.getcwd() == here and "/nowhere" not in sys.path and "LEFT" not in os.environ
    assert os.environ["HOME"] == "home" and os.getenv("HOME") == "home"
    assert len([7]) == 1 and not hasattr(builtins, "left") and "left" not in sys.argv
    assert sys.getrecursionlimit() == 1000 and sys.get_int_max_str_digits() == 4300
    assert sys.stdin and sys.stdout and sys.stderr
    assert gc.isenabled() and gc.get_threshold() == (700, 10, 10) and not gc.get_debug()
    warnings.warn("no error")
    assert sys.modules["os"] is os and sys.modules["gc"] is gc and "left" not in sys.modules
    assert os.umask(0o22) == 0o22
for number in range(15, 29): globals()[f"test_{number}"] = lambda: check()
PY
for arguments in '' --no-leaks --no-capture '--shuffle 1' '--shuffle 2' '--shuffle 3' \
    --gc-stress; do
    # shellcheck disable=SC2086
    run env HOME=home sh -c 'umask 022; exec "$@"' . "$ouro" test --format text $arguments test_leaves.py
    status_is 0
    out_is "28 passed, 0 failed"
done

# ---- each file is loaded as if it were alone; setups count for what they are for ----
mkdir -p a b
cat >a/test_files.py <<'PY'
import os, sys, unittest
os.environ["FILE"] = "a"
sys.path.append("/of/a")
def setup_module(): os.environ["MODULE"] = "a"
def teardown_module(): assert os.environ["MODULE"] == "a" and os.environ["FILE"] == "a"
def variables(): return [os.environ.get(name) for name in ("FILE", "MODULE", "CLASS", "TEST")]
def test_a():
    assert variables() == ["a", "a", None, None] and "/of/a" in sys.path
    os.environ["FILE"] = os.environ["TEST"] = "changed"
def test_a_again(): test_a()
class TestClass:
    def setup_class(cls): os.environ["CLASS"] = "c"; os.environ["MODULE"] = "of c"
    def teardown_class(cls): assert variables() == ["a", "of c", "c", None]
    def test_b(self): assert variables() == ["a", "of c", "c", None]
class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls): os.environ["CLASS"] = "d"; os.chdir("/")
    @classmethod
    def tearDownClass(cls): assert os.environ["CLASS"] == "d" and os.getcwd() == "/"
    def test_c(self): self.assertEqual((variables(), os.getcwd()), (["a", "a", "d", None], "/"))
PY
cat >b/test_files.py <<'PY'
import os, sys
assert "FILE" not in os.environ and "/of/a" not in sys.path
os.chdir("a")
def test_b(): assert os.path.exists("../b") and os.environ.keys().isdisjoint(["FILE", "MODULE", "CLASS"])
PY
for arguments in '' '--shuffle 1' '--shuffle 2' '--shuffle 3' '--repeat 3 --shuffle 4'; do
    # shellcheck disable=SC2086
    run "$ouro" test --format text $arguments a b
    status_is 0
    out_like '^(5|15) passed, 0 failed$'
done

# ---- modules beside the tests, of the same name in two folders ----
for folder in c d; do
    mkdir -p "$folder/package"
    printf 'name = "%s"\nseen = 0\n' "$folder" >"$folder/helper.py"
    cp "$folder/helper.py" "$folder/late.py"
    cp "$folder/helper.py" "$folder/package/__init__.py"
    cp "$folder/helper.py" "$folder/package/inner.py"
    cat >"$folder/test_same.py" <<PY
import common, helper, json
def test_here():
    assert helper.name == "$folder" and __name__ == "test_same"
def test_late():
    import late, package.inner
    assert late.name == package.name == package.inner.name == "$folder"
    late.seen += 1
def test_late_again():
    import late
    assert late.seen in (0, 1, 2, 3) and json is common.json
def teardown_module():
    import late
    assert late.seen == common.times
PY
done
printf 'import json\ntimes = 1\n' >common.py
run "$ouro" test --format text c d
status_is 0
out_is "6 passed, 0 failed"
sed -i 's/times = 1/times = 3/' common.py
run "$ouro" test --format text --repeat 3 --shuffle 1 c d
status_is 0
out_is "18 passed, 0 failed"

# ---- a test that ends the process: that it did, where, and status 1 ----
cat >test_ends.py <<'PY'
import os
def test_first(): pass
def test_ends():
    print("said")
    os._exit(0)
def test_child():
    child = os.fork()
    if not child: os._exit(3)
    assert os.waitpid(child, 0)[1] == 3 << 8
def test_child_that_comes_back():
    child = os.fork()
    if not child: raise ValueError("in the child")
    assert os.waitpid(child, 0)[1] == 1 << 8
def test_wrong():
    for wrong in ("x", None, 2.0):
        try: os._exit(wrong)
        except TypeError: pass
        else: assert False
    try: os.execve("/nowhere", ["x"], {})
    except FileNotFoundError: pass
    os.kill(os.getpid(), 0)
PY
run "$ouro" test --format text --junit ends.xml test_ends.py
status_is 1
err_is ""
out_is "FAILED test_ends.py::test_ends  (test_ends.py:5)
  it ended the process by os._exit(0)
  Stack (most recent call last):
    File \"test_ends.py\", line 5, in test_ends
      os._exit(0)
  what it printed:
    said

ended by os._exit(0) in test_ends.py::test_ends (test_ends.py:5)
1 passed, 1 failed, 3 not run"
run "$ouro" test --list --last-failed test_ends.py
out_is "test_ends.py::test_ends"
python=$(command -v python3.11)
if [ -n "$python" ]; then
    run "$python" "$root/tests/formats/junit.py" ends.xml
    status_is 0
    out_has "test_ends error system-out it ended the process by os._exit(0)"
fi
run "$ouro" test test_ends.py
status_is 1
out_has "Bail out! ended by os._exit(0) in test_ends.py::test_ends (test_ends.py:5)"
cp .out ends.tap
run "$ouro" "$root/tests/formats/tap.py" ends.tap
status_is 0
run "$ouro" test test_ends.py -k "child or wrong"
status_is 0
out_has "# 3 passed, 0 failed"
err_has "ouro test: a child process of test_ends.py::test_child_that_comes_back came back"
err_last_is "ValueError: in the child"
ends() { # HOW STATEMENTS: as `os._exit(3)` 'os._exit(3)'
    printf 'import os\n%s\n' "$2" >test_end.py
    "$ouro" test --format text test_end.py >.out 2>.err
    status=$?
    out=$(cat .out) err=$(cat .err)
    what=$2
    out_has "ended by $1"
}
ends 'os._exit(3) in test_end.py::test_a (test_end.py:2)' 'def setup(): os._exit(3)
def test_a(): pass'
status_is 1
ends 'os._exit(0), when all was over' 'def teardown_module(): os._exit(0)
def test_a(): pass'
status_is 1
ends 'os.kill() with signal 15 in test_end.py::test_a (test_end.py:2)' \
    'def test_a(): os.kill(os.getpid(), 15)'
status_is 143
ends "os.execve('/bin/sh') in test_end.py::test_a (test_end.py:2)" \
    'def test_a(): os.execve("/bin/sh", ["sh", "-c", "exit 0"], {})'
status_is 1
printf 'import os\nos._exit(0)\n' >test_end.py
run "$ouro" test test_end.py
status_is 1
out_is ""
err_is "ouro test: the process was ended by os._exit(0) while test_end.py was loaded"
cat >test_end.py <<'PY'
import atexit, os
from memtest import allow_leaks
@allow_leaks
def test_a(): atexit.register(os._exit, 0); assert False
PY
run "$ouro" test test_end.py
status_is 1

# ---- what a test would read, nobody could answer ----
printf 'def test_asks(): input("name? ")\n' >test_asks.py
run_input 'Ann' "$ouro" test --format text test_asks.py
status_is 1
out_has "OSError: a test can't read standard input, but with --no-capture"
run_input 'Ann' "$ouro" test --no-capture --format text test_asks.py
status_is 0

# ---- who fails, and where: the test first, then what tears down ----
cat >test_both.py <<'PY'
import contextlib, unittest
from memtest import fixture
seen = []
def teardown(): raise LookupError("teardown")
@fixture
def one():
    yield 1
    raise OSError("one")
@fixture
@contextlib.contextmanager
def two():
    try: yield 2
    except AssertionError as error: seen.append(str(error)); raise
    finally: seen.append("left")
def test_both(one, two): assert one == two, "wanted"
def test_late(one): assert seen == ["wanted", "left"]
class TestSetup:
    def teardown(self): raise SystemError
    def setup_method(self): raise KeyError("setup")
    def test_a(self): pass
class Case(unittest.TestCase):
    def tearDown(self): raise LookupError("tearDown")
    def test_a(self): self.fail("test")
PY
run "$ouro" test --format text test_both.py
status_is 1
printf '%s\n' "$out" | grep -v -e '^   ' -e Traceback -e 'where ' >short
out=$(cat short)
out_is "FAILED test_both.py::test_both  (test_both.py:15)
  AssertionError: wanted
  1 == 2

  teardown failed:
  OSError: one

  teardown failed:
  LookupError: teardown

FAILED test_both.py::test_late  (test_both.py:8)
  teardown failed:
  OSError: one

  teardown failed:
  LookupError: teardown

FAILED test_both.py::TestSetup::test_a  (test_both.py:19)
  setup failed:
  KeyError: 'setup'

  teardown failed:
  SystemError

FAILED test_both.py::Case::test_a  (test_both.py:23)
  AssertionError: test

  LookupError: tearDown

0 passed, 4 failed"
run "$ouro" test test_both.py
out_has 'message: "AssertionError: wanted"
  severity: fail
  at: "test_both.py:15"'

# ---- with refused allocations, too ----
cat >test_swept.py <<'PY'
from memtest import fixture
@fixture
def hides():
    try: return [[] for _ in range(3)]
    except MemoryError: raise ValueError("hidden")
@fixture
def broken(): raise KeyError("at once")
@fixture
def late():
    yield 1
    raise OSError("late")
def test_hides(hides): pass
def test_broken(broken): pass
def test_late(late): pass
def test_itself():
    try: return [[] for _ in range(3)]
    except MemoryError: raise ValueError("hidden")
PY
sed -i 's/return \[\[\] for _ in range(3)\]$/[[] for _ in range(3)]/' test_swept.py
run "$ouro" test --oom-sweep test_swept.py
status_is 1
out_like 'message: "setup failed: AssertionError: allocation [0-9]+ refused, and that came out as ValueError: hidden"'
out_has "message: \"setup failed: KeyError: 'at once'\""
out_has 'message: "teardown failed: OSError: late"'
out_like 'message: "AssertionError: allocation [0-9]+ refused, and that came out as ValueError: hidden"'

finish
