#!/bin/sh
# --tokens, --ast and --dis print each stage of a file, and report errors as a run would.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

printf 'x = 1\nprint(x + 2)\n' >"$tmp/a.py"
run "$OURO" --tokens "$tmp/a.py"
status_is 0
out_has NAME
out_has NUMBER
out_has NEWLINE
run "$OURO" --ast "$tmp/a.py"
status_is 0
out_has "Module("
out_has "BinOp("
out_has "Assign("
run "$OURO" --dis "$tmp/a.py"
status_is 0
out_has RETURN

printf 'x = (1\n' >"$tmp/b.py"
for stage in --tokens --ast --dis; do
    run "$OURO" $stage "$tmp/b.py"
    status_is 1
    err_has "SyntaxError: '(' was never closed"
    run "$OURO" $stage "$tmp/missing.py"
    status_is 2
    err_lines_are 1
    run "$OURO" $stage
    status_is 2
done

finish
