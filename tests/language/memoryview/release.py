# While it is looked at a bytearray can't be resized; a released view forbids all.

import gc
import weakref

def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)

data = bytearray(b"abc")
view = memoryview(data)
attempt(lambda: data.append(1))
# expect: BufferError: Existing exports of data: object cannot be re-sized
attempt(lambda: data.clear())
# expect: BufferError: Existing exports of data: object cannot be re-sized
attempt(lambda: data.pop())
# expect: BufferError: Existing exports of data: object cannot be re-sized
attempt(lambda: data.extend(b""))    # expect: None
attempt(lambda: data.extend(b"x"))
# expect: BufferError: Existing exports of data: object cannot be re-sized
attempt(lambda: data.__setitem__(slice(0, 2), b"xy"))    # expect: None
attempt(lambda: data.__setitem__(slice(0, 2), b"xyz"))
# expect: BufferError: Existing exports of data: object cannot be re-sized
attempt(lambda: data.__delitem__(slice(0, 3, 2)))
# expect: BufferError: Existing exports of data: object cannot be re-sized
part = view[1:]
view.release()
attempt(lambda: data.append(1))
# expect: BufferError: Existing exports of data: object cannot be re-sized
part.release()
attempt(lambda: data.append(1))    # expect: None
print(data)    # expect: bytearray(b'xyc\x01')
view.release()
attempt(lambda: view[0])    # expect: ValueError: operation forbidden on released memoryview object
attempt(lambda: len(view))
# expect: ValueError: operation forbidden on released memoryview object
attempt(lambda: view.format)
# expect: ValueError: operation forbidden on released memoryview object
attempt(lambda: view == view)    # expect: True
attempt(lambda: list(view))
# expect: ValueError: operation forbidden on released memoryview object
attempt(lambda: hash(view))
# expect: ValueError: operation forbidden on released memoryview object
with memoryview(data) as inner:
    print(inner[0])    # expect: 120
attempt(lambda: inner[0])    # expect: ValueError: operation forbidden on released memoryview object
attempt(lambda: memoryview(data).nbytes)    # expect: 4
data.append(2)

class Index:
    def __init__(self, view):
        self.view = view
    def __index__(self):
        self.view.release()
        return 1

view = memoryview(bytearray(4))
attempt(lambda: view.__setitem__(0, Index(view)))
# expect: ValueError: operation forbidden on released memoryview object
view = memoryview(bytearray(4))
attempt(lambda: view[Index(view)])
# expect: ValueError: operation forbidden on released memoryview object

# Views take part in cycles, and can be referred to weakly.
class Bytes(bytearray):
    pass

data = Bytes(b"xx")
data.view = memoryview(data)
reference = weakref.ref(data)
del data
print(gc.collect() > 0, reference())    # expect: True None
view = memoryview(b"abc")
reference = weakref.ref(view)
print(reference() is view)    # expect: True
del view
print(reference())    # expect: None
