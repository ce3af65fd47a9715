#!/bin/sh
# Ctrl-C is KeyboardInterrupt: it can be caught, and ends a program that doesn't with status 130.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

ready() { :; }

# Starts a program with SIGINT at its default, waits until it says "ready", and interrupts it.
interrupt() { # CODE
    what="interrupting $1"
    mkfifo "$tmp/fifo" 2>/dev/null
    env --default-signal=INT "$OURO" -c "$1" >"$tmp/fifo" 2>"$tmp/.err" &
    pid=$!
    exec 3<"$tmp/fifo"
    read -r _ <&3
    ready
    kill -INT "$pid"
    out=$(cat <&3)
    exec 3<&-
    wait "$pid"
    status=$?
    err=$(cat "$tmp/.err")
}

interrupt 'print("ready", flush=True)
while True: pass'
status_is 130
err_last_is KeyboardInterrupt

interrupt 'try:
    print("ready", flush=True)
    while True: pass
except KeyboardInterrupt:
    print("caught")'
status_is 0
out_is caught

interrupt 'import time
try:
    print("ready", flush=True)
    time.sleep(30)
finally:
    print("cleanup")'
status_is 130
out_is cleanup
err_last_is KeyboardInterrupt

interrupt 'def f(n): return n if n < 2 else f(n - 1) + f(n - 2)
try:
    print("ready", flush=True)
    f(60)
except KeyboardInterrupt:
    print("in a call")'
status_is 0
out_is "in a call"

interrupt 'try:
    print("ready", flush=True)
    sum(i for i in iter(int, 1))
except KeyboardInterrupt:
    print("in a native")'
status_is 0
out_is "in a native"

interrupt 'import re
try:
    print("ready", flush=True)
    re.match("(a+)+$", "a" * 60 + "b")
except KeyboardInterrupt:
    print("in a regular expression")'
status_is 0
out_is "in a regular expression"

# --- within 50 milliseconds ---
#
# What counts is the processor time that the program takes between the signal and the exception, so
# that other programs on the machine don't matter; the system tells it in ticks of 10 ms.
limit=70
case $OURO in *asan* | *debug*) limit=1000 ;; esac

soon() { # SETUP STATEMENT
    interrupt "import time
from itertools import count, repeat
$1
print('ready', flush=True)
begin = time.process_time()
try:
    while time.process_time() < begin + 0.1: pass
    $2
    print('not interrupted')
except KeyboardInterrupt:
    print(int(time.process_time() * 1000))"
    case $out in
        '' | *[!0-9]*) wrong "no KeyboardInterrupt: '$out'" ;;
        *) if [ $((out - ticks * 10)) -le $limit ]; then right; else
               wrong "KeyboardInterrupt after $((out - ticks * 10)) ms"
           fi ;;
    esac
}

ready() { # waits until the statement has begun and notes the processor time so far
    sleep 0.2
    # shellcheck disable=SC2046
    set -- $(sed 's/.*) //' "/proc/$pid/stat")
    shift 11
    ticks=$(($1 + $2))
}

soon 'L = [float(i * 7919 % 1000003) for i in range(300000)] * 30' 'sorted(L)'
soon 'L = [str(i * 7919 % 1000003) for i in range(200000)] * 20' 'L.sort()'
# One product of two numbers is one step: with tens of millions of digits it takes longer than that.
soon '' 'while True: 7 ** 10 ** 6'
soon 'import re' 're.match("(a+)+$", "a" * 60 + "b")'
soon 'import re; s = "ab" * 10000000' 're.sub("a|b", "xx", s)'
soon 's = "ab" * 200000000' 's.replace("a", "bbb")'
soon 's = "a b " * 20000000' 's.split(); s.split()'
soon 'L = ["abc"] * 40000000' '",".join(L); ",".join(L)'
soon 's = "\u00e9\n" * 40000000' 'repr(s)'
soon 's = "ab" * 100000000' 's.count("ab")'
soon 'L = [1.5] * 200000000' '-1 in L'
soon 'L = [1.5] * 200000000' 'L.index(-1)'
soon 'L = [1.5] * 200000000' 'L.count(-1)'
soon 't = (1.5,) * 200000000' '-1 in t'
soon 'A = [1.5] * 100000000; B = A[:]' 'A == B'
soon '' 'sum(repeat(1))'
soon '' 'list(iter(int, 1))'
soon '' 'tuple(repeat(1))'
soon '' '-1 in count()'
soon '' '1 in iter(int, 1)'
soon '' 'list(zip(repeat(1), repeat(2)))'
soon 's = set()' 's.update(count())'
soon '' 'frozenset(repeat(1))'
soon 'd = {}' 'd.update(zip(count(), count()))'
soon '' 'dict.fromkeys(repeat(1))'
soon 'a = set(range(6000000)); b = set(range(3000000, 9000000))' 'a & b; a - b; a | b; a & b; a & b'
soon '' '{1}.isdisjoint(repeat(-1))'
soon '' 'bytes(repeat(1))'
soon '' '"".join(repeat(""))'
soon 'from collections import deque' 'deque(count())'
soon 'from collections import deque' 'deque(count(), maxlen=0)'
soon 'import math' 'math.fsum(repeat(1.0))'
soon 'import math' 'math.prod(repeat(1))'
soon 'import itertools' 'max(itertools.permutations(range(15)))'
soon 'import json; L = [[1, 2, "x"]] * 5000000' 'json.dumps(L)'
soon 'import json; s = "[" + "[1,2]," * 5000000 + "1]"' 'json.loads(s)'
soon '' 'time.sleep(30)'
soon 'import gc; gc.disable(); L = [[i] for i in range(2000000)]' 'while True: gc.collect()'
# A chain dies in one go, as a class with a finalizer could tell.
soon 'class Watched:
    def __del__(self): pass
class Node: __slots__ = ("next",)
held = Watched()
for _ in range(8000000): node = Node(); node.next = held; held = node
del node' 'held = None'

finish
