"""Colours of what is typed, from the tokens of the lexer that reads programs too."""

import builtins
import posix

import _tokens

COLOURS = {
    'keyword': '\x1b[35m', 'string': '\x1b[32m', 'number': '\x1b[33m', 'comment': '\x1b[90m',
    'builtin': '\x1b[36m', 'error': '\x1b[4;31m',
}
PLAIN = '\x1b[0m'
BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith('_'))


def wanted(environment=None):
    environment = posix.environ if environment is None else environment
    return not environment.get(b'NO_COLOR')


def spans(text, start, end):
    """(start, end, colour) of the tokens in text[start:end], in order."""
    found = []
    after_dot = False
    for kind, first, last in _tokens.tokens(text, start, end):
        if kind == 'name' and not after_dot and text[first:last] in BUILTINS:
            kind = 'builtin'
        after_dot = kind == 'operator' and text[first:last] == '.'
        colour = COLOURS.get(kind)
        if colour:
            found.append((first, last, colour))
    return found


def of_lines(text, lines, first, last, offset):
    """For each line from first to last, the spans within it; offset: where line first begins."""
    ends = offset + sum(len(lines[i]) + 1 for i in range(first, last + 1))
    result = []
    found = spans(text, offset, ends)
    position = 0
    for i in range(first, last + 1):
        end = offset + len(lines[i])
        while position < len(found) and found[position][1] <= offset:
            position += 1
        here = []
        for start, stop, colour in found[position:]:
            if start >= end:
                break
            here.append((max(start, offset) - offset, min(stop, end) - offset, colour))
        result.append(tuple(here))
        offset = end + 1
    return result
