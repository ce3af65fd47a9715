#!/bin/sh
# The names of tests: how they are shown, and what is said of two tests of one name.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp

# ---- characters that a terminal would obey, or TAP would take for its own ----
cat >test_cases.py <<'PY'
from memtest import cases
names = ["a\nok 9 - b", "e\x1b[31m", "c\x9bm", "s\udc80", "b\\n#"]
@cases(**dict.fromkeys(names, 1))
def test_odd(value): assert value == 2
PY
shown='a\nok 9 - b
e\x1b[31m
c\x9bm
s\udc80
b\n#'
raw() { # nothing of the report may be obeyed
    if printf '%s' "$out" | LC_ALL=C grep -q "$(printf '\033\\|\302\233\\|^ok 9')"; then wrong "$out"; else right; fi
}
run "$ouro" test --list
out_is "$(printf '%s\n' "$shown" | sed 's/.*/test_cases.py::test_odd[&]/')"
run "$ouro" test --format text --color never --durations 5 --junit cases.xml
status_is 1
raw
printf '%s\n' "$shown" >names
while read -r name; do
    out_has "FAILED test_cases.py::test_odd[$name]  (test_cases.py:4)"
    out_has " ms  test_cases.py::test_odd[$name]"
    grep -qF " name=\"test_odd[$name]\"" cases.xml && right || wrong "cases.xml lacks $name"
done <names
run "$ouro" test --format tap
status_is 1
raw
out_has 'not ok 1 - test_cases.py::test_odd[a\\nok 9 - b]'
out_has 'not ok 2 - test_cases.py::test_odd[e\\x1b[31m]'
out_has 'not ok 3 - test_cases.py::test_odd[c\\x9bm]'
out_has 'not ok 4 - test_cases.py::test_odd[s\\udc80]'
out_has 'not ok 5 - test_cases.py::test_odd[b\\n\#]'
# A name can be asked for as it is shown, and all of them failed the last time.
run "$ouro" test --list 'test_cases.py::test_odd[a\nok 9 - b]'
out_is 'test_cases.py::test_odd[a\nok 9 - b]'
run "$ouro" test --list --last-failed
out_is "$(printf '%s\n' "$shown" | sed 's/.*/test_cases.py::test_odd[&]/')"
rm test_cases.py

# ---- two tests of one name: only the last one runs ----
cat >test_twice.py <<'PY'
import sys, unittest
def test_a(): assert False
def test_b(): pass
async def test_a(): pass
class TestMethods:
    def test_m(self): assert False
    def helper(self): pass
    def helper(self): pass
    def test_m(self): pass
class Unit(unittest.TestCase):
    def testOne(self): assert False
    def testOne(self): pass
class TestClass:
    def test_lost(self): assert False
class TestClass:
    def test_kept(self): pass
if sys:
    def test_branch(): pass
else:
    def test_branch(): assert False
def test_used(): pass
test_kept = test_used
def test_used(): pass
def test_wrapped(): pass
@lambda function, before=test_wrapped: function
def test_wrapped(): pass
def helper(): pass
def helper(): pass
def test_m(): pass
PY
warnings='test_twice.py:2: test_a never runs: line 4 defines another one of that name
test_twice.py:6: TestMethods::test_m never runs: line 9 defines another one of that name
test_twice.py:11: Unit::testOne never runs: line 12 defines another one of that name
test_twice.py:13: TestClass never runs: line 15 defines another one of that name'
run "$ouro" test --format text --color never
status_is 0
out_is "$(printf '%s\n' "$warnings" | sed 's/^/warning: /')
10 passed, 0 failed"
run "$ouro" test --format tap
status_is 0
out_has "$(printf '%s\n' "$warnings" | sed 's/^/# warning: /')
# 10 passed, 0 failed"
finish
