"""Text wrapping and filling."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_blanks = "\t\n\x0b\x0c\r "


def _is_word(c):
    return c.isalnum() or c == "_"


class TextWrapper:
    """
    Object for wrapping/filling text.  The public interface consists of
    the wrap() and fill() methods; the other methods are just there for
    subclasses to override in order to tweak the default behaviour.
    """

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join(" " if c in _blanks else c for c in text)
        return text

    def _split(self, text):
        """The text in chunks that aren't broken: words, parts of words up to a hyphen, blanks."""
        chunks = []
        at = 0
        while at < len(text):
            start = at
            is_blank = text[at] in _blanks
            while at < len(text) and (text[at] in _blanks) == is_blank:
                at += 1
            word = text[start:at]
            if is_blank or not self.break_on_hyphens:
                chunks.append(word)
            else:
                chunks.extend(self._split_word(word))
        return chunks

    def _split_word(self, word):
        """Behind a hyphen between letters, and around a dash of two or more hyphens."""
        parts = []
        start = at = 0
        while at < len(word):
            if word[at] != "-":
                at += 1
                continue
            end = at
            while end < len(word) and word[end] == "-":
                end += 1
            if end - at >= 2:
                before, after = word[start:at], word[end:end + 1]
                if before and _is_word(after or " ") and (_is_word(before[-1])
                                                          or before[-1] in "!\"'&.,?"):
                    parts += [before, word[at:end]]
                    start = end
            elif (at - start >= 2 and word[at - 1].isalpha() and word[at - 2].isalpha()
                  and end + 1 < len(word) and word[end].isalpha()
                  and (word[end + 1].isalpha() or word[end + 1] == "-")):
                parts.append(word[start:end])
                start = end
            at = end
        if start < len(word):
            parts.append(word[start:])
        return parts

    def _fix_sentence_endings(self, chunks):
        for i in range(len(chunks) - 1):
            word = chunks[i].rstrip("\"'")
            if (chunks[i + 1] == " " and word[-1:] in (".", "!", "?")
                    and word[-2:-1].islower()):
                chunks[i + 1] = "  "

    def _handle_long_word(self, reversed_chunks, line, length, width):
        space = 1 if width < 1 else width - length
        if self.break_long_words:
            chunk = reversed_chunks[-1]
            end = space
            if self.break_on_hyphens and len(chunk) > space:
                hyphen = chunk.rfind("-", 0, space)
                if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                    end = hyphen + 1
            line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not line:
            line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            line, length = self._take_line(chunks, width)
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1
                        and not chunks[0].strip()) and length <= width):
                lines.append(indent + "".join(line))
                continue
            self._close(lines, line, length, width, indent)
            break
        return lines

    def _take_line(self, chunks, width):
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
            length = sum(map(len, line))
        if self.drop_whitespace and line and line[-1].strip() == "":
            length -= len(line[-1])
            del line[-1]
        return line, length

    def _close(self, lines, line, length, width, indent):
        """The last line that may be: it ends with the placeholder."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """Reformat the single paragraph in 'text' so it fits in lines of no more than 'self.width'
        columns, and return a list of wrapped lines."""
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """Reformat the single paragraph in 'text' to fit in lines of no more than 'self.width'
        columns, and return a new string containing the entire wrapped paragraph."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Wrap a single paragraph of text, returning a list of wrapped lines."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Fill a single paragraph of text, returning a new string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse and truncate the given text to fit in the given width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Remove any common leading whitespace from every line in `text`."""
    lines = text.split("\n")
    margin = None
    for i, line in enumerate(lines):
        content = line.lstrip(" \t")
        if not content:
            lines[i] = ""
            continue
        indent = line[:len(line) - len(content)]
        if margin is None:
            margin = indent
        else:
            same = 0
            while same < min(len(margin), len(indent)) and margin[same] == indent[same]:
                same += 1
            margin = margin[:same]
    if margin:
        lines = [line[len(margin):] if line else line for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    """Adds 'prefix' to the beginning of selected lines in 'text'.

    If 'predicate' is provided, 'prefix' will only be added to the lines
    where 'predicate(line)' is True. If 'predicate' is not provided,
    it will default to adding 'prefix' to all non-empty lines that do not
    consist solely of whitespace characters.
    """
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
