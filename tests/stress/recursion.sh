#!/bin/sh
# Endless recursion, in scripts and through every native, is RecursionError and never a signal.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

# Each line is one program; it has to end with RecursionError (or to survive) and then go on.
attempt() { # CODE
    printf '%s\n' 'class C: pass' 'def attempt():' "$1" 'try:' '    attempt()' \
        'except RecursionError as error:' '    print("RecursionError")' 'else:' '    print("fine")' \
        'print("goes on")' >"$tmp/program.py"
    run "$OURO" "$tmp/program.py"
    what="$1"
    status_is 0
    out_has "goes on"
}

attempt '    attempt()'
attempt '    f = lambda: f(); f()'
attempt '    C.__repr__ = lambda self: repr(self); repr(C())'
attempt '    C.__repr__ = lambda self: "%r" % self; str(C())'
attempt '    C.__repr__ = lambda self: f"{self!r}"; repr([C()])'
attempt '    C.__str__ = lambda self: str(self); print(C())'
attempt '    C.__eq__ = lambda self, other: self == other; C() == C()'
attempt '    C.__eq__ = lambda self, other: [self] == [other]; C() in [C()]'
attempt '    C.__lt__ = lambda self, other: sorted([self, other]); sorted([C(), C()])'
attempt '    C.__hash__ = lambda self: hash((self,)); {C(): 1}'
attempt '    C.__getattr__ = lambda self, name: getattr(self, name); C().x'
attempt '    C.__getattribute__ = lambda self, name: self.name; C().x'
attempt '    C.__call__ = lambda self: self(); C()()'
attempt '    C.__len__ = lambda self: len(self); len(C())'
attempt '    C.__bool__ = lambda self: not self; bool(C())'
attempt '    C.__iter__ = lambda self: iter(self); list(C())'
attempt '    C.__add__ = lambda self, other: self + other; C() + C()'
attempt '    C.__contains__ = lambda self, item: item in self; 1 in C()'
attempt '    C.__getitem__ = lambda self, key: self[key]; C()[1]'
attempt '    C.__format__ = lambda self, spec: format(self, spec); f"{C()}"'
attempt '    C.__index__ = lambda self: [1][self]; [1][C()]'
attempt '    C.__init__ = lambda self: C() and None; C()'
attempt '    C.__new__ = lambda cls: cls(); C()'
attempt '    C.__setattr__ = lambda self, n, v: setattr(self, n, v); C().x = 1'
attempt '    C.p = property(lambda self: self.p); C().p'
attempt '    C.__instancecheck__ = 1; isinstance(1, tuple([int]))'
attempt '    list(map(lambda f: f(f), [lambda f: list(map(f, [f]))]))'
attempt '    f = lambda x: sorted([x, x], key=f); f(1)'
attempt '    f = lambda x: max(x, x, key=f); f(1)'
attempt '    f = lambda x: sum(map(f, [x])); f(1)'
attempt '    f = lambda m: "".join(f(m) for _ in "ab"); f(0)'
attempt '    f = lambda: [*g()]
    g = lambda: (yield from f())
    list(g())'
attempt '    f = lambda: eval("f()", {"f": f}); f()'
attempt '    f = lambda n: "a".translate(D()); f(1)
class D:
    def __getitem__(self, key): return "a".translate(self)'
attempt '    x = []
    for _ in range(100000): x = [x]
    repr(x)'
attempt '    x = ()
    for _ in range(100000): x = (x,)
    hash(x)'
attempt '    x, y = [], []
    for _ in range(100000): x, y = [x], [y]
    x == y'
attempt '    x, y = {}, {}
    for _ in range(100000): x, y = {1: x}, {1: y}
    x == y'
attempt '    x, y = (), ()
    for _ in range(100000): x, y = (x,), (y,)
    x < y'
attempt '    x = int
    for _ in range(100000): x = (x,)
    isinstance("a", x)'
attempt '    x = lambda: 0
    for _ in range(100000): x = (lambda f: lambda: f())(x)
    x()'
attempt '    x = iter([1])
    for _ in range(100000): x = map(str, x)
    list(x)'
attempt '    x = iter([1])
    for _ in range(100000): x = (i for i in x)
    list(x)'
attempt '    x = iter([1])
    for _ in range(100000): x = enumerate(zip(x))
    next(x)'
attempt '    e = ValueError(0)
    for n in range(100000):
        new = ValueError(n)
        new.__context__ = e
        e = new
    try: raise e
    except ValueError: pass'
attempt '    x = C()
    x.__dict__["a"] = x.__dict__
    repr(x.__dict__)'

# The report of a long chain of contexts is made without recursion, too.
cat >"$tmp/chain.py" <<'END'
e = ValueError(0)
for n in range(20000):
    new = ValueError(n)
    new.__context__ = e
    e = new
raise e
END
run "$OURO" "$tmp/chain.py"
status_is 1
err_last_is "ValueError: 19999"

cat >"$tmp/ring.py" <<'END'
a, b = ValueError("a"), ValueError("b")
a.__cause__, b.__cause__ = b, a
raise a
END
run "$OURO" "$tmp/ring.py"
status_is 1
err_last_is "ValueError: a"

# With a limit far beyond the stack, the stack itself is watched, and so is memory.
run "$OURO" --max-memory 256M -c 'import sys
sys.setrecursionlimit(10 ** 9)
def f(n): return f(n + 1)
try: f(0)
except (RecursionError, MemoryError): print("stopped")
class C:
    def __repr__(self): return repr(self)
try: repr(C())
except (RecursionError, MemoryError): print("stopped")'
status_is 0

# A small stack is watched as well as a large one.
for kilobytes in 128 256 512; do
    run sh -c "ulimit -s $kilobytes; exec \"\$@\"" sh "$OURO" -c 'from itertools import chain
it = iter([1])
for _ in range(100_000): it = chain(it)
try: next(it)
except RecursionError: print("stopped")'
    what="a stack of $kilobytes KB"
    status_is 0
    out_is stopped
done

finish
