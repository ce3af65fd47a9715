"""The text that is being edited: lines, the cursor, what was done to them, what was killed."""


class Buffer:
    """Positions are (row, column). All changes go through replace(), which remembers them."""

    def __init__(self, text=''):
        self.reset(text)
        self.killed = ''

    def reset(self, text):
        self.lines = text.split('\n')
        self.row = len(self.lines) - 1
        self.column = len(self.lines[-1])
        self.version = 0            # changes with every change of the text
        self.done = []              # [row, old lines, new lines, cursor before, cursor after]
        self.undone = []
        self.group = None           # changes of one group, one after another, are undone together

    def text(self):
        return '\n'.join(self.lines)

    def is_empty(self):
        return self.lines == ['']

    @property
    def line(self):
        return self.lines[self.row]

    @property
    def before(self):
        return self.lines[self.row][:self.column]

    @property
    def cursor(self):
        return self.row, self.column

    def move(self, row, column):
        self.row, self.column = row, column
        self.group = None

    # --- changes ---------------------------------------------------------------------------------

    def replace(self, start, end, text, group=None):
        """Puts the text in the place of what lies between the positions; the cursor follows it."""
        old = self.lines[start[0]:end[0] + 1]
        new = (old[0][:start[1]] + text + old[-1][end[1]:]).split('\n')
        before = self.cursor
        self.lines[start[0]:end[0] + 1] = new
        breaks = text.count('\n')
        self.row = start[0] + breaks
        self.column = len(text) - text.rfind('\n') - 1 if breaks else start[1] + len(text)
        self.version += 1
        self.remember(start[0], old, new, before, group)

    def remember(self, row, old, new, before, group):
        self.undone.clear()
        last = self.done[-1] if self.done and group and group == self.group else None
        if last and last[0] == row and len(old) == len(new) == len(last[2]) == 1:
            last[2] = new
            last[4] = self.cursor
        else:
            self.done.append([row, old, new, before, self.cursor])
        self.group = group

    def undo(self):
        if not self.done:
            return False
        change = row, old, new, before, after = self.done.pop()
        self.lines[row:row + len(new)] = old
        return self.was_changed(before, self.undone, change)

    def redo(self):
        if not self.undone:
            return False
        change = row, old, new, before, after = self.undone.pop()
        self.lines[row:row + len(old)] = new
        return self.was_changed(after, self.done, change)

    def was_changed(self, cursor, changes, change):
        changes.append(change)
        self.move(*cursor)
        self.version += 1
        return True

    def insert(self, text, group=None):
        self.replace(self.cursor, self.cursor, text, group)

    def delete(self, start, end, group=None):
        if start != end:
            self.replace(start, end, '', group)

    def set_text(self, text):
        """Another text, as one change; the cursor stands at its end."""
        self.replace((0, 0), (len(self.lines) - 1, len(self.lines[-1])), text)

    # --- places ----------------------------------------------------------------------------------

    def left(self, begins):
        """The position before the character; marks that combine and joined emoji belong to it."""
        row, column = self.cursor
        if not column:
            return (row - 1, len(self.lines[row - 1])) if row else (0, 0)
        return row, begins(self.line[:column]).rindex(1)

    def right(self, begins):
        row, column = self.cursor
        if column == len(self.line):
            return (row + 1, 0) if row + 1 < len(self.lines) else (row, column)
        end = begins(self.line).find(1, column + 1)
        return row, len(self.line) if end < 0 else end

    def word_left(self):
        row, column = self.cursor
        while True:
            line = self.lines[row]
            while column and not is_word(line[column - 1]):
                column -= 1
            if column or not row:
                break
            row -= 1
            column = len(self.lines[row])
        while column and is_word(self.lines[row][column - 1]):
            column -= 1
        return row, column

    def word_right(self):
        row, column = self.cursor
        while True:
            line = self.lines[row]
            while column < len(line) and not is_word(line[column]):
                column += 1
            if column < len(line) or row + 1 == len(self.lines):
                break
            row, column = row + 1, 0
        line = self.lines[row]
        while column < len(line) and is_word(line[column]):
            column += 1
        return row, column

    def end(self):
        return len(self.lines) - 1, len(self.lines[-1])

    # --- killing ---------------------------------------------------------------------------------

    def between(self, start, end):
        lines = self.lines[start[0]:end[0] + 1]
        lines[-1] = lines[-1][:end[1]]
        lines[0] = lines[0][start[1]:]
        return '\n'.join(lines)

    def kill(self, start, end, follows):
        """What was killed can be yanked; kills that follow one another are one text."""
        if start == end:
            return
        text = self.between(start, end)
        if not follows:
            self.killed = text
        elif end == self.cursor:
            self.killed = text + self.killed
        else:
            self.killed += text
        self.delete(start, end)

    def transpose(self):
        line, column = self.line, self.column
        if column == len(line):
            column -= 1
        if column < 1:
            return
        pair = line[column] + line[column - 1]
        self.replace((self.row, column - 1), (self.row, column + 1), pair)


def is_word(character):
    return character.isalnum() or character == '_'
