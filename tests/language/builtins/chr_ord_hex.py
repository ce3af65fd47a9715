# chr, ord, hex, oct, bin and ascii.

print(chr(65), chr(0x20ac), chr(0x10ffff) == "\U0010ffff", ord("A"), ord("€"), ord(b"a"))
# expect: A € True 65 8364 97
print(hex(255), oct(8), bin(2), hex(-1), ascii("é€"), ascii([1, "ü"]))
# expect: 0xff 0o10 0b10 -0x1 '\xe9\u20ac' [1, '\xfc']
print(hash(chr(97)) == hash("a"))    # expect: True
for bad in (
        lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: ord("ab"),
        lambda: ord(5), lambda: ord(""), lambda: hex(1.5), lambda: bin("1"),
        lambda: chr(2 ** 70),
):
    try:
        bad()
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
        # expect: ValueError chr() arg not in range(0x110000)
        # expect: ValueError chr() arg not in range(0x110000)
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError ord() expected a character, but string of length 2 found
        # expect: TypeError ord() expected string of length 1, but int found
        # expect: TypeError ord() expected a character, but string of length 0 found
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: OverflowError Python int too large to convert to C int
