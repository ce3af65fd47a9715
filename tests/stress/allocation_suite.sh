#!/bin/sh
# Every language test with some allocation refused, at an early place and at later ones: the program
# ends by itself, never by a signal, and with assertions no reference is lost on the way.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

binary=${OURO%/ouro}/debug/ouro
[ -x "$binary" ] || binary=$OURO
for test in tests/language/*/*.py; do
    case $(cat "$test") in *'# run:'*|*'# stdin:'*) continue ;; esac
    bad=
    for n in 1 7 40 150 400 900 2500; do
        timeout 60 "$binary" --fail-alloc "$n" "$test" >"$tmp/out" 2>"$tmp/err" </dev/null
        status=$?
        [ "$status" -lt 124 ] || [ "$status" -eq 130 ] && continue
        bad="$bad $n"
    done
    what="$test, failing allocation$bad"
    err=$(cat "$tmp/err")
    if [ -z "$bad" ]; then right; else wrong "ended by a signal or took too long"; fi
done
finish
