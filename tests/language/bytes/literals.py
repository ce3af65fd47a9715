# Bytes literals and their basic behaviour.

b = b"ab\x00\xff\n'"
print(b, len(b), b[0], b[-1], b[1:3], b"a" + b"b", b"ab" * 2, b"a" == b"a", b"a" == "a")
# expect: b"ab\x00\xff\n'" 6 97 39 b'b\x00' b'ab' b'abab' True False
print(97 in b, b"b\x00" in b, list(b"xyz"), bytes(3), bytes([1, 2]), b"a" < b"b")
# expect: True True [120, 121, 122] b'\x00\x00\x00' b'\x01\x02' True
print(hash(b"a") == hash(b"a"), b"abc".hex(), bytes.fromhex("6162"), b"x" b"y", rb"\n")
# expect: True 616263 b'ab' b'xy' b'\\n'
print(b"".join([b"a", b"b"]), b"abc".decode(), bool(b""))    # expect: b'ab' abc False
for bad in (
        lambda: b[100], lambda: b"a" + "b", lambda: bytes([256]), lambda: bytes("x"),
        lambda: "x" + b"y",
):
    try:
        bad()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: IndexError index out of range
        # expect: TypeError can't concat str to bytes
        # expect: ValueError bytes must be in range(0, 256)
        # expect: TypeError string argument without an encoding
        # expect: TypeError can only concatenate str (not "bytes") to str
