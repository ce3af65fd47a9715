#!/bin/sh
# Source text of monstrous shape is refused or run, never answered with a signal.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

repeat() { # TEXT COUNT
    awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}

# PROGRAM (in $tmp/p.py) is refused with this kind of error.
refused() { # KIND
    run "$OURO" "$tmp/p.py"
    what="$title"
    status_is 1
    err_has "$1"
}

survived() {
    run "$OURO" "$tmp/p.py"
    what="$title"
    case $status in
        0 | 1) right ;;
        *) wrong "exit status $status" ;;
    esac
}

for pair in '()' '[]' '{}'; do
    open=${pair%?}
    close=${pair#?}
    title="20,000 times $open"
    { repeat "$open" 20000; repeat "$close" 20000; echo; } >"$tmp/p.py"
    refused "SyntaxError: too many nested parentheses"
    title="20,000 times $open, never closed"
    repeat "$open" 20000 >"$tmp/p.py"
    refused "SyntaxError"
    title="20,000 times $close"
    repeat "$close" 20000 >"$tmp/p.py"
    refused "SyntaxError: unmatched '$close'"
done

title="100 levels of indentation and more"
awk 'BEGIN { for (i = 0; i < 150; i++) { for (j = 0; j < i; j++) printf " "; print "if 1:" } }' \
    >"$tmp/p.py"
refused "IndentationError: too many levels of indentation"

title="100,000 times minus"
{ printf 'x = '; repeat - 100000; echo 1; } >"$tmp/p.py"
survived
title="100,000 times not"
{ printf 'x = '; repeat 'not ' 100000; echo 1; } >"$tmp/p.py"
survived
title="100,000 attributes"
{ printf 'x = a'; repeat .b 100000; echo; } >"$tmp/p.py"
survived
title="100,000 calls"
{ printf 'x = a'; repeat '()' 100000; echo; } >"$tmp/p.py"
survived
title="100,000 subscripts"
{ printf 'x = a'; repeat '[0]' 100000; echo; } >"$tmp/p.py"
survived
title="100,000 powers"
{ printf 'x = 1'; repeat '**1' 100000; echo; } >"$tmp/p.py"
survived
title="100,000 lambdas"
{ printf 'x = '; repeat 'lambda: ' 100000; echo 1; } >"$tmp/p.py"
survived
title="100,000 conditionals"
{ printf 'x = '; repeat '1 if 1 else ' 100000; echo 1; } >"$tmp/p.py"
survived
title="100,000 elifs"
{ echo 'if 0: pass'; repeat 'elif 0: pass
' 100000; } >"$tmp/p.py"
survived
title="100,000 targets"
{ repeat 'x = ' 100000; echo 1; } >"$tmp/p.py"
survived
title="100,000 decorators"
{ repeat '@f
' 100000; echo 'def g(): pass'; } >"$tmp/p.py"
survived
title="100,000 comparisons"
{ printf 'x = 1'; repeat ' < 2' 100000; echo; } >"$tmp/p.py"
survived
title="nested f-strings"
{ printf 'x = '; repeat 'f"{' 1000; } >"$tmp/p.py"
refused SyntaxError
title="nested functions"
awk 'BEGIN { for (i = 0; i < 95; i++) { for (j = 0; j < i; j++) printf " "; print "def f" i "():" }
     for (j = 0; j < 95; j++) printf " "; print "return 1" }' >"$tmp/p.py"
survived
title="nested loops"
awk 'BEGIN { for (i = 0; i < 50; i++) { for (j = 0; j < i; j++) printf " "; print "for i in ():" }
     for (j = 0; j < 50; j++) printf " "; print "pass" }' >"$tmp/p.py"
refused "SyntaxError: too many statically nested blocks"

title="2,500 operands"
{ printf 'print(1'; repeat ' + 1' 2499; echo ')'; } >"$tmp/p.py"
run "$OURO" "$tmp/p.py"
status_is 0
out_is 2500
title="a list of 70,000 numbers"
{ printf 'print(len(['; repeat '1,' 70000; echo ']))'; } >"$tmp/p.py"
run "$OURO" "$tmp/p.py"
out_is 70000
title="70,000 statements, names and constants"
awk 'BEGIN { for (i = 0; i < 70000; i++) print "v" i " = " i ".5"; print "print(v69999)" }' >"$tmp/p.py"
run "$OURO" "$tmp/p.py"
out_is 69999.5
title="a jump over 70,000 statements"
awk 'BEGIN { print "x = 0\nwhile x < 2:"; for (i = 0; i < 70000; i++) print " y = x"; print " x += 1\nprint(x)" }' \
    >"$tmp/p.py"
run "$OURO" "$tmp/p.py"
out_is 2
title="a line of a million characters"
{ printf 'print(len("'; repeat x 1000000; echo '"))'; } >"$tmp/p.py"
run "$OURO" "$tmp/p.py"
out_is 1000000
title="a name of 100,000 characters"
{ repeat n 100000; echo ' = 1'; } >"$tmp/p.py"
run "$OURO" "$tmp/p.py"
status_is 0
title="a number of 10,000 digits"
{ printf 'x = '; repeat 9 10000; echo; } >"$tmp/p.py"
refused "SyntaxError: Exceeds the limit"

# Random bytes and mutilated programs.
i=0
while [ $i -lt 40 ]; do
    title="random bytes, number $i"
    LC_ALL=C awk -v seed=$i 'BEGIN { srand(seed); for (i = 0; i < 500; i++) printf "%c", rand() * 256 }' \
        >"$tmp/p.py"
    survived
    title="random tokens, number $i"
    awk -v seed=$i 'BEGIN {
        srand(seed)
        n = split("def class if else for in ( ) [ ] { } : , . = == + - * ** / x y 1 2.5 \"s\" f\"{x}\" lambda " \
                  "return yield not and or is await async with as try except finally import from : := -> @ ; \\", t, " ")
        for (i = 0; i < 300; i++)
            printf "%s%s", t[int(rand() * n) + 1], rand() < 0.1 ? "\n" : " "
    }' >"$tmp/p.py"
    survived
    i=$((i + 1))
done

finish
