# A Struct whose format is set anew while it packs, or while it is iterated over, stays sound.
# differs: CPython packs by a format that is freed already.

import struct

class Sly:
    def __index__(self):
        try:
            packer.__init__("100i")
        except RuntimeError as error:
            print(error)
        return 1

packer = struct.Struct("<hh")
print(packer.pack(Sly(), 2))
# expect: Struct is in use: its format can't change
# expect: b'\x01\x00\x02\x00'
buffer = bytearray(4)
packer.pack_into(buffer, 0, 3, Sly())       # expect: Struct is in use: its format can't change
print(buffer)                               # expect: bytearray(b'\x03\x00\x01\x00')
print(packer.unpack_from(b"abcdef", Sly()))
# expect: Struct is in use: its format can't change
# expect: (25442, 25956)
packer.__init__("b")
print(packer.size, packer.pack(7))          # expect: 1 b'\x07'

iterator = packer.iter_unpack(b"1234")
print(next(iterator))                       # expect: (49,)
packer.__init__("")
print(iterator.__length_hint__())           # expect: 0
print(list(iterator))                       # expect: []
