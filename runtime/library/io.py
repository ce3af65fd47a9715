"""Files: the classes of streams, and those that live in memory."""

import _io
import abc
from _io import (open, BlockingIOError, UnsupportedOperation, DEFAULT_BUFFER_SIZE, FileIO,
                 BufferedReader, BufferedWriter, BufferedRandom, TextIOWrapper)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO",
           "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRandom",
           "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR",
           "SEEK_END", "DEFAULT_BUFFER_SIZE", "text_encoding"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

UnsupportedOperation.__module__ = "io"


def open_code(path):
    """Opens the provided file with the intent to import the contents."""
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    """A helper function to choose the text encoding."""
    return "locale" if encoding is None else encoding


# --- what all streams have ----------------------------------------------------------------------

class IOBase(metaclass=abc.ABCMeta):
    """The abstract base class for all I/O classes."""

    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def _check_closed(self, msg="I/O operation on closed file."):
        if self.closed:
            raise ValueError(msg)

    def seek(self, pos, whence=0, /):
        """Change the stream position to the given byte offset."""
        self._unsupported("seek")

    def tell(self):
        """Return current stream position."""
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        """Truncate file to size bytes."""
        self._unsupported("truncate")

    def flush(self):
        """Flush write buffers, if applicable."""
        self._check_closed()

    def close(self):
        """Flush and close the IO object."""
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def __del__(self):
        try:
            if not self.closed:
                self.close()
        except Exception:
            pass

    @property
    def closed(self):
        return self._closed

    def seekable(self):
        """Return whether object supports random access."""
        return False

    def readable(self):
        """Return whether object was opened for reading."""
        return False

    def writable(self):
        """Return whether object was opened for writing."""
        return False

    def __enter__(self):
        self._check_closed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        """Returns underlying file descriptor if one exists."""
        self._unsupported("fileno")

    def isatty(self):
        """Return whether this is an 'interactive' stream."""
        self._check_closed()
        return False

    def readline(self, size=-1, /):
        """Read and return a line from the stream."""
        if size is None:
            size = -1
        result = bytearray()
        while size < 0 or len(result) < size:
            piece = self.read(1)
            if not piece:
                break
            result += piece
            if result.endswith(b"\n"):
                break
        return bytes(result)

    def __iter__(self):
        self._check_closed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        """Return a list of lines from the stream."""
        if hint is None or hint <= 0:
            return list(self)
        lines, length = [], 0
        for line in self:
            lines.append(line)
            length += len(line)
            if length >= hint:
                break
        return lines

    def writelines(self, lines, /):
        """Write a list of lines to stream."""
        self._check_closed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """Base class for raw binary I/O."""

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        if count is None:
            return None
        return bytes(buffer[:count])

    def readall(self):
        """Read until EOF, using multiple read() call."""
        result = bytearray()
        while data := self.read(DEFAULT_BUFFER_SIZE):
            result += data
        return bytes(result) if result else data

    def readinto(self, buffer, /):
        self._unsupported("readinto")

    def write(self, data, /):
        self._unsupported("write")


class BufferedIOBase(IOBase):
    """Base class for buffered IO objects."""

    def read(self, size=-1, /):
        """Read and return up to n bytes."""
        self._unsupported("read")

    def read1(self, size=-1, /):
        """Read and return up to size bytes, with at most one read() call of the raw stream."""
        self._unsupported("read1")

    def write(self, data, /):
        """Write the given buffer to the IO stream."""
        self._unsupported("write")

    def detach(self):
        """Disconnect this buffer from its underlying raw stream and return it."""
        self._unsupported("detach")

    def readinto(self, buffer, /):
        return self._read_into(buffer, self.read)

    def readinto1(self, buffer, /):
        return self._read_into(buffer, self.read1)

    @staticmethod
    def _read_into(buffer, read):
        view = memoryview(buffer).cast("B")
        data = read(len(view))
        view[:len(data)] = data
        return len(data)


class TextIOBase(IOBase):
    """Base class for text I/O."""

    encoding = None
    newlines = None
    errors = None

    def read(self, size=-1, /):
        """Read at most size characters from stream."""
        self._unsupported("read")

    def write(self, text, /):
        """Write string s to stream."""
        self._unsupported("write")

    def readline(self, size=-1, /):
        """Read until newline or EOF."""
        self._unsupported("readline")

    def detach(self):
        """Separate the underlying buffer from the TextIOBase and return it."""
        self._unsupported("detach")


RawIOBase.register(FileIO)
for _class in (BufferedReader, BufferedWriter, BufferedRandom):
    BufferedIOBase.register(_class)
TextIOBase.register(TextIOWrapper)


# --- streams in memory --------------------------------------------------------------------------

class BytesIO(BufferedIOBase):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray(b"" if initial_bytes is None else initial_bytes)
        self._pos = 0

    def _check(self):
        self._check_closed("I/O operation on closed file.")

    def __getstate__(self):
        self._check()
        attributes = {name: value for name, value in self.__dict__.items()
                      if name not in ("_data", "_pos")}
        return bytes(self._data), self._pos, attributes or None

    def __setstate__(self, state):
        data, self._pos, attributes = state
        self._data = bytearray(data)
        self.__dict__.update(attributes or {})

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def flush(self):
        self._check()

    def close(self):
        """Disable all I/O operations."""
        self._closed = True

    def getvalue(self):
        """Retrieve the entire contents of the BytesIO object."""
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        """Get a read-write view over the contents of the BytesIO object."""
        self._check()
        return memoryview(self._data)

    def tell(self):
        """Current file position, an integer."""
        self._check()
        return self._pos

    def seek(self, pos, whence=0, /):
        """Change stream position."""
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError("negative seek value %r" % (pos,))
        elif whence == 1:
            pos += self._pos
        elif whence == 2:
            pos += len(self._data)
        else:
            raise ValueError("invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        self._pos = max(0, pos)
        return self._pos

    def _size_of(self, size):
        if size is None:
            return -1
        try:
            return size.__index__()
        except AttributeError:
            raise TypeError(f"argument should be integer or None, not "
                            f"'{type(size).__name__}'") from None

    def read(self, size=-1, /):
        """Read at most size bytes, returned as a bytes object."""
        self._check()
        size = self._size_of(size)
        end = len(self._data) if size < 0 else self._pos + size
        result = bytes(self._data[self._pos:end])
        self._pos += len(result)
        return result

    def read1(self, size=-1, /):
        return self.read(size)

    def readline(self, size=-1, /):
        """Next line from the file, as a bytes object."""
        self._check()
        size = self._size_of(size)
        end = self._data.find(b"\n", self._pos) + 1 or len(self._data)
        if size >= 0:
            end = min(end, self._pos + size)
        result = bytes(self._data[self._pos:end])
        self._pos += len(result)
        return result

    def readinto(self, buffer, /):
        """Read bytes into buffer."""
        self._check()
        return self._read_into(buffer, self.read)

    def truncate(self, size=None, /):
        """Truncate the file to at most size bytes."""
        self._check()
        if size is None:
            size = self._pos
        elif size < 0:
            raise ValueError("negative size value %r" % (size,))
        del self._data[size:]
        return size

    def write(self, data, /):
        """Write bytes to file."""
        self._check()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = memoryview(data).tobytes()
        if not data:
            return 0
        gap = self._pos - len(self._data)
        if gap > 0:
            self._data += bytes(gap)
        self._data[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)


class StringIO(TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not "
                            + type(initial_value).__name__)
        self._newline = newline
        self._seen = set()
        self._text = ""
        self._pieces = []             # written at the end, not yet joined to _text
        self._pos = 0
        if initial_value:
            self.write(initial_value)
            self._pos = 0

    def _check(self):
        self._check_closed("I/O operation on closed file")

    def _join(self):
        if self._pieces:
            self._text += "".join(self._pieces)
            self._pieces = []
        return self._text

    def __getstate__(self):
        self._check()
        attributes = {name: value for name, value in self.__dict__.items()
                      if name not in ("_newline", "_seen", "_text", "_pieces", "_pos")}
        return self._join(), self._newline, self._pos, attributes or None

    def __setstate__(self, state):
        text, newline, pos, attributes = state
        self.__init__("", newline)
        self._text = text
        self._pos = pos
        self.__dict__.update(attributes or {})

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    @property
    def line_buffering(self):
        self._check()
        return False

    @property
    def newlines(self):
        self._check()
        if not self._seen:
            return None
        if len(self._seen) == 1:
            return next(iter(self._seen))
        return tuple(kind for kind in ("\r", "\n", "\r\n") if kind in self._seen)

    def flush(self):
        self._check()

    def close(self):
        """Close the IO object."""
        self._closed = True
        self._text, self._pieces = "", []

    def getvalue(self):
        """Retrieve the entire contents of the object."""
        self._check()
        return self._join()

    def tell(self):
        """Tell the current file position."""
        self._check()
        return self._pos

    def seek(self, pos, whence=0, /):
        """Change stream position."""
        self._check()
        text = self._join()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._pos = pos
        elif whence == 2:
            self._pos = len(text)
        return self._pos

    def _size_of(self, size):
        if size is None:
            return -1
        try:
            return size.__index__()
        except AttributeError:
            raise TypeError(f"argument should be integer or None, not "
                            f"'{type(size).__name__}'") from None

    def read(self, size=-1, /):
        """Read at most size characters, returned as a string."""
        self._check()
        size = self._size_of(size)
        text = self._join()
        result = text[self._pos:] if size < 0 else text[self._pos:self._pos + size]
        self._pos += len(result)
        return result

    def _line_end(self, text):
        start = self._pos
        if self._newline == "":
            ends = [text.find(mark, start) for mark in "\r\n"]
            ends = [end for end in ends if end >= 0]
            if not ends:
                return len(text)
            end = min(ends)
            return end + (2 if text.startswith("\r\n", end) else 1)
        mark = self._newline or "\n"
        end = text.find(mark, start)
        return len(text) if end < 0 else end + len(mark)

    def readline(self, size=-1, /):
        """Read until newline or EOF."""
        self._check()
        size = self._size_of(size)
        text = self._join()
        end = self._line_end(text)
        if size >= 0:
            end = min(end, self._pos + size)
        result = text[self._pos:end]
        self._pos += len(result)
        return result

    def truncate(self, pos=None, /):
        """Truncate size to pos."""
        self._check()
        if pos is None:
            pos = self._pos
        elif pos < 0:
            raise ValueError(f"Negative size value {pos}")
        text = self._join()
        if pos < len(text):
            self._text = text[:pos]
        return pos

    def _note_newlines(self, text):
        if "\r\n" in text:
            self._seen.add("\r\n")
        rest = text.replace("\r\n", "")
        self._seen.update(mark for mark in "\r\n" if mark in rest)

    def write(self, text, /):
        """Write string to file."""
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got {type(text).__name__!r}")
        self._check()
        length = len(text)
        if not length:
            return 0
        if self._newline is None:
            if "\r" in text:
                self._note_newlines(text)
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            elif "\n" in text:
                self._seen.add("\n")
        elif self._newline not in ("", "\n"):
            text = text.replace("\n", self._newline)
        self._put(text)
        return length

    def _put(self, text):
        end = self._pos + len(text)
        if not self._pieces and self._pos < len(self._text):
            self._text = self._text[:self._pos] + text + self._text[end:]
        elif self._pos == len(self._text) + sum(map(len, self._pieces)) if self._pieces \
                else self._pos == len(self._text):
            self._pieces.append(text)
            if len(self._pieces) > 64:
                self._join()
        else:
            old = self._join()
            if self._pos > len(old):
                old += "\0" * (self._pos - len(old))
            self._text = old[:self._pos] + text + old[end:]
        self._pos = end


StringIO.__module__ = BytesIO.__module__ = "_io"
