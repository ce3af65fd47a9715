#!/bin/sh
# The command line: how a program is named, what its arguments are, which status it ends with.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

cat >"$tmp/args.py" <<'END'
import sys
print(sys.argv[1:], __name__)
END

run "$OURO" "$tmp/args.py"
status_is 0
out_is "[] __main__"
run "$OURO" "$tmp/args.py" a -b --c 'd e' -V
out_is "['a', '-b', '--c', 'd e', '-V'] __main__"

run "$OURO" -c 'import sys; print(sys.argv, __name__)' x -y
status_is 0
out_is "['-c', 'x', '-y'] __main__"
run "$OURO" -c 'pass'
status_is 0
out_is ""
run "$OURO" -c ''
status_is 0
run "$OURO" -c 'if True:
    print("two lines")'
out_is "two lines"
run "$OURO" -c '1/0'
status_is 1
err_is 'Traceback (most recent call last):
  File "<string>", line 1, in <module>
ZeroDivisionError: division by zero'
run "$OURO" -c 'x ='
status_is 1
err_is '  File "<string>", line 1
    x =
       ^
SyntaxError: invalid syntax'
run "$OURO" -c 'import sys; sys.exit(7)'
status_is 7
run "$OURO" -c 'import sys; sys.exit("text")'
status_is 1
err_is "text"
run "$OURO" -c 'import sys; sys.exit(256 + 3)'
status_is 3
run "$OURO" -c 'raise SystemExit'
status_is 0

run "$OURO" -c
status_is 2
err_has "-c"
run "$OURO" -m
status_is 2
run "$OURO" --no-such-option
status_is 2
err_has "--no-such-option"
for option in -X '-X utf8=3' '-X int_max_str_digits=3' '-X int_max_str_digits=x'; do
    # shellcheck disable=SC2086
    run "$OURO" $option -c 'print(1)'
    case $option in -X) ;; *) status_is 1 ;; esac
    out_is ""
done
run "$OURO" -X
status_is 2
err_has "Argument expected for the -X option"

limit='import tracemalloc as t; print(t.is_tracing(), t.get_traceback_limit())'
run "$OURO" -X tracemalloc=7 -c "$limit"
out_is "True 7"
run env PYTHONTRACEMALLOC=3 "$OURO" -c "$limit"
out_is "True 3"
run env PYTHONTRACEMALLOC=3 "$OURO" -E -c "$limit"
out_is "False 1"
run env PYTHONTRACEMALLOC=3 "$OURO" -X tracemalloc=0 -c "$limit"
out_is "False 1"
for frames in -1 65536 x; do
    run "$OURO" -X tracemalloc=$frames -c pass
    status_is 1
    err_has "invalid number of frames"
done
run "$OURO" -Z
status_is 2
err_has "-Z"

printf 'rem another system starts here\nimport sys\nprint(sys._getframe().f_lineno)\n' >"$tmp/batch"
run "$OURO" -x "$tmp/batch"
out_is 3
run "$OURO" "$tmp/batch"
status_is 1
printf 'no line end' >"$tmp/batch"
run "$OURO" -x "$tmp/batch"
status_is 0

run "$OURO" -v -c 'import sys, json.tool; print(sys.flags.verbose)'
out_is 1
err_has "import 'json' # <module 'json'"
err_has "import 'json.tool' # <module 'json.tool'"
run env OURO_VERBOSE=2 "$OURO" -c 'import sys; print(sys.flags.verbose)'
out_is 2
run "$OURO" -c 'import json'
err_is ""

run "$OURO" -V
status_is 0
err_is ""
run "$OURO" --version
status_is 0
run "$OURO" -h
status_is 0
out_has "usage"
run "$OURO" --help
status_is 0
out_has "-c"

run "$OURO" -- "$tmp/args.py" -x
out_is "['-x'] __main__"

run "$OURO" -c "import sys, os; print(os.path.samefile(sys.executable, \"$OURO\"))"
out_is True
cat >"$tmp/mixed.py" <<'END'
print(b"a" == "a", "a" != b"a", b"a" == 97, bytearray(b"a") == 97)
print(str(b"a"), "x" == bytearray(b"x"), repr(b"a"), {b"a": 1}.get("b"))
END
run "$OURO" -b "$tmp/mixed.py"
status_is 0
out_is "False True False False
b'a' False b'a' None"
err_has ':1: BytesWarning: Comparison between bytes and string'
err_has ':1: BytesWarning: Comparison between bytes and int'
err_has ':2: BytesWarning: str() on a bytes instance'
err_has ':2: BytesWarning: Comparison between bytearray and string'
run "$OURO" -bb -c 'import sys; print(sys.flags.bytes_warning, sys.warnoptions); b"" == ""'
status_is 1
out_is "2 ['error::BytesWarning']"
err_last_is 'BytesWarning: Comparison between bytes and string'
run "$OURO" -c 'b"" == ""; str(b"")'
err_is ''

# -X tracemalloc[=NFRAME] and PYTHONTRACEMALLOC: without a number one frame, with none after the = or
# 0 nothing is traced.
traces='import tracemalloc; print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())'
for trace in '':'True 1' =:'False 1' =0:'False 1' =5:'True 5'; do
    run "$OURO" -X "tracemalloc${trace%%:*}" -c "$traces"
    out_is "${trace#*:}"
done
for trace in '':'False 1' 0:'False 1' 1:'True 1' 65535:'True 65535'; do
    run env PYTHONTRACEMALLOC="${trace%%:*}" "$OURO" -c "$traces"
    out_is "${trace#*:}"
done
for trace in x -1 65536 1x; do
    run "$OURO" -X "tracemalloc=$trace" -c "$traces"
    status_is 1
    run env PYTHONTRACEMALLOC="$trace" "$OURO" -c "$traces"
    status_is 1
done
run "$OURO" -m .os
status_is 1
err_has ': Relative module names not supported'

finish
