#!/bin/sh
# Programs that are files: shebang lines, encodings, line ends, and files that aren't programs.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

run "$OURO" "$tmp/missing.py"
status_is 2
err_lines_are 1
err_has "can't open file '$tmp/missing.py': [Errno 2] No such file or directory"

mkdir "$tmp/folder"
run "$OURO" "$tmp/folder"
status_is 1
err_lines_are 1

printf '#!/usr/bin/env ouro\nprint("shebang")\n' >"$tmp/shebang.py"
run "$OURO" "$tmp/shebang.py"
out_is shebang
status_is 0

printf 'print("no newline at the end")' >"$tmp/last.py"
run "$OURO" "$tmp/last.py"
out_is "no newline at the end"

printf 'if 1:\r\n    print("crlf")\r\n' >"$tmp/crlf.py"
run "$OURO" "$tmp/crlf.py"
out_is crlf

printf '\357\273\277print("bom \303\251")\n' >"$tmp/bom.py"
run "$OURO" "$tmp/bom.py"
out_is "bom é"

printf '# -*- coding: latin-1 -*-\nprint("caf\351")\n' >"$tmp/latin.py"
run "$OURO" "$tmp/latin.py"
out_is "café"

printf '' >"$tmp/empty.py"
run "$OURO" "$tmp/empty.py"
status_is 0
out_is ""

printf '# only a comment' >"$tmp/comment.py"
run "$OURO" "$tmp/comment.py"
status_is 0

printf 'print("caf\351")\n' >"$tmp/broken.py"
run "$OURO" "$tmp/broken.py"
status_is 1
err_has "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file $tmp/broken.py on line 1"

printf '# coding: no-such-encoding\n' >"$tmp/unknown.py"
run "$OURO" "$tmp/unknown.py"
status_is 1
err_last_is "SyntaxError: encoding problem: no-such-encoding"

head -c 3000 /bin/sh >"$tmp/binary.py"
run "$OURO" "$tmp/binary.py"
status_is 1
err_has "SyntaxError: "

if [ "$(id -u)" -ne 0 ]; then
    printf 'print(1)\n' >"$tmp/secret.py"
    chmod 000 "$tmp/secret.py"
    run "$OURO" "$tmp/secret.py"
    status_is 2
    err_lines_are 1
    err_has "Permission denied"
fi

mkdir "$tmp/a"
printf 'value = "from the folder of the script"\n' >"$tmp/a/beside.py"
printf 'import beside\nprint(beside.value)\n' >"$tmp/a/main.py"
run "$OURO" "$tmp/a/main.py"
out_is "from the folder of the script"

finish
