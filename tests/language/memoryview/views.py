# memoryview shows the memory of another object, by format and shape.

def show(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__ + ":", error)

data = bytearray(b"abcdef")
view = memoryview(data)
for text in """view[0]; view[-1]; view[9]; view['a']; view.tolist(); view[::-1].tolist(); view[1:4].obj
view[::2].contiguous; view[::-1].strides; view.shape; memoryview(view).obj; view.cast('H').tolist()
view.cast('B', (2, 3)).tolist(); view.cast('B', (2, 3)).strides; view.cast('B', (2, 3))[1, 2]
view.cast('B', (2, 3))[1, 3]; view.cast('B', (2, 3))[1]; view.cast('B', (2, 3))[1,]
view.cast('B', (2, 3))[1, 1, 1]; view.cast('B', (2, 3))[1:].tolist(); view.cast('B', (2, 3)).tobytes('F')
view.cast('B', (2, 3)).f_contiguous; len(view.cast('B', (2, 3))); view.cast('B', []); view.cast('B', [0])
view.cast('B', [5]); view.cast('e'); view.cast('II'); view.cast(3); view[0:1].cast('B', [])[()]
view[0:1].cast('B', []).tolist(); list(view); 97 in view; list(reversed(view)); view == data; view == b'xy'
view.cast('b') == view; bytes(view.toreadonly()[0:2]); hash(memoryview(b'abc')) == hash(b'abc'); hash(view)
hash(memoryview(b'ab').cast('H')); view < view; memoryview(3); memoryview(); bytes(view[::2])
view[::2].hex(':'); view.hex('-', 2); view.tobytes('x'); view.tobytes(3); int.from_bytes(view[:2], 'big')
b'X'.join([view, view[1:2]]); b'abc'.replace(memoryview(b'b'), view); b'a'.find(view[::2])
b'abc'.startswith(view[:1]); bytearray() + view; b'' + view[::2]; str(view, 'ascii'); type(iter(view))
view.format, view.itemsize, view.ndim, view.nbytes, view.readonly, view.suboffsets""".replace("\n", "; ").split("; "):
    show(text.strip())
    # expect: view[0] -> 97
    # expect: view[-1] -> 102
    # expect: view[9] -> IndexError: index out of bounds on dimension 1
    # expect: view['a'] -> TypeError: memoryview: invalid slice key
    # expect: view.tolist() -> [97, 98, 99, 100, 101, 102]
    # expect: view[::-1].tolist() -> [102, 101, 100, 99, 98, 97]
    # expect: view[1:4].obj -> bytearray(b'abcdef')
    # expect: view[::2].contiguous -> False
    # expect: view[::-1].strides -> (-1,)
    # expect: view.shape -> (6,)
    # expect: memoryview(view).obj -> bytearray(b'abcdef')
    # expect: view.cast('H').tolist() -> [25185, 25699, 26213]
    # expect: view.cast('B', (2, 3)).tolist() -> [[97, 98, 99], [100, 101, 102]]
    # expect: view.cast('B', (2, 3)).strides -> (3, 1)
    # expect: view.cast('B', (2, 3))[1, 2] -> 102
    # expect: view.cast('B', (2, 3))[1, 3] -> IndexError: index out of bounds on dimension 2
    # expect: view.cast('B', (2, 3))[1] -> NotImplementedError: multi-dimensional sub-views are not implemented
    # expect: view.cast('B', (2, 3))[1,] -> NotImplementedError: sub-views are not implemented
    # expect: view.cast('B', (2, 3))[1, 1, 1] -> TypeError: cannot index 2-dimension view with 3-element tuple
    # expect: view.cast('B', (2, 3))[1:].tolist() -> [[100, 101, 102]]
    # expect: view.cast('B', (2, 3)).tobytes('F') -> b'adbecf'
    # expect: view.cast('B', (2, 3)).f_contiguous -> False
    # expect: len(view.cast('B', (2, 3))) -> 2
    # expect: view.cast('B', []) -> TypeError: memoryview: product(shape) * itemsize != buffer size
    # expect: view.cast('B', [0]) -> ValueError: memoryview.cast(): elements of shape must be integers > 0
    # expect: view.cast('B', [5]) -> TypeError: memoryview: product(shape) * itemsize != buffer size
    # expect: view.cast('e') -> ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'
    # expect: view.cast('II') -> ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'
    # expect: view.cast(3) -> TypeError: cast() argument 'format' must be str, not int
    # expect: view[0:1].cast('B', [])[()] -> 97
    # expect: view[0:1].cast('B', []).tolist() -> 97
    # expect: list(view) -> [97, 98, 99, 100, 101, 102]
    # expect: 97 in view -> True
    # expect: list(reversed(view)) -> [102, 101, 100, 99, 98, 97]
    # expect: view == data -> True
    # expect: view == b'xy' -> False
    # expect: view.cast('b') == view -> True
    # expect: bytes(view.toreadonly()[0:2]) -> b'ab'
    # expect: hash(memoryview(b'abc')) == hash(b'abc') -> True
    # expect: hash(view) -> ValueError: cannot hash writable memoryview object
    # expect: hash(memoryview(b'ab').cast('H')) -> ValueError: memoryview: hashing is restricted to formats 'B', 'b' or 'c'
    # expect: view < view -> TypeError: '<' not supported between instances of 'memoryview' and 'memoryview'
    # expect: memoryview(3) -> TypeError: memoryview: a bytes-like object is required, not 'int'
    # expect: memoryview() -> TypeError: memoryview() missing required argument 'object' (pos 1)
    # expect: bytes(view[::2]) -> b'ace'
    # expect: view[::2].hex(':') -> 61:63:65
    # expect: view.hex('-', 2) -> 6162-6364-6566
    # expect: view.tobytes('x') -> ValueError: order must be 'C', 'F' or 'A'
    # expect: view.tobytes(3) -> TypeError: tobytes() argument 'order' must be str or None, not int
    # expect: int.from_bytes(view[:2], 'big') -> 24930
    # expect: b'X'.join([view, view[1:2]]) -> b'abcdefXb'
    # expect: b'abc'.replace(memoryview(b'b'), view) -> b'aabcdefc'
    # expect: b'a'.find(view[::2]) -> BufferError: memoryview: underlying buffer is not C-contiguous
    # expect: b'abc'.startswith(view[:1]) -> True
    # expect: bytearray() + view -> bytearray(b'abcdef')
    # expect: b'' + view[::2] -> TypeError: can't concat memoryview to bytes
    # expect: str(view, 'ascii') -> abcdef
    # expect: type(iter(view)) -> <class 'memory_iterator'>
    # expect: view.format, view.itemsize, view.ndim, view.nbytes, view.readonly, view.suboffsets -> ('B', 1, 1, 6, False, ())
