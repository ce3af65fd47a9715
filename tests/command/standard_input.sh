#!/bin/sh
# Programs on standard input, and programs that read it.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

run_input 'print("from stdin")
' "$OURO"
status_is 0
out_is "from stdin"

run sh -c 'exec "$0" <&-' "$OURO"
status_is 0
out_is ""
err_is ""

run_input 'import sys
print(sys.argv, __name__)' "$OURO" - a b
status_is 0
out_is "['-', 'a', 'b'] __main__"

run_input 'def f():
    return 1/0
print("before")
f()
' "$OURO" -
status_is 1
out_is before
err_is 'Traceback (most recent call last):
  File "<stdin>", line 4, in <module>
  File "<stdin>", line 2, in f
ZeroDivisionError: division by zero'

run_input 'print(1
' "$OURO"
status_is 1
err_has "'(' was never closed"

run_input '' "$OURO"
status_is 0
out_is ""
err_is ""

run_input 'a line
another
' "$OURO" -c 'print(input(), input())'
out_is "a line another"
run_input '' "$OURO" -c 'input()'
status_is 1
err_last_is "EOFError: EOF when reading a line"

# A reader that goes away ends the program, and nothing is told.
"$OURO" -c 'for i in range(100000): print(i)' 2>"$tmp/pipe" | head -1 >/dev/null
err=$(cat "$tmp/pipe")
what="writing into a closed pipe"
err_is ""

finish
