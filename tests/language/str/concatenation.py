# + joins, * repeats, comparison is by code point.

print("a" + "b", "ab" * 3, 3 * "ab", "a" * 0, "a" * -1, "é" + "😀" + "x", ("é" * 3 + "a") * 2)
# expect: ab ababab ababab   é😀x éééaéééa
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z", "😀" > "é")
# expect: True False True True True True True
print("a" == "a", "a" != "b", "Z" <= "a", "a" >= "a", "1" == 1)
# expect: True True True True False
s = ""
for i in range(1000):
    s += str(i)
print(len(s), s[-9:])    # expect: 2890 997998999
