# base64 and binascii: bytes as text and back.

import base64
import binascii

def show(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__ + ":", error)

data = bytes(range(0, 256, 7))
for name in ("b64", "b32", "b32hex", "b16", "a85", "b85", "urlsafe_b64"):
    encoded = getattr(base64, name + "encode")(data)
    print(name, encoded, getattr(base64, name + "decode")(encoded) == data)
    print([getattr(base64, name + "encode")(data[:n]) for n in range(6)])
    # expect: b64 b'AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tng5+71/A==' True
    # expect: [b'', b'AA==', b'AAc=', b'AAcO', b'AAcOFQ==', b'AAcOFRw=']
    # expect: b32 b'AADQ4FI4EMVDCOB7IZGVIW3CNFYHO7UFRSJZVINIV63L3RGL2LM6BZ7O6X6A====' True
    # expect: [b'', b'AA======', b'AADQ====', b'AADQ4===', b'AADQ4FI=', b'AADQ4FI4']
    # expect: b32hex b'003GS58S4CL32E1V8P6L8MR2D5O7EVK5HI9PL8D8LURBRH6BQBCU1PVEUNU0====' True
    # expect: [b'', b'00======', b'003G====', b'003GS===', b'003GS58=', b'003GS58S']
    # expect: b16 b'00070E151C232A31383F464D545B626970777E858C939AA1A8AFB6BDC4CBD2D9E0E7EEF5FC' True
    # expect: [b'', b'00', b'0007', b'00070E', b'00070E15', b'00070E151C']
    # expect: a85 b"!!`uK*$Zpf3'Tl,<*NgGE-HbbN0B^(W3<YC`66T^i90P$qu" True
    # expect: [b'', b'!!', b'!!`', b'!!`u', b'!!`uK', b'!!`uK)u']
    # expect: b85 b'00#~g93v_*I6p>BR9j+caCd%%jFXz7sIRuY#LLpz;OFl3`~' True
    # expect: [b'', b'00', b'00#', b'00#~', b'00#~g', b'00#~g8~']
    # expect: urlsafe_b64 b'AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK-2vcTL0tng5-71_A==' True
    # expect: [b'', b'AA==', b'AAc=', b'AAcO', b'AAcOFQ==', b'AAcOFRw=']
for text in r"""binascii.a2b_base64(b'YQ'); binascii.a2b_base64(b'Y'); binascii.a2b_base64('YWI=\n'); binascii.a2b_base64('\xe9')
binascii.a2b_base64(3); binascii.a2b_base64(b'YW@I='); binascii.a2b_base64(b'YW@I=', strict_mode=True)
binascii.a2b_base64(b'=YWI', strict_mode=True); binascii.a2b_base64(b'YWI=Y', strict_mode=True); binascii.a2b_base64(b'YWIx=')
binascii.b2a_base64(b'abc'); binascii.b2a_base64(b'abc', newline=False); binascii.b2a_base64('abc'); binascii.hexlify(b'abc', '-')
binascii.hexlify(b'abcd', b':', 2); binascii.unhexlify('616'); binascii.unhexlify('6 16'); binascii.unhexlify(b'616G')
binascii.crc32(b'hello'); binascii.crc32(b'lo', binascii.crc32(b'hel')); binascii.crc_hqx(b'hello', 0)
binascii.b2a_uu(b'hello'); binascii.a2b_uu(b'%:&5L;&\\ \n'); binascii.b2a_uu(b'x' * 46); binascii.a2b_uu(b'!\x7f')
binascii.b2a_qp(b'a=b\xff c \n'); binascii.a2b_qp(b'a=3Db=\nc=FF'); binascii.b2a_qp(b'x' * 80)
base64.b64decode(b'YW-_', altchars=b'-_'); base64.b64decode('YWJ$', validate=True); base64.encodebytes(b'x' * 60); base64.encodebytes('x')
base64.decodebytes(b'eHh4\n'); base64.b32decode('ME======'); base64.b32decode('me======', casefold=True); base64.b32decode('M1======')
base64.b16decode('6g'); base64.a85encode(b'hello', adobe=True); base64.a85decode(b'<~BOu!rDZ~>', adobe=True); base64.a85decode(b'BO}')
base64.b85decode(b'~~~~~'); base64.b64encode(memoryview(b'ab')); binascii.Error.__mro__""".replace("\n", "; ").split("; "):
    show(text)
    # expect: binascii.a2b_base64(b'YQ') -> Error: Incorrect padding
    # expect: binascii.a2b_base64(b'Y') -> Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
    # expect: binascii.a2b_base64('YWI=\n') -> b'ab'
    # expect: binascii.a2b_base64('\xe9') -> ValueError: string argument should contain only ASCII characters
    # expect: binascii.a2b_base64(3) -> TypeError: argument should be bytes, buffer or ASCII string, not 'int'
    # expect: binascii.a2b_base64(b'YW@I=') -> b'ab'
    # expect: binascii.a2b_base64(b'YW@I=', strict_mode=True) -> Error: Only base64 data is allowed
    # expect: binascii.a2b_base64(b'=YWI', strict_mode=True) -> Error: Leading padding not allowed
    # expect: binascii.a2b_base64(b'YWI=Y', strict_mode=True) -> Error: Excess data after padding
    # expect: binascii.a2b_base64(b'YWIx=') -> b'ab1'
    # expect: binascii.b2a_base64(b'abc') -> b'YWJj\n'
    # expect: binascii.b2a_base64(b'abc', newline=False) -> b'YWJj'
    # expect: binascii.b2a_base64('abc') -> TypeError: a bytes-like object is required, not 'str'
    # expect: binascii.hexlify(b'abc', '-') -> b'61-62-63'
    # expect: binascii.hexlify(b'abcd', b':', 2) -> b'6162:6364'
    # expect: binascii.unhexlify('616') -> Error: Odd-length string
    # expect: binascii.unhexlify('6 16') -> Error: Non-hexadecimal digit found
    # expect: binascii.unhexlify(b'616G') -> Error: Non-hexadecimal digit found
    # expect: binascii.crc32(b'hello') -> 907060870
    # expect: binascii.crc32(b'lo', binascii.crc32(b'hel')) -> 907060870
    # expect: binascii.crc_hqx(b'hello', 0) -> 50018
    # expect: binascii.b2a_uu(b'hello') -> b'%:&5L;&\\ \n'
    # expect: binascii.a2b_uu(b'%:&5L;&\\ \n') -> b'hello'
    # expect: binascii.b2a_uu(b'x' * 46) -> Error: At most 45 bytes at once
    # expect: binascii.a2b_uu(b'!\x7f') -> Error: Illegal char
    # expect: binascii.b2a_qp(b'a=b\xff c \n') -> b'a=3Db=FF c=20\n'
    # expect: binascii.a2b_qp(b'a=3Db=\nc=FF') -> b'a=bc\xff'
    # expect: binascii.b2a_qp(b'x' * 80) -> b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxx'
    # expect: base64.b64decode(b'YW-_', altchars=b'-_') -> b'ao\xbf'
    # expect: base64.b64decode('YWJ$', validate=True) -> Error: Only base64 data is allowed
    # expect: base64.encodebytes(b'x' * 60) -> b'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\neHh4\n'
    # expect: base64.encodebytes('x') -> TypeError: expected bytes-like object, not str
    # expect: base64.decodebytes(b'eHh4\n') -> b'xxx'
    # expect: base64.b32decode('ME======') -> b'a'
    # expect: base64.b32decode('me======', casefold=True) -> b'a'
    # expect: base64.b32decode('M1======') -> Error: Non-base32 digit found
    # expect: base64.b16decode('6g') -> Error: Non-base16 digit found
    # expect: base64.a85encode(b'hello', adobe=True) -> b'<~BOu!rDZ~>'
    # expect: base64.a85decode(b'<~BOu!rDZ~>', adobe=True) -> b'hello'
    # expect: base64.a85decode(b'BO}') -> ValueError: Non-Ascii85 digit found: }
    # expect: base64.b85decode(b'~~~~~') -> ValueError: base85 overflow in hunk starting at byte 0
    # expect: base64.b64encode(memoryview(b'ab')) -> b'YWI='
    # expect: binascii.Error.__mro__ -> (<class 'binascii.Error'>, <class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
