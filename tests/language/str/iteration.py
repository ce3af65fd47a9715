# A string is a sequence of one-character strings.

print(list("aé😀"), [c for c in "ab"], tuple("xy"), set("aa"), sorted("hello"))
# expect: ['a', 'é', '😀'] ['a', 'b'] ('x', 'y') {'a'} ['e', 'h', 'l', 'l', 'o']
print("".join(reversed("aé😀")), list(enumerate("ab")), list(zip("ab", "cd")), max("hello"))
# expect: 😀éa [(0, 'a'), (1, 'b')] [('a', 'c'), ('b', 'd')] o
print(min("hello"), [ord(c) for c in "aé😀"], chr(97), chr(0x1F600), list(map(str.upper, "ab")))
# expect: e [97, 233, 128512] a 😀 ['A', 'B']
print(dict.fromkeys("aba", 0), all("abc"), any(""))    # expect: {'a': 0, 'b': 0} True False
a, b, c = "aé😀"
print(a, b, c, *"xy", type(iter("")).__name__)    # expect: a é 😀 x y str_ascii_iterator
