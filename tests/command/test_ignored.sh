#!/bin/sh
# Exceptions that nobody hears of, in ouro test: a warning names the test in which they were ignored.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp

cat >test_ignored.py <<'PY'
import asyncio, contextlib, io, sys, weakref
class Odd:
    def __del__(self): raise ValueError("odd\x1b[1m")
def test_finalizer(): Odd(), Odd()
def test_callback():
    one = set()
    ref = weakref.ref(one, lambda ref: 1 / 0)
    del one
def test_task():
    async def bad(): raise LookupError("task")
    async def main():
        asyncio.create_task(bad())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    asyncio.run(main())
def test_hook():
    before, seen = sys.unraisablehook, []
    sys.unraisablehook = seen.append
    Odd()
    sys.unraisablehook = before
    assert len(seen) == 1
    seen.clear()
def test_fine():
    assert sys.unraisablehook is not None
def test_text():
    with contextlib.redirect_stderr(io.StringIO()) as text: Odd()
    assert text.getvalue().startswith("Exception ignored in: <function Odd.__del__ at 0x")
    assert text.getvalue().endswith("\nValueError: odd\x1b[1m\n")
PY
cat >test_ring.py <<'PY'
class Ring:
    def __del__(self): raise KeyError("ring")
def test_ring():
    ring = Ring()
    ring.ring = ring
PY
heads='test_finalizer: exception ignored in Odd.__del__: ValueError
test_callback: exception ignored in test_callback.<locals>.<lambda>: ZeroDivisionError
test_task: Task exception was never retrieved: LookupError
test_text: exception ignored in Odd.__del__: ValueError'
warned() { # MARK: each of the heads once, and nothing else
    what="$what: warnings"
    found=$(printf '%s\n' "$out" | sed -n "s/^$1warning: test_ignored.py:://p")
    if [ "$found" = "$heads" ]; then right; else wrong "$found"; fi
}
for arguments in '' '--by refcount' '--no-leaks' '--gc-stress'; do
    # shellcheck disable=SC2086
    run "$ouro" test --format text --color never $arguments test_ignored.py
    status_is 0
    err_is ''
    warned ''
    out_has '  Traceback (most recent call last):
    File "test_ignored.py", line 3, in __del__'
    out_has '  ValueError: odd\x1b[1m'
    out_has '  LookupError: task'
    out_has '6 passed, 0 failed'
done
run "$ouro" test --format tap test_ignored.py
status_is 0
warned '# '
out_has '#   ZeroDivisionError: division by zero'

# ---- by the collection behind the test ----
run "$ouro" test --format text --color never test_ring.py
status_is 0
err_is ''
out_has "warning: test_ring.py::test_ring: exception ignored in Ring.__del__: KeyError"
out_has "  KeyError: 'ring'"

# ---- with allocations refused: MemoryErrors are no news, and nothing goes past what is captured ----
cat >test_swept.py <<'PY'
import weakref
class Odd:
    def __del__(self): raise ValueError("odd")
class Makes:
    def __del__(self): [object(), "a" * 100]
def test_finalizer(): Odd()
def test_makes(): Makes()
def test_callback():
    one = set()
    ref = weakref.ref(one, lambda ref: [[], {}][5])
    del one
PY
run "$ouro" test --format text --color never --oom-sweep test_swept.py test_ring.py
status_is 0
err_is ''
out_has 'test_finalizer: exception ignored in Odd.__del__: ValueError'
out_has 'test_callback: exception ignored in test_callback.<locals>.<lambda>: IndexError'
out_has 'test_ring: exception ignored in Ring.__del__: KeyError'
out_has '4 passed, 0 failed'
case $out in *test_makes*) wrong "$out" ;; *) right ;; esac
finish
