# replace, translate and maketrans.

print("aaa".replace("a", "b"), "aaa".replace("a", "bb", 2), "abc".replace("", "-"))
# expect: bbb bbbba -a-b-c-
print("abc".replace("", "-", 2), "abc".replace("b", ""), "abc".replace("x", "y"))
# expect: -a-bc ac abc
print("é😀é".replace("é", "e"), "aaa".replace("aa", "b"), "".replace("", "x"))    # expect: e😀e ba x
print("abc".replace("abc", ""), "x".replace("x", "é" * 3), "aXbX".replace("X", "YY", -1))
# expect:  ééé aYYbYY
print("ab".replace("a", "b", 0))    # expect: ab
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), table == {97: 120, 98: 121, 99: 122, 100: None})
# expect: xxyyzz True
print("abc".translate({97: "long", 98: None, 99: 0x1F600}), str.maketrans({"a": "1", 98: None}))
# expect: long😀 {97: '1', 98: None}
print("x".translate({}))    # expect: x
class Upper:
    def __getitem__(self, code): return code - 32 if 97 <= code <= 122 else code
print("aBc".translate(Upper()))    # expect: ABC
for bad in (
        lambda: str.maketrans("ab", "x"), lambda: str.maketrans(5),
        lambda: str.maketrans({"ab": 1}), lambda: "a".translate({97: 0x110000}),
        lambda: "a".translate({97: 1.5}), lambda: "a".replace("a"), lambda: "a".replace(1, "b"),
):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError the first two maketrans arguments must have equal length
        # expect: TypeError if you give only one argument to maketrans it must be a dict
        # expect: ValueError string keys in translate table must be of length 1
        # expect: ValueError character mapping must be in range(0x110000)
        # expect: TypeError character mapping must return integer, None or str
        # expect: TypeError replace expected at least 2 arguments, got 1
        # expect: TypeError replace() argument 1 must be str, not int
