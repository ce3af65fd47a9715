# Items and slices of a writable memoryview can be assigned to.

def attempt(view, key, value):
    try:
        view[key] = value
        print(bytes(view))
    except Exception as error:
        print(type(error).__name__ + ":", error)

data = bytearray(8)
view = memoryview(data)
attempt(view, slice(0, 2), b"zz")    # expect: b'zz\x00\x00\x00\x00\x00\x00'
attempt(view, slice(0, 4), view[1:5])    # expect: b'z\x00\x00\x00\x00\x00\x00\x00'
attempt(view, slice(0, 8, 4), b"12")    # expect: b'1\x00\x00\x002\x00\x00\x00'
attempt(view, slice(0, 2), b"a")
# expect: ValueError: memoryview assignment: lvalue and rvalue have different structures
attempt(view, slice(0, 2), 3)    # expect: TypeError: a bytes-like object is required, not 'int'
attempt(view, 0, b"a")    # expect: TypeError: memoryview: invalid type for format 'B'
attempt(view, 0, 256)    # expect: ValueError: memoryview: invalid value for format 'B'
attempt(view, 9, 1)    # expect: IndexError: index out of bounds on dimension 1
attempt(view, (1,), 65)    # expect: b'1A\x00\x002\x00\x00\x00'
attempt(view.toreadonly(), 0, 1)    # expect: TypeError: cannot modify read-only memory
attempt(memoryview(b"abc"), 0, 1)    # expect: TypeError: cannot modify read-only memory
words = view.cast("I")
attempt(words, 0, 2**32 - 1)    # expect: b'\xff\xff\xff\xff2\x00\x00\x00'
attempt(words, 0, 2**32)    # expect: ValueError: memoryview: invalid value for format 'I'
attempt(words, 0, -1)    # expect: ValueError: memoryview: invalid value for format 'I'
attempt(words, 0, 1.5)    # expect: TypeError: memoryview: invalid type for format 'I'
floats = view.cast("f")
attempt(floats, 1, -1)    # expect: b'\xff\xff\xff\xff\x00\x00\x80\xbf'
attempt(floats, 1, "a")    # expect: TypeError: memoryview: invalid type for format 'f'
attempt(floats, 1, 1e300)    # expect: b'\xff\xff\xff\xff\x00\x00\x80\x7f'
attempt(view.cast("?"), 0, [])    # expect: b'\x00\xff\xff\xff\x00\x00\x80\x7f'
attempt(view.cast("c"), 0, b"xy")    # expect: ValueError: memoryview: invalid value for format 'c'
attempt(view.cast("B", (2, 4)), (1, 1), 7)    # expect: b'\x00\xff\xff\xff\x00\x07\x80\x7f'
attempt(view.cast("B", (2, 4)), 1, 7)
# expect: NotImplementedError: sub-views are not implemented
attempt(view.cast("B", (2, 4)), slice(0, 1), b"1234")
# expect: NotImplementedError: memoryview slice assignments are currently restricted to ndim = 1
try:
    del view[0]
except TypeError as error:
    print(error)    # expect: cannot delete memory
