"""Implementation of JSONEncoder"""

import _json


def encode_basestring(s):
    """Return a JSON representation of a Python string"""
    return _json.encode_string(s, False)


def encode_basestring_ascii(s):
    """Return an ASCII-only JSON representation of a Python string"""
    return _json.encode_string(s, True)


class JSONEncoder:
    """Extensible JSON encoder for Python data structures.

    To extend it to recognize other objects, subclass and implement a ``.default()`` method that
    returns a serializable object for ``o`` if possible, and otherwise calls the superclass
    implementation (to raise ``TypeError``).
    """

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """Return a serializable object for ``o``, or raise TypeError."""
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        """Return a JSON string representation of a Python data structure.

        >>> from json.encoder import JSONEncoder
        >>> JSONEncoder().encode({"foo": ["bar", "baz"]})
        '{"foo": ["bar", "baz"]}'
        """
        if isinstance(o, str):
            return _json.encode_string(o, self.ensure_ascii)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return ''.join(chunks)

    def iterencode(self, o, _one_shot=False):
        """Encode the given object and yield each string
        representation as available."""
        return (self._text(o),) if _one_shot else self._chunks(o)

    def _text(self, o):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        return _json.encode(o, self.default, indent, self.key_separator, self.item_separator,
                            self.ensure_ascii, self.sort_keys, self.skipkeys, self.allow_nan,
                            self.check_circular)

    def _chunks(self, o):
        yield self._text(o)
