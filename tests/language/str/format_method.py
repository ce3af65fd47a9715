# str.format: positions, names, attributes, items, conversions and nested fields.

class P:
    x = 5
    def __getitem__(self, k): return f"item {k!r}"
print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{name}".format(name="n"))
# expect: 1 2 b a n
print("{0.x} {0[key]} {0[3]} {p.x}".format(P(), p=P()), "{{}}".format())
# expect: 5 item 'key' item 3 5 {}
print("{!r:>5}|{!s}|{!a}".format("a", "b", "é"))    # expect:   'a'|b|'\xe9'
print("{:{}}|{:{w}.{p}}".format("x", 5, 3.14159, w=8, p=3), "{0:>{1}}".format("r", 4))
# expect: x    |    3.14    r
print("{:,}".format(1234567), "{:%}".format(0.5), "{a[b][c]}".format(a={"b": {"c": 1}}))
# expect: 1,234,567 50.000000% 1
print("{0}{0}{1}".format("x", "y"), "{:^7}|{:*<4}".format("mid", "l"))    # expect: xxy   mid  |l***
print("{0[0]}{0[1]}".format([1, 2]), "{:.2}".format("abc"), "{:5.1}|".format("abc"))
# expect: 12 ab a    |
print("{}".format({"k": [1]}), "{x}".format_map({"x": 1}), "{:s}".format("s"))
# expect: {'k': [1]} 1 s
print("{:05}".format("ab"), "{:=^5}".format("e"))    # expect: ab000 ==e==
class Default(dict):
    def __missing__(self, key): return "<" + key + ">"
print("{a} {b}".format_map(Default(a=1)))    # expect: 1 <b>
for template in (
        "{", "}", "{}", "{0} {}", "{} {0}", "{a}", "{0.y}", "{0[z}", "{0!x}", "{0!}",
        "{0:{1:{2}}}", "{:d}", "{0", "{!r", "{0]}", "{0.}", "{0[]}", "{:q}",
):
    try:
        print(template.format(*(["s"] if template not in ("{}", "{0[]}") else [])))
    except Exception as error:
        print(template, type(error).__name__, error)
        # expect: { ValueError Single '{' encountered in format string
        # expect: } ValueError Single '}' encountered in format string
        # expect: {} IndexError Replacement index 0 out of range for positional args tuple
        # expect: {0} {} ValueError cannot switch from manual field specification to automatic field numbering
        # expect: {} {0} ValueError cannot switch from automatic field numbering to manual field specification
        # expect: {a} KeyError 'a'
        # expect: {0.y} AttributeError 'str' object has no attribute 'y'
        # expect: {0[z} ValueError expected '}' before end of string
        # expect: {0!x} ValueError Unknown conversion specifier x
        # expect: {0!} ValueError unmatched '{' in format spec
        # expect: {0:{1:{2}}} IndexError Replacement index 1 out of range for positional args tuple
        # expect: {:d} ValueError Unknown format code 'd' for object of type 'str'
        # expect: {0 ValueError expected '}' before end of string
        # expect: {!r ValueError unmatched '{' in format spec
        # expect: {0]} KeyError '0]'
        # expect: {0.} ValueError Empty attribute in format string
        # expect: {0[]} IndexError Replacement index 0 out of range for positional args tuple
        # expect: {:q} ValueError Unknown format code 'q' for object of type 'str'
