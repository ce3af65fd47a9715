"""The names of encodings. The codecs themselves are those of module codecs."""

import codecs as _codecs

_cache = _codecs._cache


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Everything but letters, digits and dots becomes an underscore, several of them one."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    letters = []
    gap = False
    for c in encoding:
        if c.isalnum() or c == ".":
            if gap and letters:
                letters.append("_")
            if c.isascii():
                letters.append(c)
            gap = False
        else:
            gap = True
    return "".join(letters)


def search_function(encoding):
    return _codecs._search_own(encoding)
