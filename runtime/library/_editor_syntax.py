"""Where the text stops: within which brackets and which logical line; and how the next line begins."""

import _tokens

LEVEL = 4                           # spaces of an indentation
ENDING_WORDS = ('return', 'pass', 'break', 'continue', 'raise')
OPENERS, CLOSERS = ('(', '[', '{'), (')', ']', '}')
CLAUSES = {                         # and what they belong to
    'elif': ('if', 'elif'), 'else': ('if', 'elif', 'for', 'while', 'except', 'try'),
    'except': ('try', 'except'), 'finally': ('try', 'except', 'else'), 'case': ('match', 'case'),
}


class Stop:
    """`opened`: places of brackets that aren't closed, `first` and `last`: (kind, start, end) of the
    logical line's first token and of the last one, None if there are no tokens."""

    def __init__(self, text):
        self.text = text
        self.opened = []
        self.first = self.last = None
        self.following = -1         # the token behind the bracket that was opened last
        for token in _tokens.tokens(text):
            if token[0] != 'comment':
                self.take(token)

    def take(self, token):
        kind, start, end = token
        if self.last is None or not self.opened and self.begins_line(start):
            self.first = token
        if self.opened and self.last[1] == self.opened[-1]:
            self.following = start
        sign = self.text[start:end] if kind == 'operator' else ''
        if sign in OPENERS:
            self.opened.append(start)
        elif sign in CLOSERS and self.opened:
            self.opened.pop()
            self.following = -1
        self.last = token

    def begins_line(self, start):
        return '\n' in self.text[self.last[2]:start].replace('\\\n', '')

    def word(self, token):
        return self.text[token[1]:token[2]]

    def line_start(self, place):
        return self.text.rfind('\n', 0, place) + 1

    def blanks(self, place):
        """The indentation of the line in which that place is."""
        return indentation(self.text[self.line_start(place):])

    def in_string(self):
        """Within a string of several lines?"""
        kind, start, end = self.last
        if kind != 'string' or end != len(self.text):
            return False
        text = self.text[start:].lstrip('rRbBuUfF')
        return text[:3] in ('"""', "'''") and (len(text) < 6 or not text.endswith(text[:3]))


def indentation(line):
    return line[:len(line) - len(line.lstrip(' \t'))]


def next_indentation(text):
    """What a line begins with that follows the text."""
    stop = Stop(text)
    line = text[stop.line_start(len(text)):]
    blanks = indentation(line)
    is_code = line.strip() and not line.lstrip().startswith('#')
    if not is_code or stop.last is None or stop.in_string() or text.endswith('\\'):
        return blanks
    if stop.opened:
        return within_brackets(stop, line, blanks)
    blanks = stop.blanks(stop.first[1])
    if stop.word(stop.last) == ':':
        return blanks + ' ' * LEVEL
    if stop.word(stop.first) in ENDING_WORDS:
        return blanks[:(len(blanks) - 1) // LEVEL * LEVEL if blanks else 0]
    return blanks


def within_brackets(stop, line, blanks):
    opener = stop.opened[-1]
    if stop.last[1] == opener:
        return stop.blanks(opener) + ' ' * LEVEL
    start = stop.line_start(opener)
    if start < len(stop.text) - len(line) or stop.following < 0:
        return blanks
    return blanks + ' ' * (stop.following - start - len(blanks))     # below what follows the bracket


def closing_indentation(text):
    """What the line begins with whose first character closes the bracket that is open."""
    stop = Stop(text)
    return stop.blanks(stop.opened[-1]) if stop.opened else None


def first_word(line):
    """'else' of 'else:'; what is behind an 'async' counts."""
    words = line.replace(':', ' ').removeprefix('async ').split(None, 1)
    return words[0] if words else ''


def clause_indentation(lines, clause):
    """How many blanks an else:, except: and the like begins with, below these lines: as many as
    the innermost statement that it can belong to, never more than it has."""
    room = len(indentation(clause))
    owners = CLAUSES[first_word(clause.lstrip())]
    limit = room
    for line in reversed(lines):
        blanks = len(indentation(line))
        word = first_word(line[blanks:])
        if not word or word.startswith('#') or blanks > limit:
            continue
        if word in owners:
            return min(blanks + LEVEL * (word == 'match'), room)
        limit = blanks - 1
    return room


def is_clause(text, line):
    """Does the text end with the line of an else:, except: and the like?"""
    if first_word(line.lstrip()) not in CLAUSES or not line.endswith(':'):
        return False
    stop = Stop(text)
    return not stop.opened and stop.last is not None and stop.word(stop.last) == ':'
