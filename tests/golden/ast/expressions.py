# Every kind of expression, precedence, and all literals.
a or b or c and d and not e
a if b else c if d else e
lambda: 0
lambda a, b=1, /, c=2, *args, d, e=3, **kwargs: (yield)
lambda *, a: a
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m ** n
-a ** -b
+a, ~b, - - c
(a ** b) ** c
a < b <= c > d >= e == f != g
a in b
a not in b
a is b
a is not b
not a in b
(a < b) < c
{}
{a: b, **c, d: e}
{a, *b}
[a, *b, (c := d)]
[]
()
(a,)
(a, *b)
a, b
[a for b in c if d if e for f, *g in h]
{a for b in c}
{a: b for c in d}
(a for b in c)
f(a for b in c)
f()
f(a, *b, c=d, *e, **g, h=i)
f(a := b)
a.b.c
a[b]
a[b, c]
a[b:]
a[:b]
a[::b]
a[b:c:d, e]
a[*b]
a[*b, c:d]
a[b := c]
f(a)(b)[c].d
0, 1_000, 0xFF, 0o17, 0b1_01, 00
9223372036854775807, 9223372036854775808, 0xFFFFFFFFFFFFFFFFFFFFFFFF
0.5, .5, 5., 1e10, 1E-7, 1_0.0_1, 1e400, 1e16, 123456789.125, 5e-324, 9007199254740993.0
1j, .5J, 1e3j, 0j
None, True, False, ...
"a", 'b', """c
d""", '''e'''
r"\n", b"a\xff\n", rb"\x", Rb'"', u"unicode", U"unicode"
"it's", 'say "hi"', "both ' and \"", "\a\b\f\n\r\t\v\\\x7f\x80\xff\u2028\ud800\U0001f600\0\1\377"
"é", "€", "😀", "x" "y\d"
"a" "b" 'c'
(a)
((a))
(a + b) * c
await_
