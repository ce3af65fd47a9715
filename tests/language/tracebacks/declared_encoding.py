# The line of a program in another encoding is shown decoded.
# run: printf '# coding: cp437\nx = "\341"\nprint(ascii(x))\n1 / 0, "\341"\n' >{tmp}/program.py; {ouro} {tmp}/program.py 2>&1 | tail -n 4 | grep -v File
# expect:     1 / 0, "ß"
# expect:     ~~^~~
# expect: ZeroDivisionError: division by zero
