#!/bin/sh
# --heap-snapshot: the heap at the end, on SIGUSR1, and when memory has run out.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
formats=$PWD/tests/formats
file=$tmp/x.heapsnapshot

right_file() { # FILE
    run "$OURO" "$formats/heapsnapshot.py" "$1"
    status_is 0
    out_has "right"
}
files_are() { # NAME...
    run sh -c "cd '$tmp' && ls | grep heapsnapshot"
    out_is "$(printf '%s\n' "$@")"
    rm -f "$tmp"/*heapsnapshot*
}

# At the end: callbacks of atexit have run, the modules are still there, garbage is shown as such.
cat >"$tmp/end.py" <<'PY'
import atexit, sys
class Kept: pass
class Cycle: pass
kept = [Kept() for _ in range(100)]
atexit.register(lambda: kept.append(Kept()))
def garbage():
    cycle = Cycle()
    cycle.me = cycle
garbage()
print("end")
sys.exit(3)
PY
run "$OURO" --heap-snapshot="$file" "$tmp/end.py"
status_is 3
out_is "end"
err_is ""
run "$OURO" heap "$file"
out_like '^  Kept +101 '
run "$OURO" heap "$file" top 10000
out_like 'Cycle +uncollected cycle$'
right_file "$file"
files_are x.heapsnapshot

# When a signal asks, as often as it does; the program goes on.
cat >"$tmp/usr1.py" <<'PY'
import os
class Local: pass
def f(n):
    mine = Local()
    if n: f(n - 1)
    else:
        os.kill(os.getpid(), 10)
        while n < 10: n += 1           # the heap is written at a jump back or a call
    return mine
f(2)
f(0)
print("goes on")
PY
run "$OURO" --heap-snapshot "$file" "$tmp/usr1.py"
status_is 0
out_is "goes on"
err_is ""
run "$OURO" heap "$tmp/x.1.heapsnapshot"
out_like '^  Local +3 '
run "$OURO" heap "$tmp/x.1.heapsnapshot" top 10000
out_like "Local +local 'mine' in f \(usr1\.py:[0-9]+\)$"
run "$OURO" heap "$tmp/x.2.heapsnapshot"
out_like '^  Local +1 '
right_file "$tmp/x.1.heapsnapshot"
files_are x.1.heapsnapshot x.2.heapsnapshot x.heapsnapshot

# ... also while it waits: the heap is written at once, and then it waits for the rest (PEP 475).
waiting() { # STATEMENTS, which wait a second or for the line that comes then, and print what came of it
    what="waiting in $1"
    { sleep 1; echo line; } | "$OURO" --heap-snapshot="$file" -c "print('ready', flush=True)
$1" >"$tmp/.out" 2>"$tmp/.err" &
    pid=$!
    while [ ! -s "$tmp/.out" ]; do sleep 0.02; done
    sleep 0.2
    kill -USR1 "$pid"
    sleep 0.3
    if [ -f "$tmp/x.1.heapsnapshot" ]; then right; else wrong "no snapshot while it waits"; fi
    kill -USR1 "$pid"
    wait "$pid"
    status=$?
    out=$(sed 1d "$tmp/.out")
    err=$(cat "$tmp/.err")
    status_is 0
    out_is "$2"
    err_is ""
    files_are x.1.heapsnapshot x.2.heapsnapshot x.heapsnapshot
}
slept='begin = time.monotonic()
SLEEP
print(1 <= time.monotonic() - begin < 10)'
waiting "import time
$(printf '%s' "$slept" | sed 's/SLEEP/time.sleep(1)/')" True
waiting "import asyncio, time
$(printf '%s' "$slept" | sed 's/SLEEP/asyncio.run(asyncio.sleep(1))/')" True
waiting 'print(input())' line

# ... and in natives that take long, which go on.
inside() { # STATEMENT
    what="inside $1"
    "$OURO" --heap-snapshot="$file" -c "import re, itertools
class Local: pass
def f():
    mine = Local()
    print('ready', flush=True)
    $1
f()" >"$tmp/.out" 2>"$tmp/.err" &
    pid=$!
    while [ ! -s "$tmp/.out" ]; do sleep 0.02; done
    sleep 0.1
    kill -USR1 "$pid"
    tries=0
    while [ ! -f "$tmp/x.1.heapsnapshot" ] && [ $tries -lt 200 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    if [ -f "$tmp/x.1.heapsnapshot" ] && kill "$pid"; then right; else wrong "no snapshot"; fi
    { wait "$pid"; } 2>/dev/null
    status=$?
    status_is 143
    run "$OURO" heap "$tmp/x.1.heapsnapshot" top 10000
    out_like "Local +local 'mine' in f \(<string>:6\)$"
    right_file "$tmp/x.1.heapsnapshot"
    files_are x.1.heapsnapshot
}
inside 'sum(range(10 ** 11))'
inside 're.match("(a+)+$", "a" * 60 + "b")'
inside '[1] * 10 ** 6 in itertools.repeat([1] * (10 ** 6 - 1) + [2])'
waiting 'import sys; print(sys.stdin.read(), end="")' line
waiting 'import os; print(os.read(0, 100))' "b'line\\n'"
waiting 'import os, time
child = os.fork()
if not child: time.sleep(1); os._exit(3)
print(os.waitpid(child, 0)[1])' 768
# ... of a pipe that is full, or of which nobody has opened the other end.
waiting 'import os, time
end, begin = os.pipe()
if not os.fork(): os.close(begin); time.sleep(1); os.read(end, 1 << 20); os._exit(0)
for _ in range(17): os.write(begin, bytes(1 << 12))
print("written")' written
mkfifo "$tmp/fifo"
( sleep 2; : >"$tmp/fifo" ) &
waiting "print(open('$tmp/fifo').read() == '')" True

# When MemoryError ends the program: what has filled the memory is in the file.
cat >"$tmp/full.py" <<'PY'
class Filler:
    def __init__(self, next): self.next = next; self.text = None
last = None
while True:
    last = Filler(last)
PY
run "$OURO" --max-memory=24M --heap-snapshot="$file" "$tmp/full.py"
status_is 1
err_last_is "MemoryError"
run "$OURO" heap "$file"
status_is 0
out_like '^  Filler +[0-9]{3},[0-9]{3} +[12][0-9]\.[0-9] MiB'
files_are x.heapsnapshot
# ... also where it is the system that refuses.
case $OURO in *asan*) ;; *)
    run sh -c "ulimit -v 700000; \"$OURO\" --heap-snapshot='$file' '$tmp/full.py'"
    status_is 1
    err_last_is "MemoryError"
    run "$OURO" heap "$file"
    status_is 0
    out_like '^  Filler +[0-9,]{9,} +[0-9.]+ MiB'
    files_are x.heapsnapshot ;;
esac
# One that is caught ends nothing.
run "$OURO" --max-memory=64M --heap-snapshot="$file" -c 'try: bytes(10**9)
except MemoryError: print("caught")'
out_is "caught"
files_are x.heapsnapshot

# What takes more than a second shows on a terminal how far it is, and leaves nothing there. Ctrl-C
# ends it, and no file is there.
cat >"$tmp/terminal.py" <<'PY'
import os, pty, signal, sys, time
def run(interrupt, millions):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.argv[1], [sys.argv[1], sys.argv[2], sys.argv[3], str(millions)])
    shown, began = b"", None
    while True:
        try: data = os.read(terminal, 4096)
        except OSError: break
        if not data: break
        shown += data
        if interrupt and b"heap snapshot [" in shown:
            os.write(terminal, b"\x03")
            interrupt = False
    os.waitpid(pid, 0)
    return shown.decode()
for millions in 5, 20:              # how many take a second depends on the machine
    shown = run(False, millions)
    if "heap snapshot [" in shown: break
print("bar" if "\rheap snapshot [" in shown and " %" in shown else "none", shown.endswith("\x1b[Kwritten\r\n"))
os.unlink(sys.argv[3])
shown = run(True, millions)
print("KeyboardInterrupt" in shown, [name for name in os.listdir(os.path.dirname(sys.argv[3])) if "heapsnapshot" in name])
PY
cat >"$tmp/large.py" <<'PY'
import memory, sys
class Node:
    def __init__(self, a): self.a = a
nodes = [Node(None) for _ in range(int(sys.argv[2]) * 1_000_000)]
memory.snapshot(sys.argv[1])
print("written")
PY
cat >"$tmp/search.py" <<'PY'
import memory, sys
class Node:
    def __init__(self, a): self.a = a
nodes = [Node(None) for _ in range(int(sys.argv[2]) * 1_000_000)]
try:
    memory.dominators(1)
    memory.snapshot(sys.argv[1])
except KeyboardInterrupt:
    print("KeyboardInterrupt", memory.census()["Node"][0] == len(nodes), memory._audit())
print("written")
PY
case $OURO in *asan*|*debug*) ;; *)
    if [ -x /usr/bin/python3.11 ]; then
        run /usr/bin/python3.11 "$tmp/terminal.py" "$OURO" "$tmp/large.py" "$file"
        out_is "bar True
True []"
        # So does every search.
        sed 's/heap snapshot \[/dominators [/g; s/"KeyboardInterrupt"/"KeyboardInterrupt True None"/' \
            "$tmp/terminal.py" >"$tmp/searching.py"
        run /usr/bin/python3.11 "$tmp/searching.py" "$OURO" "$tmp/search.py" "$file"
        out_is "bar True
True []"
    fi ;;
esac
rm -f "$tmp"/*heapsnapshot*

# What can't be written is told, and leaves nothing.
run "$OURO" --heap-snapshot=/nowhere/x -c 'print(1)'
status_is 2
out_is ""
err_is "ouro: can't write '/nowhere/x': No such file or directory"
run "$OURO" --heap-snapshot=/dev/full -c 'print(1)'
status_is 1
out_is "1"
err_is "ouro: the file of --heap-snapshot couldn't be written: No space left on device"
run sh -c "trap '' XFSZ; ulimit -f 100; \"$OURO\" --heap-snapshot='$file' -c 'print(1)'"
status_is 1
err_is "ouro: the file of --heap-snapshot couldn't be written: File too large"
run sh -c "ls '$tmp' | grep heapsnapshot"
out_is ""
run "$OURO" --heap-snapshot
status_is 2
finish
