#!/bin/sh
# A release is one small file; its symbols and lines lie beside it, where debuggers look for them.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

case $OURO in
*debug*|*asan*) ;;
*)
    run readelf -S -W "$OURO"
    status_is 0
    case $out in *.symtab*|*.debug_info*) wrong "it isn't stripped" ;; *) right ;; esac
    run wc -c "$OURO"
    [ "${out%% *}" -le 4700000 ] && right || wrong "it has grown to ${out%% *} bytes"
    run readelf -p .gnu_debuglink "$OURO"
    out_has "$(basename "$OURO").debug"
    if command -v gdb >/dev/null; then
        run gdb -nx -batch -ex 'info line ou_interpreter_run' "$OURO"
        out_has vm/interpreter.c
    fi
    run addr2line -f -e "$OURO.debug" "$(nm "$OURO.debug" | awk '/ ou_interpreter_run$/ { print "0x" $1 }')"
    out_has ou_interpreter_run
    out_has vm/interpreter.c
    ;;
esac

finish
