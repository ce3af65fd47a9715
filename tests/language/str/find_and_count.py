# find, index, count, startswith and endswith, with bounds.

s = "abcabcabc"
print(s.find("c"), s.find("c", 3), s.find("c", 3, 5), s.find("z"), s.rfind("c"))
# expect: 2 5 -1 -1 8
print(s.rfind("a", 0, 5), s.find(""), s.find("", 9), s.find("", 10), s.rfind(""))
# expect: 3 0 9 -1 9
print(s.find("abc", -3), s.find("bca"), s.index("ca"), s.rindex("ab"), "é😀é".find("é", 1))
# expect: 6 1 2 6 2
print("aé".find("😀"))    # expect: -1
print(s.count("abc"), s.count("a", 1), s.count(""), "aaaa".count("aa"), s.count("z"))
# expect: 3 2 10 2 0
print("".count(""), s.count("abc", 0, 5), "éé😀é".count("é"))    # expect: 1 1 3
print(s.startswith("ab"), s.startswith("bc", 1), s.startswith(("x", "a")), s.endswith("bc"))
# expect: True True True True
print(s.endswith("ab", 0, 2), s.endswith(("c", "z")), s.startswith(""), s.startswith("", 10))
# expect: True True True False
print(s.endswith(()), "".startswith("a"), s.startswith("abc", -3))    # expect: False False True
for bad in (
        lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.startswith(5),
        lambda: s.endswith(["a"]), lambda: s.find(1), lambda: s.count(None),
        lambda: s.startswith(("a", 5) if False else (5,)),
):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError substring not found
        # expect: ValueError substring not found
        # expect: TypeError startswith first arg must be str or a tuple of str, not int
        # expect: TypeError endswith first arg must be str or a tuple of str, not list
        # expect: TypeError must be str, not int
        # expect: TypeError must be str, not NoneType
        # expect: TypeError tuple for startswith must only contain str, not int
