# Corners of bytes and bytearray: __bytes__ of a subclass, separators, empty slices with a step.

class Bytes(bytes):
    pass

class Source:
    def __bytes__(self):
        return Bytes(b"abc")

print(type(bytes(Source())))    # expect: <class '__main__.Bytes'>
print(b"\xb9\x01\xef".hex("\0").encode(), b"abcd".hex(":", -3))
# expect: b'b9\x0001\x00ef' 616263:64
data = bytearray(b"abcdef")
data[1:-1:2] = b""
print(data)    # expect: bytearray(b'acef')
view = memoryview(data)
try:
    data[0:4:2] = b""
except BufferError as error:
    print(error)    # expect: Existing exports of data: object cannot be re-sized

class Index:
    def __index__(self):
        view.release()
        return 2

print(bytes(view[Index():]))    # expect: b'ef'
try:
    view[0]
except ValueError as error:
    print(error)    # expect: operation forbidden on released memoryview object
