# split, rsplit, splitlines, partition and join.

print("a b  c ".split(), "a b  c ".split(" "), "a,b,c".split(","), "a,b,c".split(",", 1))
# expect: ['a', 'b', 'c'] ['a', 'b', '', 'c', ''] ['a', 'b', 'c'] ['a', 'b,c']
print("a,b,c".rsplit(",", 1), " a  b ".rsplit(None, 1), "a  b c ".split(None, 1), "".split())
# expect: ['a,b', 'c'] [' a', 'b'] ['a', 'b c '] []
print("".split(","), "abc".split("abc"), "aXXbXXc".split("XX"), "a\u3000b\x1fc".split())
# expect: [''] ['', ''] ['a', 'b', 'c'] ['a', 'b', 'c']
print("x".split(maxsplit=0), " x y".split(maxsplit=0))    # expect: ['x'] ['x y']
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i".splitlines(), "a\n\nb\n".splitlines())
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] ['a', '', 'b']
print("a\nb".splitlines(True), "".splitlines(), "\n".splitlines())    # expect: ['a\n', 'b'] [] ['']
print("a\r\n".splitlines(keepends=True))    # expect: ['a\r\n']
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="))
# expect: ('a', '=', 'b=c') ('a=b', '=', 'c') ('abc', '', '') ('', '', 'abc')
print(", ".join(["a", "b"]), "".join([]), "-".join("xyz"), "x".join(["only"]))
# expect: a, b  x-y-z only
print("é".join(("a", "😀")), ",".join({"k": 1}), ".".join(str(i) for i in range(3)))
# expect: aé😀 k 0.1.2
for bad in (
        lambda: "a".split(""), lambda: "a".partition(""), lambda: "".join([1, 2]),
        lambda: "".join(["a", None]), lambda: "a".join(5), lambda: "a".split(5),
        lambda: "a".partition(1), lambda: "a".split(None, "x"),
):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError empty separator
        # expect: ValueError empty separator
        # expect: TypeError sequence item 0: expected str instance, int found
        # expect: TypeError sequence item 1: expected str instance, NoneType found
        # expect: TypeError can only join an iterable
        # expect: TypeError must be str or None, not int
        # expect: TypeError must be str, not int
        # expect: TypeError 'str' object cannot be interpreted as an integer
