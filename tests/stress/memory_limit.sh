#!/bin/sh
# --max-memory: what doesn't fit is MemoryError, which can be caught, and the program goes on.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

limited() { # CODE
    printf '%s\n' 'def attempt():' "$1" 'for _ in range(3):' '    try:' '        attempt()' \
        '    except MemoryError as error:' '        print("MemoryError")' \
        '    print(len([0] * 1000))' >"$tmp/p.py"
    run "$OURO" --max-memory 64M "$tmp/p.py"
    what=$1
    status_is 0
    out_is "MemoryError
1000
MemoryError
1000
MemoryError
1000"
}

limited '    x = []
    while True: x.append(x)'
limited '    x = [0] * 10 ** 8'
limited '    x = [0] * 2 ** 62'
limited '    x = "x" * 10 ** 9'
limited '    x = (1, 2) * 10 ** 8'
limited '    x = "ab"
    while True: x += x'
limited '    x = {}
    n = 0
    while True:
        x[n] = n
        n += 1'
limited '    x = set()
    n = 0
    while True:
        x.add(n)
        n += 1'
limited '    x = 1 << 10 ** 10'
limited '    x = 10 ** 10 ** 10'
limited '    x = 3
    while True: x *= x'
limited '    x = []
    while True: x = [x]'
limited '    class C: pass
    x = None
    while True:
        c = C(); c.next = x; x = c'
limited '    list(range(10 ** 9))'
limited '    sorted(range(10 ** 9))'
limited '    "%1000000000d" % 5'
limited '    f"{5:1000000000}"'
limited '    "".join("xyz" for _ in iter(int, 1))'
limited '    {n: str(n) for n in range(10 ** 8)}'
limited '    x = [lambda: i for i in range(10 ** 8)]'
limited '    "x".replace("x", "y" * 10 ** 7).replace("y", "z" * 10 ** 7)'
limited '    "x".ljust(10 ** 10)'
limited '    import sys
    sys.setrecursionlimit(10 ** 8)
    def f(n): return f(n + 1) + 1
    f(0)'

run "$OURO" --max-memory 64M -c 'x = []
while True: x.append(x)'
status_is 1
err_last_is MemoryError

run "$OURO" --max-memory 1K -c 'print(1)'
status_is 1
err_has MemoryError
run "$OURO" --max-memory nonsense -c 'print(1)'
status_is 2
run "$OURO" --max-memory 8G -c 'print(1)'
status_is 0
run "$OURO" --max-memory 67108864 -c 'print(1)'
out_is 1

finish
