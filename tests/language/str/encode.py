# Encoding to bytes and back.

s = "aé€😀"
print(s.encode(), s.encode("utf-8"), "aé".encode("latin-1"), "abc".encode("ascii"))
# expect: b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80' b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80' b'a\xe9' b'abc'
print(s.encode("ascii", "ignore"), s.encode("ascii", "replace"))    # expect: b'a' b'a???'
print(s.encode("ascii", "backslashreplace"), s.encode("ascii", "xmlcharrefreplace"))
# expect: b'a\\xe9\\u20ac\\U0001f600' b'a&#233;&#8364;&#128512;'
print("é".encode("UTF8"), b"a\xc3\xa9".decode(), b"\xe9".decode("latin-1"))
# expect: b'\xc3\xa9' aé é
print(b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"))    # expect: a�b ab
print(str(b"abc", "ascii"), str(b"x"))    # expect: abc b'x'
for bad in (
        lambda: "é".encode("ascii"), lambda: "€".encode("latin-1"), lambda: "\ud800".encode(),
        lambda: b"\xff".decode(), lambda: b"\xc3".decode(), lambda: "x".encode("no-such"),
        lambda: b"\x80".decode("ascii"), lambda: b"\xe2\x82".decode(),
        lambda: b"\xed\xa0\x80".decode(),
):
    try:
        bad()
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
        # expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
        # expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
        # expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
        # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
        # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data
        # expect: LookupError unknown encoding: no-such
        # expect: UnicodeDecodeError 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)
        # expect: UnicodeDecodeError 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
        # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
