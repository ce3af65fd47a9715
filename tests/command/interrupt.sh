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

finish
