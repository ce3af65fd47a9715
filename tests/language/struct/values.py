# Module struct: numbers to bytes and back.

import struct

for order in "@=<>!":
    print(order, struct.pack(order + "bhiq", 1, -2, 3, -4), struct.calcsize(order + "bhiqlL"))
    print(order, struct.pack(order + "fd?c", 1.5, -2.25, 7, b"x"))
    # expect: @ b'\x01\x00\xfe\xff\x03\x00\x00\x00\xfc\xff\xff\xff\xff\xff\xff\xff' 32
    # expect: @ b'\x00\x00\xc0?\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\xc0\x01x'
    # expect: = b'\x01\xfe\xff\x03\x00\x00\x00\xfc\xff\xff\xff\xff\xff\xff\xff' 23
    # expect: = b'\x00\x00\xc0?\x00\x00\x00\x00\x00\x00\x02\xc0\x01x'
    # expect: < b'\x01\xfe\xff\x03\x00\x00\x00\xfc\xff\xff\xff\xff\xff\xff\xff' 23
    # expect: < b'\x00\x00\xc0?\x00\x00\x00\x00\x00\x00\x02\xc0\x01x'
    # expect: > b'\x01\xff\xfe\x00\x00\x00\x03\xff\xff\xff\xff\xff\xff\xff\xfc' 23
    # expect: > b'?\xc0\x00\x00\xc0\x02\x00\x00\x00\x00\x00\x00\x01x'
    # expect: ! b'\x01\xff\xfe\x00\x00\x00\x03\xff\xff\xff\xff\xff\xff\xff\xfc' 23
    # expect: ! b'?\xc0\x00\x00\xc0\x02\x00\x00\x00\x00\x00\x00\x01x'
for number in (0.0, -0.0, 1.0, 65504.0, 65519.99, 5.960464477539063e-08, 2.9802322387695312e-08,
               1e-9, 6.1e-05, float("inf"), 1/3, 2049.0):
    packed = struct.pack("<e", number)
    print(packed, struct.unpack("<e", packed))
    # expect: b'\x00\x00' (0.0,)
    # expect: b'\x00\x80' (-0.0,)
    # expect: b'\x00<' (1.0,)
    # expect: b'\xff{' (65504.0,)
    # expect: b'\xff{' (65504.0,)
    # expect: b'\x01\x00' (5.960464477539063e-08,)
    # expect: b'\x00\x00' (0.0,)
    # expect: b'\x00\x00' (0.0,)
    # expect: b'\xff\x03' (6.097555160522461e-05,)
    # expect: b'\x00|' (inf,)
    # expect: b'U5' (0.333251953125,)
    # expect: b'\x00h' (2048.0,)
print(struct.unpack("<3sx2h", b"abc\0\1\0\2\0"))    # expect: (b'abc', 1, 2)
print(struct.pack("3p", b"abcdef"), struct.unpack("3p", b"\2ab"), struct.unpack("3p", b"\7ab"))
# expect: b'\x02ab' (b'ab',) (b'ab',)
buffer = bytearray(10)
struct.pack_into(">hh", buffer, 2, 1, -1)
print(buffer, struct.unpack_from(">h", buffer, -8))
# expect: bytearray(b'\x00\x00\x00\x01\xff\xff\x00\x00\x00\x00') (1,)
print(list(struct.iter_unpack("<H", b"\1\0\2\0")))    # expect: [(1,), (2,)]
shape = struct.Struct("<hi")
print(shape.format, shape.size, shape.unpack(shape.pack(1, 2)))    # expect: <hi 6 (1, 2)

class Pair(struct.Struct):
    def __init__(self, letter):
        super().__init__(letter * 2)

print(Pair("H").pack(1, 2))    # expect: b'\x01\x00\x02\x00'
print(struct.unpack(memoryview(b"i").tobytes(), memoryview(bytearray(b"\1\0\0\0"))))
# expect: (1,)
