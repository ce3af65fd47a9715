# str() of everything.

class C:
    def __str__(self): return "C!"
print(str(), repr(str()), str(5), str(1.5), str(None), str([1, "a"]), str(C()), str("s"))
# expect:  '' 5 1.5 None [1, 'a'] C! s
print(str(True), str((1,)), str({"a": 'b'}), str(b"b"), str(object)[:14], str(object="kw"))
# expect: True (1,) {'a': 'b'} b'b' <class 'object kw
print(str(range(3)), str(slice(1, 2)))    # expect: range(0, 3) slice(1, 2, None)
