#!/bin/sh
# ouro check compiles files and folders, runs nothing, and tells what is wrong with every file.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

mkdir -p "$tmp/all/below/.hidden" "$tmp/all/__pycache__"
printf 'print("must not run")\n' >"$tmp/all/good.py"
printf 'x = (\n' >"$tmp/all/below/open.py"
printf 'def f():\n    return = 1\n' >"$tmp/all/wrong.py"
printf 'x = 1\nprint(x is 1)\n' >"$tmp/all/warned.py"
printf 'nonsense here\n' >"$tmp/all/notes.txt"
printf 'nonsense here\n' >"$tmp/all/below/.hidden/module.py"
printf 'nonsense here\n' >"$tmp/all/__pycache__/module.py"
ln -s ../all "$tmp/all/below/loop"

run "$OURO" check "$tmp/all/good.py"
status_is 0
out_is "1 file checked, 0 with errors"
err_is ""
run "$OURO" check -q "$tmp/all/good.py"
status_is 0
out_is ""

run "$OURO" check "$tmp/all"
status_is 1
out_is "4 files checked, 2 with errors"
err_is "  File \"$tmp/all/below/open.py\", line 1
    x = (
        ^
SyntaxError: '(' was never closed
$tmp/all/warned.py:2: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?
  print(x is 1)
  File \"$tmp/all/wrong.py\", line 2
    return = 1
           ^
SyntaxError: invalid syntax"

run "$OURO" -W error check -q "$tmp/all/warned.py"
status_is 1
out_is ""
err_last_is 'SyntaxError: "is" with a literal. Did you mean "=="?'
run "$OURO" -W ignore check -q "$tmp/all/warned.py"
status_is 0
err_is ""

run_input 'x = = 1' "$OURO" check -
status_is 1
err_has 'File "<stdin>", line 1'
run "$OURO" check "$tmp/none.py" "$tmp/all/wrong.py"
status_is 2
err_has "ouro: can't read '$tmp/none.py': No such file or directory"
err_has wrong.py
printf 'caf\351 = 1\n' >"$tmp/encoding.py"
printf '\000' >"$tmp/null.py"
run "$OURO" check "$tmp/encoding.py" "$tmp/null.py" "$tmp/all/good.py"
status_is 1
out_is "3 files checked, 2 with errors"

run "$OURO" check
status_is 2
err_has "which files?"
run "$OURO" check -z
status_is 2
err_is "ouro check: unknown option '-z'
Try 'ouro check --help'."
run "$OURO" check --hepl
err_has "unknown option '--hepl'; did you mean --help?"
run "$OURO" check --help
status_is 0
out_has "usage: ouro"
run "$OURO" chekc "$tmp/all/good.py"
status_is 2
err_last_is "ouro: did you mean \`ouro check'?"

finish
