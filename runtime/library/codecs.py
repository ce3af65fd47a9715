"""Codecs: text to bytes and back, by name; what handles errors; files that are encoded."""

import builtins
import sys
from _codecs import decode_part as _decode_part, escape_decode, escape_encode

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE",
           "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE",
           "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
           "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter",
           "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode",
           "decode", "iterencode", "iterdecode", "strict_errors", "ignore_errors",
           "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE
BOM32_LE = BOM_UTF16_LE
BOM32_BE = BOM_UTF16_BE
BOM64_LE = BOM_UTF32_LE
BOM64_BE = BOM_UTF32_BE


# --- what a codec is ----------------------------------------------------------------------------

class CodecInfo(tuple):
    """Codec details when looking up the codec registry"""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))


class Codec:
    """The interface of stateless encoders and decoders: both return what was made, and how much
    was used for it."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder(object):
    """Encodes piece by piece; what it has to remember it keeps."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """One whose _buffer_encode() may leave some of the input for later."""

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder(object):
    """Decodes piece by piece; what it has to remember it keeps."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return (b"", 0)

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """One whose _buffer_decode() may leave some of the input for later."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


# --- streams ------------------------------------------------------------------------------------

class StreamWriter(Codec):
    """Encodes what is written to a stream."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, consumed = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReader(Codec):
    """Decodes what is read from a stream."""

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b""
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def read(self, size=-1, chars=-1, firstline=False):
        if self.linebuffer:
            self.charbuffer = self._empty_charbuffer.join(self.linebuffer)
            self.linebuffer = None
        if chars < 0:
            chars = size
        while not (chars >= 0 and len(self.charbuffer) >= chars):
            fresh = self.stream.read() if size < 0 else self.stream.read(size)
            data = self.bytebuffer + fresh
            if not data:
                break
            try:
                text, used = self.decode(data, self.errors)
            except UnicodeDecodeError as error:
                if not firstline:
                    raise
                text, used = self.decode(data[:error.start], self.errors)
                if len(text.splitlines(keepends=True)) <= 1:
                    raise
            self.bytebuffer = data[used:]
            self.charbuffer += text
            if not fresh or size < 0:
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self._empty_charbuffer
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        if self.linebuffer:
            line = self.linebuffer.pop(0)
            if len(self.linebuffer) == 1:
                self.charbuffer = self.linebuffer[0]
                self.linebuffer = None
            return line if keepends else line.splitlines(keepends=False)[0]
        readsize = size or 72
        line = self._empty_charbuffer
        while True:
            data = self.read(readsize, firstline=True)
            if data and (isinstance(data, str) and data.endswith("\r") or
                         isinstance(data, bytes) and data.endswith(b"\r")):
                data += self.read(size=1, chars=1)
            line += data
            lines = line.splitlines(keepends=True)
            if lines:
                if len(lines) > 1:
                    line = lines.pop(0)
                    if len(lines) > 1:
                        lines[-1] += self.charbuffer
                        self.linebuffer = lines
                        self.charbuffer = self._empty_charbuffer
                    else:
                        self.charbuffer = lines[0] + self.charbuffer
                    return line if keepends else line.splitlines(keepends=False)[0]
                with_end = lines[0]
                without_end = with_end.splitlines(keepends=False)[0]
                if with_end != without_end:
                    self.charbuffer = self._empty_charbuffer.join(lines[1:]) + self.charbuffer
                    return with_end if keepends else without_end
            if not data or size is not None:
                if line and not keepends:
                    line = line.splitlines(keepends=False)[0]
                return line
            if readsize < 8000:
                readsize *= 2

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b""
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReaderWriter:
    """A stream that is read by one class and written by another."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None, keepends=True):
        return self.reader.readlines(sizehint, keepends)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamRecoder:
    """A stream of bytes in one encoding that is seen in another."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        line = self.reader.readline() if size is None else self.reader.readline(size)
        return self.encode(line, self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.writer.write(self.decode(b"".join(list), self.errors)[0])

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Opens an encoded file; with an encoding it is always opened as bytes."""
    if encoding is not None and "b" not in mode:
        mode = mode + "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """Wraps a file so that reading and writing translate between two encodings."""
    if file_encoding is None:
        file_encoding = data_encoding
    data, inner = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, data.encode, data.decode, inner.streamreader,
                            inner.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding
    return recoder


# --- handlers of errors -------------------------------------------------------------------------

def _unhandled(exception):
    if not isinstance(exception, BaseException):
        raise TypeError("codec must pass exception instance")
    raise TypeError("don't know how to handle %s in error callback"
                    % type(exception).__name__)


def strict_errors(exception):
    """Implements the 'strict' error handling, which raises a UnicodeError on coding errors."""
    if isinstance(exception, BaseException):
        raise exception
    raise TypeError("codec must pass exception instance")


def _span(exception):
    size = len(exception.object)
    start = min(max(exception.start, 0), max(size - 1, 0))
    end = max(min(exception.end, size), start + 1 if size else 0)
    return start, min(end, size)


def ignore_errors(exception):
    """Implements the 'ignore' error handling, which ignores malformed data and continues."""
    if isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        return ("", _span(exception)[1])
    _unhandled(exception)


def replace_errors(exception):
    """Implements the 'replace' error handling, which replaces malformed data with a replacement
    marker."""
    if isinstance(exception, UnicodeDecodeError):
        return ("\ufffd", _span(exception)[1])
    if isinstance(exception, (UnicodeEncodeError, UnicodeTranslateError)):
        start, end = _span(exception)
        mark = "?" if isinstance(exception, UnicodeEncodeError) else "\ufffd"
        return (mark * (end - start), end)
    _unhandled(exception)


def xmlcharrefreplace_errors(exception):
    """Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character
    with the appropriate XML character reference."""
    if isinstance(exception, UnicodeEncodeError):
        start, end = _span(exception)
        return ("".join("&#%d;" % ord(c) for c in exception.object[start:end]), end)
    _unhandled(exception)


def _backslashed(c):
    if c < 0x100:
        return "\\x%02x" % c
    return "\\u%04x" % c if c < 0x10000 else "\\U%08x" % c


def backslashreplace_errors(exception):
    """Implements the 'backslashreplace' error handling, which replaces malformed data with a
    backslashed escape sequence."""
    if isinstance(exception, UnicodeDecodeError):
        start, end = _span(exception)
        return ("".join("\\x%02x" % c for c in exception.object[start:end]), end)
    if isinstance(exception, (UnicodeEncodeError, UnicodeTranslateError)):
        start, end = _span(exception)
        return ("".join(_backslashed(ord(c)) for c in exception.object[start:end]), end)
    _unhandled(exception)


def namereplace_errors(exception):
    """Implements the 'namereplace' error handling, which replaces an unencodable character with a
    \\N{...} escape sequence."""
    if isinstance(exception, UnicodeEncodeError):
        from unicodedata import name
        start, end = _span(exception)
        parts = []
        for c in exception.object[start:end]:
            known = name(c, None)
            parts.append("\\N{%s}" % known if known else _backslashed(ord(c)))
        return ("".join(parts), end)
    _unhandled(exception)


def _surrogateescape(exception):
    if isinstance(exception, UnicodeEncodeError):
        start, end = _span(exception)
        part = exception.object[start:end]
        if not all("\udc80" <= c <= "\udcff" for c in part):
            raise exception
        return (bytes(ord(c) - 0xdc00 for c in part), end)
    if isinstance(exception, UnicodeDecodeError):
        start, end = _span(exception)
        part = []
        for c in exception.object[start:min(end, start + 4)]:
            if c < 128:
                break
            part.append(chr(0xdc00 + c))
        if not part:
            raise exception
        return ("".join(part), start + len(part))
    _unhandled(exception)


def _surrogatepass(exception):
    if isinstance(exception, UnicodeEncodeError):
        start, end = _span(exception)
        try:
            return (exception.object[start:end].encode(exception.encoding, "surrogatepass"), end)
        except UnicodeError:
            raise exception from None
    if isinstance(exception, UnicodeDecodeError):
        start, end = _span(exception)
        name = _key(exception.encoding)
        size = 3 if name == "utf_8" else 2 if name.startswith("utf_16") else 4
        try:
            text = exception.object[start:start + size].decode(exception.encoding, "surrogatepass")
        except UnicodeError:
            raise exception from None
        if len(text) != 1 or not "\ud800" <= text <= "\udfff":
            raise exception
        return (text, start + size)
    _unhandled(exception)


_handlers = {
    "strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
    "xmlcharrefreplace": xmlcharrefreplace_errors, "backslashreplace": backslashreplace_errors,
    "namereplace": namereplace_errors, "surrogateescape": _surrogateescape,
    "surrogatepass": _surrogatepass,
}


def register_error(errors, handler, /):
    """Register the specified error handler under the name errors."""
    if not isinstance(errors, str):
        raise TypeError("register_error() argument 1 must be str, not %s" % type(errors).__name__)
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    """Return the error handler for the specified error handling name."""
    if not isinstance(name, str):
        raise TypeError("lookup_error() argument must be str, not %s" % type(name).__name__)
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError("unknown error handler name '%s'" % name) from None


# --- codecs that Ouro has -----------------------------------------------------------------------

def _key(encoding):
    letters = []
    for c in encoding.lower():
        if c.isalnum() and c.isascii() or c == ".":
            letters.append(c)
        elif letters and letters[-1] != "_":
            letters.append("_")
    return "".join(letters)


def _encoder_of(name):
    def encode(input, errors="strict"):
        if not isinstance(input, str):
            raise TypeError("encode() argument 1 must be str, not " + type(input).__name__)
        return (input.encode(name, errors or "strict"), len(input))
    encode.__name__ = encode.__qualname__ = name.replace("-", "_") + "_encode"
    return encode


def _decoder_of(name, always_final=False):
    def decode(input, errors="strict", final=always_final):
        return _decode_part(input, name, errors or "strict", final)
    decode.__name__ = decode.__qualname__ = name.replace("-", "_") + "_decode"
    return decode


utf_8_encode, utf_8_decode = _encoder_of("utf-8"), _decoder_of("utf-8")
utf_16_encode, utf_16_decode = _encoder_of("utf-16"), _decoder_of("utf-16")
utf_16_le_encode, utf_16_le_decode = _encoder_of("utf-16-le"), _decoder_of("utf-16-le")
utf_16_be_encode, utf_16_be_decode = _encoder_of("utf-16-be"), _decoder_of("utf-16-be")
utf_32_encode, utf_32_decode = _encoder_of("utf-32"), _decoder_of("utf-32")
utf_32_le_encode, utf_32_le_decode = _encoder_of("utf-32-le"), _decoder_of("utf-32-le")
utf_32_be_encode, utf_32_be_decode = _encoder_of("utf-32-be"), _decoder_of("utf-32-be")
latin_1_encode, latin_1_decode = _encoder_of("latin-1"), _decoder_of("latin-1", True)
ascii_encode, ascii_decode = _encoder_of("ascii"), _decoder_of("ascii", True)
unicode_escape_encode = _encoder_of("unicode_escape")
unicode_escape_decode = _decoder_of("unicode_escape", True)
raw_unicode_escape_encode = _encoder_of("raw_unicode_escape")
raw_unicode_escape_decode = _decoder_of("raw_unicode_escape", True)


def _bare(name, encode, decode, encoder, decoder, **more):
    writer = type("StreamWriter", (StreamWriter,), {"encode": staticmethod(encode)})
    reader = type("StreamReader", (StreamReader,), {"decode": staticmethod(decode), **more})
    return CodecInfo(encode, decode, reader, writer, encoder, decoder, name)


def _simple(name, encode, decode):
    """A codec without a state when it encodes."""
    def whole(input, errors="strict"):
        return decode(input, errors, True)

    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    class Decoder(BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            return decode(input, errors, final)

    info = _bare(name, encode, whole, Encoder, Decoder)
    info.streamreader.decode = staticmethod(decode)
    return info


def _marked(name, little, big, mark):
    """UTF-16 and UTF-32 with a byte order mark, which comes once."""
    plain_encode, plain_decode = _encoder_of(name), _decoder_of(name)

    def whole(input, errors="strict"):
        return plain_decode(input, errors, True)

    class Encoder(IncrementalEncoder):
        def __init__(self, errors="strict"):
            IncrementalEncoder.__init__(self, errors)
            self.begun = False

        def encode(self, input, final=False):
            self.begun, begun = True, self.begun
            return input.encode(little if begun else name, self.errors)

        def reset(self):
            self.begun = False

        def getstate(self):
            return 0 if self.begun else 2

        def setstate(self, state):
            self.begun = not state

    class Decoder(BufferedIncrementalDecoder):
        order = None

        def _buffer_decode(self, input, errors, final):
            used = 0
            if self.order is None:
                if len(input) < len(mark) and not final:
                    return ("", 0)
                self.order = little
                if input[:len(mark)] == mark:
                    used = len(mark)
                elif input[:len(mark)] == mark[::-1]:
                    self.order, used = big, len(mark)
            text, more = _decode_part(input[used:], self.order, errors, final)
            return (text, used + more)

        def reset(self):
            BufferedIncrementalDecoder.reset(self)
            self.order = None

        def getstate(self):
            state = BufferedIncrementalDecoder.getstate(self)[0]
            return (state, 2 if self.order is None else int(self.order == big))

        def setstate(self, state):
            BufferedIncrementalDecoder.setstate(self, state)
            self.order = (little, big, None)[state[1]]

    class Writer(StreamWriter):
        begun = False

        def encode(self, input, errors="strict"):
            self.begun, begun = True, self.begun
            return (input.encode(little if begun else name, errors), len(input))

        def reset(self):
            StreamWriter.reset(self)
            self.begun = False

    class Reader(StreamReader):
        def __init__(self, stream, errors="strict"):
            StreamReader.__init__(self, stream, errors)
            self.decoder = Decoder(errors)

        def decode(self, input, errors="strict"):
            self.decoder.errors = errors
            return self.decoder._buffer_decode(input, errors, False)

        def reset(self):
            StreamReader.reset(self)
            self.decoder.reset()

    return CodecInfo(plain_encode, whole, Reader, Writer, Encoder, Decoder, name)


def _with_signature():
    encode = _encoder_of("utf-8-sig")

    def decode(input, errors="strict"):
        text, used = utf_8_decode(_after_signature(input), errors, True)
        return (text, len(input))

    def _after_signature(input):
        input = bytes(input)
        return input[3:] if input[:3] == BOM_UTF8 else input

    class Encoder(IncrementalEncoder):
        first = 1

        def encode(self, input, final=False):
            first, self.first = self.first, 0
            return (BOM_UTF8 if first else b"") + input.encode("utf-8", self.errors)

        def reset(self):
            self.first = 1

        def getstate(self):
            return self.first

        def setstate(self, state):
            self.first = state

    class Decoder(BufferedIncrementalDecoder):
        first = 1

        def _buffer_decode(self, input, errors, final):
            used = 0
            if self.first:
                if len(input) < 3 and BOM_UTF8.startswith(input) and not final:
                    return ("", 0)
                self.first = 0
                used = 3 if input[:3] == BOM_UTF8 else 0
            text, more = utf_8_decode(input[used:], errors, final)
            return (text, used + more)

        def reset(self):
            BufferedIncrementalDecoder.reset(self)
            self.first = 1

        def getstate(self):
            return (self.buffer, self.first)

        def setstate(self, state):
            self.buffer, self.first = state

    class Writer(StreamWriter):
        first = True

        def encode(self, input, errors="strict"):
            first, self.first = self.first, False
            return ((BOM_UTF8 if first else b"") + input.encode("utf-8", errors), len(input))

        def reset(self):
            StreamWriter.reset(self)
            self.first = True

    class Reader(StreamReader):
        def __init__(self, stream, errors="strict"):
            StreamReader.__init__(self, stream, errors)
            self.decoder = Decoder(errors)

        def decode(self, input, errors="strict"):
            return self.decoder._buffer_decode(input, errors, False)

        def reset(self):
            StreamReader.reset(self)
            self.decoder.reset()

    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, "utf-8-sig")


# --- codecs by tables ---------------------------------------------------------------------------

def charmap_build(map, /):
    return {ord(c): i for i, c in enumerate(map)}


def _handled(errors, error):
    text, place = lookup_error(errors or "strict")(error)
    size = len(error.object)
    if place < 0:
        place += size
    if not 0 <= place <= size:
        raise IndexError("position %d from error handler out of bounds" % place)
    return text, place


def charmap_encode(str, errors=None, mapping=None, /):
    """Encodes by a table from code points to bytes, numbers or None."""
    if mapping is None:
        return latin_1_encode(str, errors)
    def lookup_one(c):
        try:
            value = mapping[ord(c)]
        except LookupError:
            return None
        if value is None or isinstance(value, bytes):
            return value
        if not isinstance(value, int):
            raise TypeError("character mapping must return integer, bytes or None, not "
                            + type(value).__name__)
        if not 0 <= value < 256:
            raise TypeError("character mapping must be in range(256)")
        return bytes((value,))
    parts, place = [], 0
    while place < len(str):
        value = lookup_one(str[place])
        if value is not None:
            parts.append(value)
            place += 1
            continue
        end = place + 1
        while end < len(str) and lookup_one(str[end]) is None:
            end += 1
        error = UnicodeEncodeError("charmap", str, place, end, "character maps to <undefined>")
        text, place = _handled(errors, error)
        if isinstance(text, bytes):
            parts.append(text)
            continue
        for c in text:
            value = lookup_one(c)
            if value is None:
                raise error
            parts.append(value)
    return (b"".join(parts), len(str))


def charmap_decode(data, errors=None, mapping=None, /):
    """Decodes by a table from bytes to characters, numbers or None."""
    if mapping is None:
        return latin_1_decode(data, errors)
    data = bytes(data)
    parts, place = [], 0
    while place < len(data):
        try:
            value = mapping[data[place]]
        except LookupError:
            value = None
        if isinstance(value, int):
            if not 0 <= value <= 0x10ffff:
                raise TypeError("character mapping must be in range(0x110000)")
            value = chr(value)
        if value is not None and not isinstance(value, str):
            raise TypeError("character mapping must return integer, None or str")
        if value is None or value == "\ufffe":
            error = UnicodeDecodeError("charmap", data, place, place + 1,
                                       "character maps to <undefined>")
            text, place = _handled(errors, error)
            parts.append(text)
        else:
            parts.append(value)
            place += 1
    return ("".join(parts), len(data))


# The upper half of each table; U+FFFE stands for what isn't defined.
_CONTROLS = "".join(map(chr, range(0x80, 0xa0)))
_LATIN = "".join(map(chr, range(0xa0, 0x100)))
_tables = {
    "cp1252": ("\u20ac\ufffe\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
               "\ufffe\u017d\ufffe\ufffe\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122"
               "\u0161\u203a\u0153\ufffe\u017e\u0178" + _LATIN),
    "iso8859-15": _CONTROLS + _LATIN.translate({
        0xa4: "\u20ac", 0xa6: "\u0160", 0xa8: "\u0161", 0xb4: "\u017d", 0xb8: "\u017e",
        0xbc: "\u0152", 0xbd: "\u0153", 0xbe: "\u0178"}),
    "cp437": ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
              "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"),
    "koi8-r": ("─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\xa0⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
               "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"),
    "cp1251": ("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\ufffe™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"
               + "".join(map(chr, range(0x410, 0x450)))),
}


def _by_table(name):
    table = "".join(map(chr, range(128))) + _tables[name]
    inverse = {ord(c): i for i, c in enumerate(table) if c != "\ufffe"}

    def encode(input, errors="strict"):
        return charmap_encode(input, errors, inverse)

    def decode(input, errors="strict"):
        return charmap_decode(input, errors, table)

    return _stateless(name, encode, decode)


def _stateless(name, encode, decode):
    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    class Decoder(IncrementalDecoder):
        def decode(self, input, final=False):
            return decode(input, self.errors)[0]

    return _bare(name, encode, decode, Encoder, Decoder)


# --- codecs that aren't encodings of text -------------------------------------------------------

def _checked(function):
    def call(input, errors="strict"):
        if errors != "strict":
            raise AssertionError
        return (function(input), len(input))
    return call


def _other(name, encode, decode, types=(bytes, bytes)):
    info = _stateless(name, _checked(encode), _checked(decode))
    info._is_text_encoding = False
    info.streamreader.charbuffertype = types[0]
    return info


def _rot13(input, table={}):
    if not table:
        for first in (65, 97):
            for i in range(26):
                table[first + i] = first + (i + 13) % 26
    return str.translate(input, table)


def _make_hex():
    import binascii
    return _other("hex", binascii.b2a_hex, binascii.a2b_hex)


def _make_base64():
    import base64
    return _other("base64", base64.encodebytes, base64.decodebytes)


def _make_quopri():
    import binascii
    return _other("quopri", lambda data: binascii.b2a_qp(data, quotetabs=True), binascii.a2b_qp)


def _make_rot13():
    return _other("rot-13", _rot13, _rot13, (str, str))


_makers = {
    "utf_8": lambda: _simple("utf-8", utf_8_encode, utf_8_decode),
    "utf_8_sig": _with_signature,
    "ascii": lambda: _stateless("ascii", ascii_encode, ascii_decode),
    "latin_1": lambda: _stateless("iso8859-1", latin_1_encode, latin_1_decode),
    "utf_16": lambda: _marked("utf-16", "utf-16-le", "utf-16-be", BOM_UTF16_LE),
    "utf_16_le": lambda: _simple("utf-16-le", utf_16_le_encode, utf_16_le_decode),
    "utf_16_be": lambda: _simple("utf-16-be", utf_16_be_encode, utf_16_be_decode),
    "utf_32": lambda: _marked("utf-32", "utf-32-le", "utf-32-be", BOM_UTF32_LE),
    "utf_32_le": lambda: _simple("utf-32-le", utf_32_le_encode, utf_32_le_decode),
    "utf_32_be": lambda: _simple("utf-32-be", utf_32_be_encode, utf_32_be_decode),
    "unicode_escape": lambda: _simple("unicode-escape", unicode_escape_encode,
                                      unicode_escape_decode),
    "raw_unicode_escape": lambda: _simple("raw-unicode-escape", raw_unicode_escape_encode,
                                          raw_unicode_escape_decode),
    "cp1252": lambda: _by_table("cp1252"), "cp1251": lambda: _by_table("cp1251"),
    "cp437": lambda: _by_table("cp437"), "koi8_r": lambda: _by_table("koi8-r"),
    "iso8859_15": lambda: _by_table("iso8859-15"),
    "hex_codec": _make_hex, "base64_codec": _make_base64, "quopri_codec": _make_quopri,
    "rot_13": _make_rot13,
}

_aliases = {
    "utf8": "utf_8", "u8": "utf_8", "utf": "utf_8", "cp65001": "utf_8", "utf8_ucs2": "utf_8",
    "utf8_sig": "utf_8_sig", "us_ascii": "ascii", "us": "ascii", "646": "ascii",
    "iso646_us": "ascii", "cp367": "ascii", "ansi_x3.4_1968": "ascii", "latin1": "latin_1",
    "latin": "latin_1", "l1": "latin_1", "iso_8859_1": "latin_1", "iso8859_1": "latin_1",
    "8859": "latin_1", "iso8859": "latin_1", "cp819": "latin_1", "utf16": "utf_16",
    "u16": "utf_16", "utf_16le": "utf_16_le", "utf_16be": "utf_16_be", "utf32": "utf_32",
    "u32": "utf_32", "utf_32le": "utf_32_le", "utf_32be": "utf_32_be", "1252": "cp1252",
    "windows_1252": "cp1252", "1251": "cp1251", "windows_1251": "cp1251", "437": "cp437",
    "ibm437": "cp437", "cskoi8r": "koi8_r", "koi8r": "koi8_r", "iso_8859_15": "iso8859_15",
    "latin9": "iso8859_15", "l9": "iso8859_15", "hex": "hex_codec", "base64": "base64_codec",
    "base_64": "base64_codec", "quopri": "quopri_codec", "quoted_printable": "quopri_codec",
    "quotedprintable": "quopri_codec", "rot13": "rot_13",
}


def _search_own(encoding):
    key = _key(encoding)
    maker = _makers.get(_aliases.get(key, key))
    return maker() if maker else None


# --- the registry -------------------------------------------------------------------------------

_searches = [_search_own]
_cache = {}


def register(search_function, /):
    """Register a codec search function."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function, /):
    """Unregister a codec search function and clear the registry's cache."""
    if search_function in _searches:
        _searches.remove(search_function)
        _cache.clear()


def lookup(encoding, /):
    """Looks up a codec tuple in the Python codec registry and returns a CodecInfo object."""
    if not isinstance(encoding, str):
        raise TypeError("lookup() argument must be str, not %s" % type(encoding).__name__)
    if "\0" in encoding:
        raise ValueError("embedded null character")
    name = encoding.lower().replace(" ", "_")
    found = _cache.get(name)
    if found is not None:
        return found
    for search in list(_searches):
        found = search(name)
        if found is None:
            continue
        if not isinstance(found, tuple) or len(found) != 4:
            raise TypeError("codec search functions must return 4-tuples")
        _cache[name] = found
        return found
    raise LookupError("unknown encoding: " + encoding)


def _in_words(operation, encoding, call, object, errors):
    try:
        result = call(object) if errors is None else call(object, errors)
    except Exception as error:
        if isinstance(error, (UnicodeError, OSError, SyntaxError, StopIteration, ImportError,
                              MemoryError)):
            raise
        if type(error).__init__ not in (Exception.__init__, type(error).__mro__[1].__init__):
            raise
        if len(error.args) > 1 or error.args and not isinstance(error.args[0], str):
            raise
        raise type(error)("%s with '%s' codec failed (%s: %s)" % (
            operation, encoding, type(error).__name__, error)) from error
    if not isinstance(result, tuple) or len(result) != 2:
        word = "encoder" if operation == "encoding" else "decoder"
        raise TypeError(word + " must return a tuple (object, integer)")
    return result[0]


def encode(obj, encoding="utf-8", errors="strict"):
    """Encodes obj using the codec registered for encoding."""
    return _in_words("encoding", encoding, lookup(encoding)[0], obj, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    """Decodes obj using the codec registered for encoding."""
    return _in_words("decoding", encoding, lookup(encoding)[1], obj, errors)


def _text_codec(encoding, instead):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError("'%s' is not a text encoding; use %s to handle arbitrary codecs"
                          % (encoding, instead))
    return info


def _encode_text(text, encoding, errors):
    """What str.encode() asks for encodings that aren't the interpreter's own."""
    info = _text_codec(encoding, "codecs.encode()")
    result = _in_words("encoding", encoding, info[0], text, errors)
    if isinstance(result, bytearray):
        return bytes(result)
    if not isinstance(result, bytes):
        raise TypeError("'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to "
                        "encode to arbitrary types" % (encoding, type(result).__name__))
    return result


def _decode_text(data, encoding, errors):
    info = _text_codec(encoding, "codecs.decode()")
    result = _in_words("decoding", encoding, info[1], data, errors)
    if not isinstance(result, str):
        raise TypeError("'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to "
                        "decode to arbitrary types" % (encoding, type(result).__name__))
    return result


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = encoder.encode(input)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = decoder.decode(input)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def make_identity_dict(rng):
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    result = {}
    for key, value in decoding_map.items():
        result[value] = key if value not in result else None
    return result


def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return (data, len(data))
