#!/bin/sh
# The limits of a program: each ends in its exception, which can be caught once; the second time is
# the end.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

# --- time ---
run "$OURO" --max-time 0.2 -c 'while True: pass'
status_is 1
err_last_is 'TimeoutError: time limit of 0.200 seconds reached'
run "$OURO" --max-time 200ms -c 'import time; time.sleep(30)'
status_is 1
err_last_is 'TimeoutError: time limit of 0.200 seconds reached'
run "$OURO" --max-time 2h -c 'print("in time")'
out_is "in time"
run env OURO_MAX_TIME=200ms "$OURO" -c 'sum(iter(int, 1))'
err_last_is 'TimeoutError: time limit of 0.200 seconds reached'
for time in 0 -1 x 1x 1e30 ''; do
    run "$OURO" --max-time "$time" -c 'print("ran")'
    status_is 2
    err_has "option --max-time: not a time: $time"
done

# Caught once; the second time neither `except`, `finally` nor what runs at the end gets it.
cat >"$tmp/stubborn.py" <<'END2'
import atexit
atexit.register(print, "never seen")
class Endless:
    def __del__(self):
        while True: pass
kept = [Endless() for _ in range(3)]
count = 0
while True:
    try:
        while True: pass
    except BaseException as error:
        count += 1
        print(type(error).__name__, count)
END2
run "$OURO" --max-time 0.2 "$tmp/stubborn.py"
status_is 1
out_is "TimeoutError 1"
err_last_is 'TimeoutError: time limit of 0.200 seconds reached'
run "$OURO" --max-steps 5k "$tmp/stubborn.py"
status_is 1
out_is "RuntimeError 1"
err_last_is 'RuntimeError: step limit reached (5000)'

# Inside a long native, too, within 50 ms of processor time from the timer's signal on.
late=50 n=100000000
case $OURO in *asan* | *debug*) late=1000 n=1000000 ;; esac
while read -r row; do
    printf '%s\n' "${row%;;*}" "${row#*;;}" >"$tmp/delays"
    run "$OURO" --max-time 1h tests/command/delays.py "$tmp/delays" $late $n 14
    status_is 0
    out_is 1
done <<'ROWS'
= s = "a" * (5 * n) ;; "b" in s
= s = "a" * (5 * n) ;; s.count("ab")
= a = [str(i * 7919 % 1000003) for i in range(n // 500)] * 20 ;; sorted(a)
= pass ;; list(range(n))
= d = dict.fromkeys(range(n // 20)) ;; d | d
= a = (1 << n) - 1 ;; a * a
ROWS

# What it has until then counts from the exception on: signals of the timer that wait, or come before,
# are no second time.
run "$OURO" --max-time 1h -c 'import os
try:
    os.kill(os.getpid(), 14)
    while True: pass
except TimeoutError:
    print("late")
for _ in range(100): os.kill(os.getpid(), 14)
print("and goes on")'
status_is 0
out_is "late
and goes on"

run "$OURO" --max-steps 5k -c 'class Cover:
    def __enter__(self): pass
    def __exit__(self, *error):
        print("covered")
        return True
while True:
    with Cover():
        for _ in iter(int, 1): pass'
status_is 1
out_is covered

run "$OURO" --max-time 0.2 -c 'try:
    while True: pass
except TimeoutError as error:
    print("late:", error)'
status_is 0
out_is "late: time limit of 0.200 seconds reached"

# --- steps ---
steps='
def f(x): return [x]
n = 0
try:
    while True:
        n += 1
        f(n)
except RuntimeError as error:
    print(n, error)'
run "$OURO" --max-steps 7777 -c "$steps"
status_is 0
first=$out
out_has "step limit reached (7777)"
for _ in 1 2 3; do
    run "$OURO" --max-steps 7777 -c "$steps"
    out_is "$first"
done
run "$OURO" --gc-stress --max-steps 7777 -c "$steps"
out_is "$first"
run "$OURO" --max-steps 100 -c 'sum(iter(int, 1))'
err_last_is 'RuntimeError: step limit reached (100)'
run "$OURO" --max-steps 10k -c 'import re; re.match("(a+)+$", "a" * 60 + "b")'
err_last_is 'RuntimeError: step limit reached (10000)'
# A compilation can be stopped anywhere, and leaves nothing behind.
for steps in 3 13 21 34 55 89 144 233 377 610; do
    run "$OURO" --max-steps "$steps" -c 'import ast
text = "def f(a):\n  return [a, b, 1 + 2]\nif x: y = f\"{x} and\"\nclass C:\n  z = lambda: (1, 2, y)\n"
compile(ast.parse(text * 1000), "t", "exec")
compile(text * 1000 + "a = = 1", "t", "exec")'
    status_is 1
    err_last_is "RuntimeError: step limit reached ($steps)"
done
run "$OURO" --max-steps 10M -c 'print(sum(range(1000)))'
out_is 499500
for steps in 0 -1 x 1x 5kk 99999999999999999999; do
    run "$OURO" --max-steps "$steps" -c 'print("ran")'
    status_is 2
    err_has "option --max-steps: not a number of steps: $steps"
done

for option in memory time steps depth; do
    for number in ' 50' +50 -50 0x50 5_0 nan ''; do
        run "$OURO" "--max-$option" "$number" -c 'print("ran")'
        status_is 2
        err_has "option --max-$option: not a"
        err_has ": $number"
    done
done

# --- depth ---
depth='
import sys
sys.setrecursionlimit(5000)
def f(n):
    try: return f(n + 1)
    except RecursionError: return n
print(sys.getrecursionlimit(), f(1))'
run "$OURO" --max-depth 50 -c "$depth"
status_is 0
out_is "50 49"
run "$OURO" --max-depth 2000 -c 'def f(n): return n and f(n - 1)
print(f(1900))'
out_is 0
for depth in 0 9 x 99999999999; do
    run "$OURO" --max-depth "$depth" -c 'print("ran")'
    status_is 2
    err_has "option --max-depth: not a depth: $depth"
done

# --- bytes: what the system sees is the limit and a tenth at the most ---
peak='
import sys
kept = []
try:
    while True: kept.append(GROW)
except MemoryError:
    kept = None
for line in open("/proc/self/status"):
    if line.startswith("VmHWM"):
        print(int(line.split()[1]) <= 128 * 1024 * 1.1)'
for grow in 'bytes(100000)' '[1, 2, 3]' 'str(len(kept)) * 20' '{len(kept): kept}'; do
    case $OURO in *asan*) break ;; esac
    run "$OURO" --max-memory 128M -c "$(printf '%s' "$peak" | sed "s/GROW/$grow/")"
    status_is 0
    out_is True
done
# ... also for frames, which give it back when they are left, so that something else can have it.
cat >"$tmp/frames.py" <<'END2'
import memory, sys
sys.setrecursionlimit(10 ** 8)
def deep(n): return deep(n + 1) + 1
def generators(n): yield from generators(n + 1)
class Deep:
    def __init__(self, n): Deep(n + 1)
def seen(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) >> 10 for line in file if line.startswith(name))
for function in (deep, lambda n: list(generators(n)), Deep, deep):
    try: function(0)
    except MemoryError: pass
    assert seen("VmRSS") > 60, seen("VmRSS")
    kept = [[n] for n in range(20000)]
    assert memory.stats()["committed"] < 16 << 20, memory.stats()
    assert seen("VmRSS") < 32, seen("VmRSS")
    kept = bytearray(b"x") * (80 << 20)
    kept = None
print(seen("VmHWM") <= 110)
END2
case $OURO in *asan*) ;; *)
    run "$OURO" --max-memory 100M "$tmp/frames.py"
    status_is 0
    out_is True ;;
esac
# ... for each kind and size of object, one that grows there, and when some come and others go.
cat >"$tmp/sizes.py" <<'END2'
import memory, random, sys

LIMIT = 48 << 20
class Many: pass

def instance(size):
    made = Many()
    for i in range(min(size // 8, 500)): setattr(made, "a%d" % i, i)
    return made

kinds = {
    "bytes": bytes,
    "str": lambda size: "x" * size,
    "int": lambda size: 1 << size * 8,
    "bytearray": lambda size: bytearray(b"x") * size,
    "list": lambda size: [None] * (size // 8),
    "tuple": lambda size: (None,) * (size // 8),
    "dict": lambda size: dict.fromkeys(range(size // 24)),
    "set": lambda size: set(range(size // 16)),
    "instance": instance,
}

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

def measure(what, fill):
    base, booked = resident(), memory.stats()["committed"]
    memory.limit(booked + LIMIT)
    kept = []
    try:
        while True: fill(kept)
    except MemoryError:
        grown, limit = resident() - base, memory.stats()["committed"] - booked
    if grown > 1.1 * LIMIT: print(what, "has", grown, "and may have", LIMIT)
    # Half of a dictionary's table may wait for its first use.
    least = 0.5 if what[0] in ("dict", "set", "instance") else 0.85
    if grown < least * limit: print(what, "has", grown, "of", limit)
    kept.clear()
    memory.limit(None)
    memory.trim()
    left = resident() - base
    if left > LIMIT // 8: print(what, "leaves", left)

sizes = [16, 200, 4000, 9000, 12500, 20000, 33000, 50000, 65300, 66000, 100000, 300000, 1200000,
         10000000]
kind = sys.argv[1]
if kind == "mixed":
    chance = random.Random(1)
    makers = [make for name, make in kinds.items() if name not in ("dict", "set", "instance")]
    def mixed(kept):
        made = chance.choice(makers)(chance.choice(sizes[:11]))
        if chance.random() < 0.98 and kept: kept[chance.randrange(len(kept))] = made
        else: kept.append(made)
    measure((kind, 0), mixed)
else:
    for size in sizes:
        measure((kind, size), lambda kept: kept.append(kinds[kind](size)))
print("measured")
END2
for kind in bytes str int bytearray list tuple dict set instance mixed; do
    case $OURO in *asan*) break ;; esac
    run "$OURO" "$tmp/sizes.py" "$kind"
    status_is 0
    out_is measured
done
# ... also in one go, by natives.
for whole in '[0] * 10**9' '"ab" * 10**9' 'list(iter(int, 1))' '7 ** 10**10' \
    'dict(enumerate(iter(int, 1)))' 'set(range(10**9))' 'bytearray(10**9)'; do
    run "$OURO" --max-memory 64M -c "$whole"
    status_is 1
    err_last_is MemoryError
done

finish
