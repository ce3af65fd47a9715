#!/bin/sh
# Standard output that can't be written: a full device, a reader that has gone away.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

full() { # CODE
    what="to a full device: $1"
    "$OURO" -c "$1" >/dev/full 2>"$tmp/.err"
    status=$?
    err=$(cat "$tmp/.err")
}

ignored="Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>
OSError: [Errno 28] No space left on device"

# What was held back until the end is told once.
full 'print(1)'
status_is 1
err_is "$ignored"
full 'import sys; print(1); sys.exit(3)'
status_is 3
err_is "$ignored"
full '1/0'
status_is 1
err_last_is "ZeroDivisionError: division by zero"
full 'import atexit; atexit.register(print, "at the end")'
status_is 1
err_is "$ignored"
full 'for i in range(100000): print(i)'
status_is 1
err_has 'File "<string>", line 1, in <module>'
err_last_is "OSError: [Errno 28] No space left on device"
full 'import sys
print(1)
try: sys.stdout.flush()
except OSError as error: print(error.errno, file=sys.stderr)'
status_is 1
err_has 28
full 'pass'
status_is 0
err_is ""

# The reader reads one line and goes away; the program ends at its next write, without a word.
unread() { # CODE
    what="without a reader: $1"
    mkfifo "$tmp/pipe"
    "$OURO" -c "$1" >"$tmp/pipe" 2>"$tmp/.err" &
    pid=$!
    head -1 <"$tmp/pipe" >"$tmp/.out"
    wait "$pid"
    status=$?
    rm "$tmp/pipe"
    out=$(cat "$tmp/.out")
    err=$(cat "$tmp/.err")
}

unread 'while True: print(1)'
status_is 141
out_is 1
err_is ""
unread 'import time
print(1, flush=True)
time.sleep(0.3)
print(2)'
status_is 141
err_is ""
unread 'import sys
try:
    while True: print(1)
finally:
    print("finally", file=sys.stderr)'
status_is 141
err_is finally

# Who handles it gets it, and other pipes are reported as ever.
unread 'import sys
try:
    while True: print(1)
except BrokenPipeError as error:
    print("handled", error.errno, file=sys.stderr)
    sys.exit(5)'
status_is 5
err_is "handled 32"
run "$OURO" -c 'import os
r, w = os.pipe()
os.close(r)
os.write(w, b"x")'
status_is 1
err_last_is "BrokenPipeError: [Errno 32] Broken pipe"

finish
