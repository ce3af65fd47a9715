"""Filename matching with shell patterns: *, ?, [seq] and [!seq].

fnmatch(FILENAME, PATTERN) matches according to the local convention; fnmatchcase(FILENAME, PATTERN)
always takes case into account.
"""

import functools
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Test whether FILENAME matches PATTERN.

    Patterns are Unix shell style:

    *       matches everything
    ?       matches any single character
    [seq]   matches any character in seq
    [!seq]  matches any char not in seq

    An initial period in FILENAME is not special.
    Both FILENAME and PATTERN are first case-normalized
    if the operating system requires it.
    If you don't want this, use fnmatchcase(FILENAME, PATTERN).
    """
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        return re.compile(bytes(translate(str(pat, 'ISO-8859-1')), 'ISO-8859-1')).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """Construct a list from those elements of the iterable NAMES that match PAT."""
    pat = os.path.normcase(pat)
    match = _compile_pattern(pat)
    if os.path is posixpath:
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Test whether FILENAME matches PATTERN, including case.

    This is a version of fnmatch() which doesn't case-normalize
    its arguments.
    """
    return _compile_pattern(pat)(name) is not None


_STAR = object()


def translate(pat):
    """Translate a shell PATTERN to a regular expression.

    There is no way to quote meta-characters.
    """
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == '*':
            if not parts or parts[-1] is not _STAR:
                parts.append(_STAR)
        elif c == '?':
            parts.append('.')
        elif c == '[':
            text, i = _translate_set(pat, i)
            parts.append(text)
        else:
            parts.append(re.escape(c))
    return r'(?s:%s)\Z' % _join(parts)


def _translate_set(pat, i):
    # Behind "[": the expression, and where the pattern goes on.
    end = i
    if pat[end:end + 1] == '!':
        end += 1
    if pat[end:end + 1] == ']':
        end += 1
    end = pat.find(']', end)
    if end < 0:
        return '\\[', i
    text = pat[i:end]
    if '-' not in text:
        text = text.replace('\\', r'\\')
    else:
        text = _join_ranges(_split_ranges(pat, i, end))
    text = re.sub(r'([&~|])', r'\\\1', text)       # set operations
    if not text:
        return '(?!)', end + 1                     # an empty range never matches
    if text == '!':
        return '.', end + 1                        # a negated empty range matches anything
    if text[0] == '!':
        text = '^' + text[1:]
    elif text[0] in ('^', '['):
        text = '\\' + text
    return f'[{text}]', end + 1


def _split_ranges(pat, i, end):
    # The pieces between the hyphens that stand for ranges.
    chunks = []
    place = i + 2 if pat[i] == '!' else i + 1
    while True:
        place = pat.find('-', place, end)
        if place < 0:
            break
        chunks.append(pat[i:place])
        i = place + 1
        place += 3
    chunk = pat[i:end]
    if chunk:
        chunks.append(chunk)
    else:
        chunks[-1] += '-'
    # Ranges that are empty are wrong in regular expressions.
    for k in range(len(chunks) - 1, 0, -1):
        if chunks[k - 1][-1] > chunks[k][0]:
            chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
            del chunks[k]
    return chunks


def _join_ranges(chunks):
    # Hyphens between pieces are ranges; those inside, and backslashes, are quoted.
    return '-'.join(s.replace('\\', r'\\').replace('-', r'\-') for s in chunks)


def _join(parts):
    # A star matches as little as lets the fixed text behind it match, and is never tried again.
    texts = []
    i = 0
    while i < len(parts) and parts[i] is not _STAR:
        texts.append(parts[i])
        i += 1
    while i < len(parts):
        i += 1
        if i == len(parts):
            texts.append('.*')
            break
        fixed = []
        while i < len(parts) and parts[i] is not _STAR:
            fixed.append(parts[i])
            i += 1
        fixed = ''.join(fixed)
        if i == len(parts):
            texts.append('.*')
            texts.append(fixed)
        else:
            texts.append(f'(?>.*?{fixed})')
    return ''.join(texts)
