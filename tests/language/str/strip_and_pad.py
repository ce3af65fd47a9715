# strip, removeprefix, center, ljust, rjust, zfill and expandtabs.

print(repr("  x \n".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()))
# expect: 'x' 'x ' '  x'
print("xxabcxx".strip("x"), "abcba".strip("ab"), "abcba".lstrip("ab"), "abcba".rstrip("ab"))
# expect: abc c cba abc
print("".strip(), repr("\u3000x\xa0".strip()), "aaa".strip("a") == "", "x".strip(None))
# expect:  'x' True x
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"))    # expect: body body
print("abc".removeprefix("x"), "abc".removesuffix(""), "aaa".removesuffix("a"))
# expect: abc abc aa
print("|" + "ab".center(7) + "|", "|" + "ab".center(6, "*") + "|", "abc".center(6, "-"))
# expect: |   ab  | |**ab**| -abc--
print("|" + "ab".ljust(5) + "|", "ab".rjust(5, "."), "ab".center(1), "é".center(5, "😀"))
# expect: |ab   | ...ab ab 😀😀é😀😀
print("42".zfill(5), "-42".zfill(5), "+42".zfill(6), "abc".zfill(2), "".zfill(3), "--1".zfill(5))
# expect: 00042 -0042 +00042 abc 000 -00-1
print("a\tb".expandtabs(), "a\tbc\td".expandtabs(4), "\t".expandtabs(0) == "")
# expect: a       b a   bc  d True
print("a\n\tb".expandtabs(3), "ab\tc".expandtabs(tabsize=2))
# expect: a
# expect:    b ab  c
for bad in (
        lambda: "a".center(5, "xx"), lambda: "a".center(5, ""), lambda: "a".strip(1),
        lambda: "a".center("x"), lambda: "a".ljust(5, 1),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: The fill character must be exactly one character long
        # expect: The fill character must be exactly one character long
        # expect: strip arg must be None or str
        # expect: 'str' object cannot be interpreted as an integer
        # expect: The fill character must be a unicode character, not int
