"""A terminal in memory: what a program writes to it, as the person would see it.

It knows what Ouro's prompt uses, and complains about anything else. A character in the last column
leaves the cursor there, as terminals do; the next one goes to the next row. `kind` is what it says
it is, if it is asked: b'84', tmux, wraps rows that become too long, others cut them; None says nothing.
With `joins` emoji that are joined take two cells together, as some terminals have it.
"""

import re
import unicodedata

SEQUENCE = re.compile(r'\x1b\[([0-9;?>]*)([A-Za-z])')
WRAPPING = (b'84',)
UNWRITTEN = ' ', ''                  # a cell: character and style; known by its identity


def width_of(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ('Mn', 'Me', 'Cf'):
        return 0
    return 2 if unicodedata.east_asian_width(character) in 'WF' else 1


class Screen:
    def __init__(self, columns, lines, kind=None, joins=False):
        self.columns, self.lines, self.kind, self.joins = columns, lines, kind, joins
        self.answers = b''                                    # to be sent to the program
        self.goes_on = [False] * lines                        # the row is wrapped into the next one
        self.cells = [self.blank() for _ in range(lines)]    # (character, style)
        self.scrolled = []                                    # rows that have left at the top
        self.row = self.column = 0
        self.waits = False                                    # behind the last column
        self.style = ''
        self.paste = False
        self.shows_cursor = True
        self.unread = ''

    def blank(self):
        return [UNWRITTEN] * self.columns

    def resize(self, columns, lines):
        if self.kind in WRAPPING:
            self.wrap(columns)
        else:
            self.cells = [(row + self.blank())[:columns] for row in self.cells]
            self.cells = [row + [UNWRITTEN] * (columns - len(row)) for row in self.cells]
            self.column = min(self.column, columns - 1)
        self.columns = columns
        while len(self.cells) > lines:
            if self.row < len(self.cells) - 1 and not self.text_of(self.cells[-1]):
                self.cells.pop()
                self.goes_on.pop()
            else:
                self.scroll()
                self.row -= 1
        while len(self.cells) < lines:
            self.cells.append(self.blank())
            self.goes_on.append(False)
        self.lines = lines
        self.row = max(self.row, 0)
        self.waits = False

    def scroll(self):
        self.scrolled.append(self.cells.pop(0))
        self.goes_on.pop(0)

    def wrap(self, columns):
        """Lines are put together and wrapped anew; the cursor stays at its character."""
        cells, goes_on, line = [], [], []
        cursor, cursor_row = None, self.row
        for number, row in enumerate(self.cells):
            if number == cursor_row:
                cursor = len(line) + self.column
            line += row
            if self.goes_on[number]:
                continue
            length = len(line)
            while length and line[length - 1] is UNWRITTEN:
                length -= 1
            starts = [0]
            while length - starts[-1] > columns:
                cut = starts[-1] + columns
                starts.append(cut - (line[cut][0] == ''))     # a wide character stays whole
            for start, end in zip(starts, starts[1:] + [max(length, starts[-1])]):
                if cursor is not None and (cursor < end or end == length):
                    self.row, self.column = len(cells), min(cursor - start, columns - 1)
                    cursor = None
                row = line[start:end]
                cells.append(row + [UNWRITTEN] * (columns - len(row)))
                goes_on.append(end < length)
            line = []
        self.cells, self.goes_on = cells, goes_on

    # --- what the program writes -----------------------------------------------------------------

    def feed(self, text):
        text, self.unread = self.unread + text, ''
        position = 0
        while position < len(text):
            character = text[position]
            if character == '\x1b':
                match = SEQUENCE.match(text, position)
                if not match:
                    assert len(text) - position < 20, 'strange: %r' % text[position:position + 20]
                    self.unread = text[position:]
                    return
                self.control(*match.groups())
                position = match.end()
                continue
            position += 1
            if character == '\n':
                self.next_row()
            elif character == '\r':
                self.column, self.waits = 0, False
            elif character == '\b':
                self.column, self.waits = max(self.column - 1, 0), False
            elif character == '\a':
                pass
            else:
                assert character >= ' ', 'strange: %r' % character
                self.put(character)

    def next_row(self):
        self.waits = False
        if self.row + 1 < self.lines:
            self.row += 1
            return
        self.scroll()
        self.cells.append(self.blank())
        self.goes_on.append(False)

    def put(self, character):
        width = width_of(character)
        row = self.cells[self.row]
        column = self.column if self.waits else self.column - 1
        if column > 0 and row[column][0] == '':
            column -= 1
        if not width or self.joins and column >= 0 and (
                row[column][0].endswith('\u200d') or '\U0001f3fb' <= character <= '\U0001f3ff'):
            row[column] = row[column][0] + character, row[column][1]
            return
        if self.waits or self.column + width > self.columns:
            self.column, self.waits = 0, False
            self.goes_on[self.row] = True
            self.next_row()
        self.cells[self.row][self.column] = character, self.style
        if width == 2:
            self.cells[self.row][self.column + 1] = '', self.style
        self.column += width
        if self.column == self.columns:
            self.column, self.waits = self.columns - 1, True

    def control(self, parameters, final):
        if parameters.startswith('?'):
            assert parameters in ('?2004', '?25') and final in 'hl', (parameters, final)
            if parameters == '?2004':
                self.paste = final == 'h'
            else:
                self.shows_cursor = final == 'h'
            return
        if parameters + final == '>c':
            self.answers += b'\x1b[>' + self.kind + b';0;0c' if self.kind else b''
            return
        numbers = [int(number or 0) for number in parameters.split(';')]
        count = max(numbers[0], 1)
        if final == 'm':
            self.style = '' if numbers == [0] else self.style + ';' + parameters
            return
        self.waits = False
        if final == 'A':
            self.row = max(self.row - count, 0)
        elif final == 'B':
            self.row = min(self.row + count, self.lines - 1)
        elif final == 'C':
            self.column = min(self.column + count, self.columns - 1)
        elif final == 'D':
            self.column = max(self.column - count, 0)
        elif final == 'H':
            self.row = self.column = 0
        elif final == 'K':
            assert numbers[0] == 0
            self.cells[self.row][self.column:] = self.blank()[self.column:]
            self.goes_on[self.row] = False
        elif final == 'J':
            self.erase(numbers[0])
        else:
            raise AssertionError('strange: CSI %s %s' % (parameters, final))

    def erase(self, what):
        if what == 3:
            self.scrolled.clear()
            return
        if what == 0:
            self.cells[self.row][self.column:] = self.blank()[self.column:]
            self.goes_on[self.row] = False
        for row in range(self.row + 1 if what == 0 else 0, self.lines):
            self.cells[row] = self.blank()
            self.goes_on[row] = False

    # --- what the person sees --------------------------------------------------------------------

    @staticmethod
    def text_of(row):
        return ''.join(character for character, _ in row).rstrip()

    def rows(self):
        rows = [self.text_of(row) for row in self.cells]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def all_rows(self):
        return [self.text_of(row) for row in self.scrolled] + self.rows()

    def style_of(self, word):
        """The style of the first character of the word where it stands last."""
        for row in reversed(self.cells):
            text = ''.join(character or '\0' for character, _ in row)
            column = text.rfind(word)
            if column >= 0:
                return row[column][1]
        raise AssertionError('%r is not to be seen' % word)
