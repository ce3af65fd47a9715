# f-strings evaluate their fields in place.

name, n, pi = "Ann", 42, 3.14159
print(f"{name} is {n}")    # expect: Ann is 42
print(f"{n:5d}|{n:<5}|{n:^5}|{n:05}|{n:+}|{n:x}|{n:#b}|{n:,}")
# expect:    42|42   | 42  |00042|+42|2a|0b101010|42
print(f"{pi:.2f} {pi:8.3f} {pi:e} {pi:.0%} {pi!r}")
# expect: 3.14    3.142 3.141590e+00 314% 3.14159
print(f"{name!r:>8}|{name!s:*^9}|{'é'!a}")    # expect:    'Ann'|***Ann***|'\xe9'
print(f"{{literal}} {{{n}}}")    # expect: {literal} {42}
print(f"{n=} {n = } {n+1=:>5} {name=!s}")    # expect: n=42 n = 42 n+1=   43 name=Ann
width, precision = 10, 3
print(f"{pi:{width}.{precision}}|{name:{'>'}{width}}")    # expect:       3.14|       Ann
print(f"{[i * 2 for i in range(3)]} {({'a': 1})['a']} {(lambda: 5)()}")    # expect: [0, 2, 4] 1 5
print(f"{'nested ' + f'{n}' + f' {name!r}'}")    # expect: nested 42 'Ann'
print(f'{n}' f"{name}" "plain {not a field}" rf"\{n}")    # expect: 42Annplain {not a field}\42
print(f"""{
    n
    + 1
}""")    # expect: 43
print(f"{n if n > 1 else 0} {n!r} {'a' 'b'} {n,}")    # expect: 42 42 ab (42,)
