#!/bin/sh
# Every allocation may fail: with `--fail-alloc N` the N-th does. A program then ends by itself,
# with status 0 (it could do without) or 1 (MemoryError), never by a signal.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

# The first failures are tried one by one; then the distance grows, to reach the end of long runs.
sweep() { # FILE
    n=1
    quiet=0
    bad=0
    while [ "$quiet" -lt 5 ] && [ "$n" -lt 1000000 ]; do
        timeout 60 "$OURO" --fail-alloc "$n" "$1" >"$tmp/out" 2>"$tmp/err" </dev/null
        status=$?
        case $status in
            0) quiet=$((quiet + 1)) ;;
            1)
                quiet=0
                grep -q MemoryError "$tmp/err" || {
                    what="$1, failing allocation $n"
                    err=$(cat "$tmp/err")
                    wrong "status 1 without MemoryError on standard error"
                    bad=$((bad + 1))
                } ;;
            *)
                what="$1, failing allocation $n"
                err=$(cat "$tmp/err")
                wrong "exit status $status"
                bad=$((bad + 1)) ;;
        esac
        [ "$bad" -lt 5 ] || break
        n=$((n + 1 + n / 200))
    done
    [ "$bad" -eq 0 ] && right
}

cat >"$tmp/small.py" <<'END'
print("small")
END
cat >"$tmp/types.py" <<'END'
l = [str(n) for n in range(50)]
l.sort(key=lambda s: s[::-1])
d = {s: s.upper() for s in l}
d.update(a=1, b=2)
s = set(l) | {1, 2, 3}
t = tuple(l) + (1, 2)
text = " ".join(l).replace("1", "one").split("o")
print(len(d), len(s), len(t), len(text), 3 ** 500 % 7 ** 100, f"{3.14159:>10.3f} {l[:3]!r}", "%s %r" % ("a", [1.5]))
print(sorted(d.items(), key=lambda i: str(i[1]))[:2], list(zip(l, d))[:1], 2 ** 200 // 3 ** 50, list(map(int, l))[:3])
END
cat >"$tmp/classes.py" <<'END'
import gc, sys, weakref
class A:
    def __init__(self, n): self.n = n
    @property
    def p(self): return self.n
    def __repr__(self): return f"A({self.n})"
    def __del__(self): pass
class B(A):
    __slots__ = ("x",)
    def __add__(self, o): return B(self.n + o.n)
def gen(n):
    try:
        for i in range(n):
            yield A(i)
    finally:
        pass
def outer():
    x = [1]
    def inner(*args, k=2, **kw):
        nonlocal x
        x = x + list(args)
        return x, k, kw
    return inner
refs = [weakref.ref(a, lambda r: None) for a in gen(5)]
b = B(1) + B(2)
b.me = b
w = weakref.WeakValueDictionary(); w["b"] = b
del b
gc.collect()
try:
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("v") from error
except ValueError as error:
    print(repr(error), outer()(1, 2, k=3, z=4), refs[0](), len(w))
with open("/dev/null") as f:
    f.read()
END
cat >"$tmp/error.py" <<'END'
def f(n):
    return f(n - 1) if n else undefined_name
f(5)
END
cat >"$tmp/syntax.py" <<'END'
def f(:
    pass
END

sweep "$tmp/small.py"
sweep "$tmp/types.py"
sweep "$tmp/classes.py"
sed -i 's/^f(5)/try: f(5)\nexcept NameError: print("caught")/' "$tmp/error.py"
sweep "$tmp/error.py"

# These end with status 1 whatever fails, so a fixed number of failures is tried.
for n in 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987 1597 2584; do
    run "$OURO" --fail-alloc "$n" "$tmp/syntax.py"
    status_is 1
    run "$OURO" --fail-alloc "$n" -c 'raise ValueError("v")'
    status_is 1
done

# Whatever is refused to the report: something is told.
cat >"$tmp/chain.py" <<'END'
try:
    1 / 0
except ZeroDivisionError as error:
    raise ValueError("v") from error
END
silent=
for n in $(seq 10 150); do
    run "$OURO" --fail-alloc "$n" "$tmp/chain.py"
    [ -n "$err" ] || silent="$silent $n"
done
what="chain.py, failing allocation$silent"
if [ -z "$silent" ]; then right; else wrong "nothing on standard error"; fi

finish
