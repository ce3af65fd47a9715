# A handler of decoding errors may put other bytes in place of the input, and go back in it.

import codecs

def long(error):
    error.object = b"\0" * 8
    return ("\ufffd", error.start)

def short(error):
    return ("\ufffd", error.start + 1)

codecs.register_error("long", long)
codecs.register_error("short", short)
print(ascii(b"\xd8\xd8\xd8\xd8\xd8\x00\x00\x00".decode("utf-16-le", "short")))
# expect: '\ufffd\ufffd\ufffd\ufffd\xd8\x00'
print(ascii(b"\x00".decode("utf-16-le", "long")))    # expect: '\ufffd\x00\x00\x00\x00'
print(ascii(b"a\xff".decode("utf-8", "long")))    # expect: 'a\ufffd\x00\x00\x00\x00\x00\x00\x00'
print(ascii(b"\xff".decode("ascii", "long")))    # expect: '\ufffd\x00\x00\x00\x00\x00\x00\x00\x00'
