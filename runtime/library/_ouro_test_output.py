"""Where reports go: standard output and files; that they can't be written is told in one line."""

import os
import unicodedata


class Unwritable(Exception):
    """Nobody can read any more what became of the tests."""

    def __init__(self, what, error, stream=None):
        super().__init__(f"can't write {what}: {getattr(error, 'strerror', None) or error}")
        self.stream = stream

    def forget(self):
        """What is held back would be tried again at the end, and told of again."""
        if self.stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)


class Output:
    """Standard output. A reader that has gone away ends the program as ever."""

    def __init__(self, stream):
        self.stream = stream
        self.is_terminal = stream is not None and stream.isatty()

    def write(self, text):
        try:
            self._try(self.stream and self.stream.write, text)
        except UnicodeEncodeError as error:            # a test may print half a surrogate pair
            shown = text.encode(error.encoding, "backslashreplace").decode(error.encoding)
            self._try(self.stream.write, shown)

    def flush(self):
        self._try(self.stream and self.stream.flush)

    def _try(self, method, *arguments):
        if method is None:                 # there is no standard output
            return
        try:
            method(*arguments)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable("to standard output", error, self.stream) from None
        except ValueError as error:        # with --no-capture a test may close it
            if not self.stream.closed:
                raise
            raise Unwritable("to standard output", error) from None

    def columns(self):
        """The width of the terminal, or what COLUMNS says, or 80."""
        try:
            return os.get_terminal_size(self.stream.fileno()).columns or 80
        except (AttributeError, OSError, ValueError):
            text = os.environ.get("COLUMNS", "")
            return int(text) if text.isdecimal() and int(text) > 0 else 80


def printable(text):
    """Characters that a terminal would obey, or can't show, as repr() has them."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _cells_of(char):
    """How many cells of the screen it takes."""
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def fitting(head, text, columns):
    """`head`, then as much of the text's end as fits: what a name ends with tells most."""
    room = columns - len(head)
    cells = [_cells_of(char) for char in text]
    if sum(cells) <= room:
        return head + text
    kept, start = 3, len(text)             # 3: the dots
    while start and kept + cells[start - 1] <= room:
        start -= 1
        kept += cells[start]
    while start < len(text) and not cells[start]:
        start += 1                         # no combining mark without its letter
    return f"{head}...{text[start:]}" if start < len(text) else head[:columns]


class WholeFile:
    """A file that is there whole or not at all; a device or a pipe is written as it is."""

    def __init__(self, path):
        self.path = os.path.realpath(path)
        self.shown = repr(path)
        self.is_file = os.path.isfile(self.path) or not os.path.exists(self.path)

    def check(self):
        """Raises OSError if it can't be written. A file isn't touched."""
        if self.is_file:
            descriptor = os.open(self._temporary(), os.O_WRONLY | os.O_CREAT, 0o666)
            os.close(descriptor)
            os.unlink(self._temporary())
        elif os.path.isdir(self.path):
            open(self.path, "w")           # which says what is wrong

    def write(self, text):
        path = self._temporary() if self.is_file else self.path
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if self.is_file:
                os.replace(path, self.path)
        except OSError as error:
            if self.is_file and os.path.exists(path):
                os.unlink(path)
            raise Unwritable(self.shown, error) from None

    def _temporary(self):
        return f"{self.path}.{os.getpid()}"
