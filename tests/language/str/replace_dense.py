# replace of one character by one, none or several, near to each other or far apart.

dense, sparse = "ab" * 40, ("x" * 50 + "a") * 3
for new in ("", "z", "zz", "é", "€"):
    print(len(dense.replace("a", new)), dense.replace("a", new) == new.join(dense.split("a")),
          sparse.replace("a", new) == new.join(sparse.split("a")), dense.replace("a", new, 2).count("a"))
# expect: 40 True True 38
# expect: 80 True True 38
# expect: 120 True True 38
# expect: 80 True True 38
# expect: 80 True True 38
print(bytearray(b"abab").replace(b"a", b"xyz"), b"abab".replace(b"a", b"", 1))
# expect: bytearray(b'xyzbxyzb') b'bab'
print("aaaa".replace("aa", "b"), "éaéa".replace("é", "y"), "€a€".replace("€", "yy"))
# expect: bb yaya yyayy
