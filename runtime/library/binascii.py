"""Conversion between binary data and ASCII"""

from _binascii import (Error, a2b_base64, ascii as _ascii, b2a_base64, crc32, crc_hqx)


class Incomplete(Exception):
    pass


Incomplete.__module__ = "binascii"


# --- hexadecimal --------------------------------------------------------------------------------

def b2a_hex(data, sep=None, bytes_per_sep=1):
    """Hexadecimal representation of binary data.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

The return value is a bytes object.  This function is also
available as "hexlify()"."""
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__) from None
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    text = view.hex() if sep is None else view.hex(sep, bytes_per_sep)
    return text.encode("ascii")


def a2b_hex(hexstr, /):
    """Binary data of hexadecimal representation.

hexstr must contain an even number of hex digits (upper or lower case).
This function is also available as "unhexlify()"."""
    data = _ascii(hexstr)
    if len(data) % 2:
        raise Error("Odd-length string")
    if data.strip(b"0123456789abcdefABCDEF") or b" " in data or data.split() not in ([data], []):
        raise Error("Non-hexadecimal digit found")
    try:
        return bytes.fromhex(data.decode("ascii"))
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


hexlify = b2a_hex
unhexlify = a2b_hex


# --- uu -----------------------------------------------------------------------------------------

def b2a_uu(data, /, *, backtick=False):
    """Uuencode line of data."""
    data = _binary(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    def letter(bits):
        return 0x60 if backtick and not bits else bits + 32
    line = bytearray([letter(len(data))])
    for i in range(0, len(data), 3):
        bits = int.from_bytes(data[i:i + 3].ljust(3, b"\0"), "big")
        line += bytes(letter(bits >> shift & 63) for shift in (18, 12, 6, 0))
    return bytes(line) + b"\n"


def a2b_uu(data, /):
    """Decode a line of uuencoded data."""
    data = _ascii(data)
    length = (data[0] - 32 & 63) if data else 0
    result, bits, count, place = bytearray(), 0, 0, 1
    while len(result) < length:
        c = data[place] if place < len(data) else 10
        place += 1
        if c in b"\n\r":
            c = 0
        else:
            if not 32 <= c <= 96:
                raise Error("Illegal char")
            c = c - 32 & 63
        bits = (bits << 6 | c) & 0xfff
        count += 6
        if count >= 8:
            count -= 8
            result.append(bits >> count & 0xff)
    for c in data[place:]:
        if c not in b" `\n\r":
            raise Error("Trailing garbage")
    return bytes(result)


def _binary(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(data).__name__) from None


# --- quoted-printable ---------------------------------------------------------------------------

_HEX = b"0123456789ABCDEFabcdef"


def a2b_qp(data, header=False):
    """Decode a string of qp-encoded data."""
    data = _ascii(data)
    result, place = bytearray(), 0
    while place < len(data):
        c = data[place]
        if c == 0x3d:
            place += 1
            if place >= len(data):
                break
            if data[place] in b"\n\r":
                if data[place] != 0x0a:
                    while place < len(data) and data[place] != 0x0a:
                        place += 1
                if place < len(data):
                    place += 1
            elif data[place] == 0x3d:
                result.append(0x3d)
                place += 1
            elif place + 1 < len(data) and data[place] in _HEX and data[place + 1] in _HEX:
                result.append(int(data[place:place + 2], 16))
                place += 2
            else:
                result.append(0x3d)
        elif header and c == 0x5f:
            result.append(0x20)
            place += 1
        else:
            result.append(c)
            place += 1
    return bytes(result)


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Encode a string using quoted-printable encoding.

On encoding, when istext is set, newlines are not encoded, and white
space at end of lines is.  When istext is not set, \\r and \\n (CR/LF)
are both encoded.  When quotetabs is set, space and tabs are encoded."""
    data = _binary(data)
    first = data.find(b"\n")
    crlf = first > 0 and data[first - 1] == 0x0d
    end_of_line = b"\r\n" if crlf else b"\n"
    result, column, size = bytearray(), 0, len(data)
    place = 0
    while place < size:
        c = data[place]
        follows = data[place + 1] if place + 1 < size else None
        quoted = (c > 126 or c == 0x3d or header and c == 0x5f
                  or c == 0x2e and column == 0 and (follows is None or follows in b"\n\r\0")
                  or not istext and c in b"\r\n"
                  or c in b"\t " and follows is None
                  or c < 33 and c not in b"\r\n\t " or c < 33 and c in b"\t " and quotetabs
                  and not (header and c == 0x20 and False))
        if quoted:
            if column + 3 >= 76:
                result += b"=" + end_of_line
                column = 0
            result += b"=%02X" % c
            place += 1
            column += 3
        elif istext and (c == 0x0a or c == 0x0d and follows == 0x0a):
            column = 0
            if result and result[-1] in b" \t":
                last = result[-1]
                result[-1:] = b"=%02X" % last
            result += end_of_line
            place += 2 if c == 0x0d else 1
        else:
            if follows is not None and follows != 0x0a and column + 1 >= 76:
                result += b"=" + end_of_line
                column = 0
            column += 1
            result.append(0x5f if header and c == 0x20 else c)
            place += 1
    return bytes(result)
