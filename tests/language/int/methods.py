# The methods and attributes of int.

print((5).bit_length(), (0).bit_length(), (-8).bit_length(), (2 ** 100).bit_length())
# expect: 3 0 4 101
print((255).bit_count(), (-7).bit_count(), (2 ** 100 - 1).bit_count())    # expect: 8 3 100
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"))
# expect: b'\x04\x00' b'\x00\x04\x00\x00'
print((-2).to_bytes(2, "big", signed=True), (0).to_bytes(), (2 ** 70).to_bytes(9, "big"))
# expect: b'\xff\xfe' b'\x00' b'@\x00\x00\x00\x00\x00\x00\x00\x00'
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little"))
# expect: 1024 65279
print(int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes([1, 2, 3]))
# expect: -2 66051
print(int.from_bytes(b""))    # expect: 0
print((6).numerator, (6).denominator, (6).real, (6).imag, (6).conjugate())    # expect: 6 1 6 0 6
print((6).as_integer_ratio(), (True).as_integer_ratio())    # expect: (6, 1) (1, 1)
for bad in (
        lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"),
        lambda: (1).to_bytes(1, "middle"), lambda: (1).to_bytes(-1, "big"),
):
    try:
        bad()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: OverflowError int too big to convert
        # expect: OverflowError can't convert negative int to unsigned
        # expect: ValueError byteorder must be either 'little' or 'big'
        # expect: ValueError length argument must be non-negative
print(*[n for n in dir(int) if not n.startswith("_")])
# expect: as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes
