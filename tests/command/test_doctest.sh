#!/bin/sh
# ouro test --doctest: examples of docstrings and of .md files are tests.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp
mkdir inner

cat >inner/guide.md <<'MD'
# A guide

```python
>>> x = [1, 2]
>>> x + [3]
[1, 2, 4]
```

    >>> 1 / 0
    Traceback (most recent call last):
        ...
    ZeroDivisionError: division by zero
    >>> nothing
    1

~~~
>>> keep = []; keep.append(keep)
>>> print("a\n\nb")
a
<BLANKLINE>
b
~~~
MD
cat >examples.py <<'PY'
"""Of the module.

>>> add(1, 2)
3
"""
kept = []

def add(a, b):
    """
    >>> add("a", "b")
    'ab'
    >>> add(1, 2)
    4
    """
    return a + b

class Keeper:
    def keep(self):
        """
        >>> Keeper().keep()
        >>> len(kept)
        1
        """
        kept.append([])
    def no_example(self): """Nothing."""

def test_besides(): pass
PY
printf 'Nothing at all\n' >empty.md
printf '>>> 1 +\n1\n' >mistaken.md

run "$ouro" test --doctest --list .
out_is "examples.py::test_besides
examples.py::examples
examples.py::examples.Keeper.keep
examples.py::examples.add
mistaken.md::mistaken.md
inner/guide.md::guide.md"
run "$ouro" test --list .
status_is 5
run "$ouro" test empty.md
status_is 2
err_is "ouro test: 'empty.md' isn't a .py file; its examples are tests with --doctest"
run "$ouro" test --doctest empty.md
status_is 5

run "$ouro" test --doctest --format text examples.py inner
status_is 1
err_is ""
out=$(printf '%s\n' "$out" | sed 's/\(doctest.py", line\) [0-9]*/\1 N/')
out_is 'FAILED examples.py::examples.Keeper.keep  (examples.py:20)
  leak: list of 0, made at examples.py:24
    held by   module examples .kept[0]
    retains   1 object, 32 bytes
    cut it by `del examples.kept[0]`

FAILED examples.py::examples.add  (examples.py:12)
  File "examples.py", line 12, in examples.add
  Failed example:
      add(1, 2)
  Expected:
      4
  Got:
      3

FAILED inner/guide.md::guide.md  (inner/guide.md:5)
  File "inner/guide.md", line 5, in guide.md
  Failed example:
      x + [3]
  Expected:
      [1, 2, 4]
  Got:
      [1, 2, 3]

  File "inner/guide.md", line 13, in guide.md
  Failed example:
      nothing
  Exception raised:
      Traceback (most recent call last):
        File "<library>/doctest.py", line N, in _execute
        File "<doctest guide.md[3]>", line 1, in <module>
      NameError: name '"'nothing'"' is not defined

2 passed, 3 failed'
run "$ouro" test --doctest examples.py::examples.add
status_is 1
out_has '  message: "1 of 2 examples failed"
  severity: fail
  at: "examples.py:12"'
run "$ouro" test --doctest mistaken.md
status_is 1
out_has "SyntaxError: invalid syntax"
run "$ouro" test --doctest --no-leaks examples.py::examples.Keeper.keep
status_is 0

# ---- with refused allocations ----
cat >sound.md <<'MD'
>>> import dataclasses
>>> @dataclasses.dataclass
... class Point:
...     x: int
>>> Point(1), sorted({"b": 1, "a": [2]})
(Point(x=1), ['a', 'b'])
>>> for i in range(3): print(i, [i])
0 [0]
1 [1]
2 [2]
>>> {}["x"]
Traceback (most recent call last):
KeyError: 'x'
>>> raise MemoryError("its own")
Traceback (most recent call last):
MemoryError: its own
MD
cat >hides.md <<'MD'
>>> def f():
...     try: return [[] for _ in range(3)]
...     except MemoryError: return "hidden"
>>> f()
[[], [], []]
MD
cat >hides_by_raising.md <<'MD'
>>> try: [[] for _ in range(3)]
... except MemoryError: raise ValueError from None
... else: raise KeyError
Traceback (most recent call last):
KeyError
MD
run "$ouro" test --doctest --oom-sweep sound.md hides.md hides_by_raising.md inner
status_is 1
err_is ""
out_has "ok 1 - sound.md::sound.md"
out_has "not ok 2 - hides.md::hides.md"
out_has "refused, and that came out as AssertionError: 1 of 2 examples failed"
out_has "
    Got:
        'hidden'"
what='the failure is told of once'
if [ "$(printf '%s\n' "$out" | grep -c "'hidden'")" -eq 1 ]; then right; else wrong "$out"; fi
out_has "not ok 3 - hides_by_raising.md::hides_by_raising.md"
out_has "refused, and that came out as AssertionError: 1 of 1 example failed"
out_has 'not ok 4 - inner/guide.md::guide.md
  ---
  message: "2 of 6 examples failed"'

finish
