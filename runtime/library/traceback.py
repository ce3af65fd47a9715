"""Tracebacks and exceptions as text: extracted, formatted, printed."""

import itertools
import linecache
import sys
from _traceback import caret_anchors

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only",
           "format_list", "format_stack", "format_tb", "print_exc", "format_exc",
           "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
           "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_cause_message = ("\nThe above exception was the direct cause "
                  "of the following exception:\n\n")
_context_message = ("\nDuring handling of the above exception, "
                    "another exception occurred:\n\n")

_RECURSIVE_CUTOFF = 3    # entries of the same line are shown before they are counted only
_BYTES_A_WORD = 8        # f_lasti and tb_lasti count bytes of code


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


def _format_final_exc_line(etype, value):
    text = _safe_string(value, "exception")
    return f"{etype}\n" if value is None or not text else f"{etype}: {text}\n"


# --- the stack ----------------------------------------------------------------------------------

def walk_stack(f):
    """Yield (frame, line) from a frame outwards; f None: from the caller."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yield (frame, line) for each entry of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _get_code_position(code, instruction_index):
    if instruction_index < 0:
        return (None, None, None, None)
    word = instruction_index // _BYTES_A_WORD
    return next(itertools.islice(code.co_positions(), word, None))


def _walk_tb_with_full_positions(tb):
    while tb is not None:
        line, *rest = _get_code_position(tb.tb_frame.f_code, tb.tb_lasti)
        yield tb.tb_frame, (tb.tb_lineno if line is None else line, *rest)
        tb = tb.tb_next


def clear_frames(tb):
    """Clear the locals of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass                      # it still runs
        tb = tb.tb_next


class FrameSummary:
    """What a traceback says of one frame; as a sequence (filename, lineno, name, line)."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line",
                 "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def _original_line(self):
        self.line                     # looks it up
        return self._line

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


def _limited(frames, limit):
    """The first `limit` frames, or the last -limit ones."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return frames
    return itertools.islice(frames, limit) if limit >= 0 else list(frames)[limit:]


class StackSummary(list):
    """The frames of a stack or a traceback: FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make a summary of pairs (frame, line)."""
        def extended():
            for f, lineno in frame_gen:
                yield f, (lineno, None, None, None)

        return klass._extract_from_extended_frame_gen(
            extended(), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True,
                                         capture_locals=False):
        result = klass()
        filenames = set()
        for f, (lineno, end_lineno, colno, end_colno) in _limited(frame_gen, limit):
            code = f.f_code
            filenames.add(code.co_filename)
            linecache.lazycache(code.co_filename, f.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=f.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for f in result:
                f.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make a summary of FrameSummary objects or tuples (filename, lineno, name, line)."""
        result = StackSummary()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary):
        """The text for one frame; a subclass may return None to leave it out."""
        summary = frame_summary
        text = f'  File "{summary.filename}", line {summary.lineno}, in {summary.name}\n'
        if summary.line:
            text += f"    {summary.line.strip()}\n"
            if summary.colno is not None and summary.end_colno is not None:
                text += _carets(summary)
        if summary.locals:
            for name, value in sorted(summary.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self):
        """A list of texts, one a frame; long repetitions are counted."""
        result = []
        last = None
        count = 0

        def end_repetition():
            more = count - _RECURSIVE_CUTOFF
            if more > 0:
                plural = "s" if more > 1 else ""
                result.append(f"  [Previous line repeated {more} more time{plural}]\n")

        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            place = (summary.filename, summary.lineno, summary.name)
            if None in place or place != last:
                end_repetition()
                last = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        end_repetition()
        return result


def _byte_offset_to_character_offset(text, offset):
    return len(text.encode("utf-8")[:offset].decode("utf-8", errors="replace"))


def _display_width(line, offset):
    """How many columns line[:offset] takes on a terminal."""
    if line.isascii():
        return offset
    try:
        from unicodedata import east_asian_width
    except ImportError:
        return offset
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line[:offset])


def _find_anchors(segment):
    """Where the operator of an expression stands, in characters; None: nowhere in particular."""
    try:
        found = caret_anchors(segment)
    except Exception:
        return None
    if found is None:
        return None
    return tuple(_byte_offset_to_character_offset(segment, offset) for offset in found)


def _carets(summary):
    """The line below the source line that marks the expression, or ""."""
    line = summary._original_line
    stripped = summary.line.strip()
    indent = len(line) - len(summary.line.lstrip())
    start = _byte_offset_to_character_offset(line, summary.colno)
    end = _byte_offset_to_character_offset(line, summary.end_colno)
    segment = line[start:end]
    anchors = None
    if summary.lineno == summary.end_lineno:
        anchors = _find_anchors(segment)
    else:
        end = len(line.rstrip())
    if end - start >= len(stripped) and not (anchors and anchors[1] > anchors[0]):
        return ""
    first, last = _display_width(line, start) + 1, _display_width(line, end) + 1
    text = "    " + " " * (first - indent)
    if not anchors:
        return text + "^" * (last - first) + "\n"
    left, right = (_display_width(segment, anchor) for anchor in anchors)
    return text + "~" * left + "^" * (right - left) + "~" * (last - first - right) + "\n"


# --- exceptions ---------------------------------------------------------------------------------

class _ExceptionPrintContext:
    """How deep in groups a text stands."""

    def __init__(self):
        self.seen = set()
        self.exception_group_depth = 0
        self.need_close = False

    def indent(self):
        return " " * (2 * self.exception_group_depth)

    def emit(self, text_gen, margin_char=None):
        prefix = self.indent()
        if self.exception_group_depth:
            prefix += (margin_char or "|") + " "
        for text in [text_gen] if isinstance(text_gen, str) else text_gen:
            yield "".join(prefix + line for line in text.splitlines(True))


def _is_note_list(notes):
    if isinstance(notes, (list, tuple, str)):
        return True
    from _collections_abc import Sequence
    return isinstance(notes, Sequence)


class TracebackException:
    """An exception ready to be formatted; it holds no references to frames or to the exception.

    `stack` is a StackSummary; `__cause__`, `__context__` and the `exceptions` of a group are
    TracebackException objects. Of groups at most max_group_width exceptions and max_group_depth
    levels are shown. Of a SyntaxError it has filename, lineno, end_lineno, text, offset,
    end_offset and msg.
    """

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 _seen=None):
        is_outermost = _seen is None
        if is_outermost:
            _seen = set()
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _walk_tb_with_full_positions(exc_traceback), limit=limit,
            lookup_lines=lookup_lines, capture_locals=capture_locals)
        self.exc_type = exc_type
        self._str = _safe_string(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        if exc_type and issubclass(exc_type, SyntaxError):
            self._take_syntax_error(exc_value)
        if lookup_lines:
            self._load_lines()
        self.__suppress_context__ = \
            exc_value.__suppress_context__ if exc_value is not None else False
        if is_outermost:
            options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                           max_group_width=max_group_width, max_group_depth=max_group_depth,
                           _seen=_seen)
            self._take_related(exc_value, compact, options)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Create a TracebackException from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _take_syntax_error(self, error):
        self.filename = error.filename
        self.lineno = str(error.lineno) if error.lineno is not None else None
        self.end_lineno = str(error.end_lineno) if error.end_lineno is not None else None
        self.text = error.text
        self.offset = error.offset
        self.end_offset = error.end_offset
        self.msg = error.msg

    def _take_related(self, exc_value, compact, options):
        """Causes, contexts and members, without recursion; each exception once."""
        seen = options["_seen"]

        def make(error):
            return TracebackException(type(error), error, error.__traceback__, **options)

        queue = [(self, exc_value)]
        while queue:
            te, e = queue.pop()
            te.__cause__ = te.__context__ = te.exceptions = None
            if not e:
                continue
            if e.__cause__ is not None and id(e.__cause__) not in seen:
                te.__cause__ = make(e.__cause__)
            needs_context = not compact or (te.__cause__ is None and not e.__suppress_context__)
            if e.__context__ is not None and needs_context and id(e.__context__) not in seen:
                te.__context__ = make(e.__context__)
            if isinstance(e, BaseExceptionGroup):
                te.exceptions = [make(member) for member in e.exceptions]
            if te.__cause__:
                queue.append((te.__cause__, e.__cause__))
            if te.__context__:
                queue.append((te.__context__, e.__context__))
            if te.exceptions:
                queue.extend(zip(te.exceptions, e.exceptions))

    def _load_lines(self):
        for frame in self.stack:
            frame.line

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def _type_name(self):
        module = self.exc_type.__module__
        if module in ("__main__", "builtins"):
            return self.exc_type.__qualname__
        if not isinstance(module, str):
            module = "<unknown>"
        return f"{module}.{self.exc_type.__qualname__}"

    def format_exception_only(self):
        """Yield the lines of the exception itself: its message and its notes."""
        if self.exc_type is None:
            yield _format_final_exc_line(None, self._str)
            return
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(self._type_name())
        else:
            yield _format_final_exc_line(self._type_name(), self._str)
        if self.__notes__ is None:
            return
        if not _is_note_list(self.__notes__):
            yield _safe_string(self.__notes__, "__notes__", func=repr)
            return
        for note in self.__notes__:
            for line in _safe_string(note, "note").split("\n"):
                yield line + "\n"

    def _format_syntax_error(self, stype):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.text is not None:
            yield from self._format_source_line()
        yield f"{stype}: {self.msg or '<no detail available>'}{suffix}\n"

    def _format_source_line(self):
        text = self.text.rstrip("\n")
        shown = text.lstrip(" \n\f")
        yield f"    {shown}\n"
        if self.offset is None:
            return
        start, end = self.offset, self.end_offset
        if end in {None, 0} or end == start or end == -1:
            end = start + 1
        removed = len(text) - len(shown) + 1
        if start >= removed:
            # Tabs stay, so that the carets stand below what they mark.
            space = "".join(c if c.isspace() else " " for c in shown[:start - removed])
            yield f"    {space}{'^' * (end - start)}\n"

    def format(self, *, chain=True, _ctx=None):
        """Yield the whole text, with causes and contexts if chain is true."""
        if _ctx is None:
            _ctx = _ExceptionPrintContext()
        for message, exc in reversed(self._chain() if chain else [(None, self)]):
            if message is not None:
                yield from _ctx.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from _ctx.emit("Traceback (most recent call last):\n")
                    yield from _ctx.emit(exc.stack.format())
                yield from _ctx.emit(exc.format_exception_only())
            elif _ctx.exception_group_depth > self.max_group_depth:
                yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from self._format_group(exc, chain, _ctx)

    def _chain(self):
        """Pairs (what to say before it, exception), the last raised first."""
        output = []
        exc = self
        while exc:
            message = before = None
            if exc.__cause__ is not None:
                message, before = _cause_message, exc.__cause__
            elif exc.__context__ is not None and not exc.__suppress_context__:
                message, before = _context_message, exc.__context__
            output.append((message, exc))
            exc = before
        return output

    def _format_group(self, exc, chain, _ctx):
        is_toplevel = _ctx.exception_group_depth == 0
        if is_toplevel:
            _ctx.exception_group_depth += 1
        if exc.stack:
            yield from _ctx.emit("Exception Group Traceback (most recent call last):\n",
                                 margin_char="+" if is_toplevel else None)
            yield from _ctx.emit(exc.stack.format())
        yield from _ctx.emit(exc.format_exception_only())
        yield from self._format_members(exc, chain, _ctx)
        if is_toplevel:
            _ctx.exception_group_depth = 0

    def _format_members(self, exc, chain, _ctx):
        count, width = len(exc.exceptions), self.max_group_width
        shown = count if count <= width else width + 1
        _ctx.need_close = False
        for i in range(shown):
            is_last = i == shown - 1
            if is_last:
                _ctx.need_close = True        # unless a group in this one does it
            is_truncated = i >= width
            title = "..." if is_truncated else str(i + 1)
            yield (_ctx.indent() + ("+-" if i == 0 else "  ")
                   + f"+---------------- {title} ----------------\n")
            _ctx.exception_group_depth += 1
            if is_truncated:
                rest = count - width
                yield from _ctx.emit(f"and {rest} more exception{'s' if rest > 1 else ''}\n")
            else:
                yield from exc.exceptions[i].format(chain=chain, _ctx=_ctx)
            if is_last and _ctx.need_close:
                yield _ctx.indent() + "+------------------------------------\n"
                _ctx.need_close = False
            _ctx.exception_group_depth -= 1

    def print(self, *, file=None, chain=True):
        """Print the text to a file; by default to sys.stderr."""
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")


# --- functions ----------------------------------------------------------------------------------

def _parse_value_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
    """Print an exception with its traceback to a file; by default to sys.stderr."""
    value, tb = _parse_value_tb(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    te.print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True):
    """What print_exception() prints, as a list of strings."""
    value, tb = _parse_value_tb(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(te.format(chain=chain))


def format_exception_only(exc, /, value=_sentinel):
    """The lines of an exception without its traceback, as a list of strings."""
    if value is _sentinel:
        value = exc
    te = TracebackException(type(value), value, None, compact=True)
    return list(te.format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() prints, as a string."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that the prompt has reported last."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_list(extracted_list, file=None):
    """Print a list of entries as extract_tb() and extract_stack() return it."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """The texts of a list of entries, each ending with a newline."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback to a file; by default to sys.stderr."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """A shorthand for format_list(extract_tb(tb, limit))."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback as a StackSummary."""
    return StackSummary._extract_from_extended_frame_gen(
        _walk_tb_with_full_positions(tb), limit=limit)


def print_stack(f=None, limit=None, file=None):
    """Print the stack of a frame, by default the caller's, the outermost frame first."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """A shorthand for format_list(extract_stack(f, limit))."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The stack of a frame as a StackSummary, the outermost frame first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack
