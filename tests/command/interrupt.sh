#!/bin/sh
# Ctrl-C is KeyboardInterrupt: it can be caught, and ends a program that doesn't with status 130.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

# Starts a program with SIGINT at its default, waits until it says "ready", and interrupts it.
interrupt() { # CODE
    what="interrupting $1"
    mkfifo "$tmp/fifo" 2>/dev/null
    env --default-signal=INT "$OURO" -c "$1" >"$tmp/fifo" 2>"$tmp/.err" &
    pid=$!
    exec 3<"$tmp/fifo"
    read -r _ <&3
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

# A finalizer that gc.collect() runs lets the exception go: the collection stops nevertheless, and the
# next one goes on with the rest.
what="interrupting a finalizer"
out=$(env --default-signal=INT "$OURO" - 2>"$tmp/.err" <<'END'
import gc, os
class Node:
    ended = 0
    def __del__(self):
        Node.ended += 1
        if Node.ended == 10:
            os.kill(os.getpid(), 2)
            for _ in range(10): pass
gc.disable()
for _ in range(100):
    node = Node(); node.me = node
node = None
try:
    gc.collect()
except KeyboardInterrupt:
    print("stopped", Node.ended)
print(gc.collect(), Node.ended)
END
)
status=$?
err=$(cat "$tmp/.err")
status_is 0
out_is "stopped 10
100 100"
err_last_is "KeyboardInterrupt: "

# --- within 50 milliseconds ---
limit=50 n=100000000
case $OURO in *asan* | *debug*) limit=1000 n=1000000 ;; esac
for table in text containers numbers others heap compile; do
    what="delays of $table"
    out=$(timeout 300 env --default-signal=INT "$OURO" tests/command/delays.py \
          "tests/command/delays.$table" $limit $n 2>"$tmp/.err")
    status=$?
    err=$(cat "$tmp/.err")
    status_is 0
    printf '%s\n' "$out" | grep '^FAIL' >"$tmp/late"
    while read -r line; do wrong "$line"; done <"$tmp/late"
    count=$(printf '%s\n' "$out" | tail -1)
    case $count in
        '' | *[!0-9]*) wrong "no count: '$out'" ;;
        *) passed=$((passed + count)) ;;
    esac
done

# --- what is left midway does its work when it is called again, and loses no memory ---
what="leaving computations"
cat >"$tmp/left.py" <<'PY'
import math, os, random, re, sys, time, unicodedata
sys.set_int_max_str_digits(0)
size = int(sys.argv[1])
a, b = (1 << 3 * size) // 7, (1 << 2 * size) // 11
t, times = str(b), int(sys.argv[2])
s, u = "a" * (1 << 21) + "b", "e\u0301" * 600000
work = {
    "product": lambda: a * b, "square": lambda: a * a, "quotient": lambda: a // b,
    "remainder": lambda: a % b, "to text": lambda: str(b), "from text": lambda: int(t),
    "root": lambda: math.isqrt(a), "common divisor": lambda: math.gcd(a, b),
    "short factor": lambda: a * 3 ** 50, "limb": lambda: a // 10,
    "match": lambda: re.fullmatch("(a*)(b)", s).span(2), "hash": lambda: hash(s[1:]),
    "normal form": lambda: len(unicodedata.normalize("NFC", u)),
}
answers = {name: compute() for name, compute in work.items()}
read, write = os.pipe()
program = os.getpid()
if os.fork() == 0:
    os.close(write)
    random.seed(7)
    while os.read(read, 1):
        time.sleep(random.random() * 0.002)
        os.kill(program, 2)
    os._exit(0)
caught = 0
for name, compute in work.items():
    for _ in range(times):
        try:
            os.write(write, b"x")
            while True:
                if compute() != answers[name]: print("wrong", name)
        except KeyboardInterrupt:
            caught += 1
print(caught == times * len(work))
PY
times=100
case $OURO in *asan* | *debug*) times=30 ;; esac
run env --default-signal=INT "$OURO" --max-memory 100M "$tmp/left.py" 300000 $times
status_is 0
out_is True
err_is ""

finish
