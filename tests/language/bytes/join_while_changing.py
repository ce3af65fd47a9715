# A bytearray can be resized again once it has joined, even if its iterator failed.
array = bytearray(b',')
def fails():
    yield b'a'
    raise LookupError("enough")
for items in [b'x', b'y'], fails(), 5, [5], (part for part in (b'p', array)):
    try:
        print(array.join(items))
    except (LookupError, TypeError) as error:
        print(type(error).__name__, error)
    array.append(59)
    print(array)
    # expect: bytearray(b'x,y')
    # expect: bytearray(b',;')
    # expect: LookupError enough
    # expect: bytearray(b',;;')
    # expect: TypeError can only join an iterable
    # expect: bytearray(b',;;;')
    # expect: TypeError sequence item 0: expected a bytes-like object, int found
    # expect: bytearray(b',;;;;')
    # expect: bytearray(b'p,;;;;,;;;;')
    # expect: bytearray(b',;;;;;')
