"""The block on the screen: lines wrapped to rows, and the rows that have changed written anew.

The block stands somewhere on the screen, and nobody knows where: the cursor moves relative to its
first row. A row is written up to the last column, never beyond it, so that terminals that differ in
what they do there do the same. They also differ in how many cells they give to what isn't ASCII, to
joined emoji above all: so the cursor never moves over that, but what stands before it is written.
"""

PLAIN = '\x1b[0m'
TAB = 8
MOST_ROWS = 1000


def visible(character):
    """How a character is shown that has no shape of its own."""
    code = ord(character)
    if code < 32:
        return '^' + chr(code + 64)
    if code == 127:
        return '^?'
    return '<%02X>' % code


def plain(text):
    """The text without sequences for colours and the like."""
    parts = []
    position = 0
    while position < len(text):
        if text.startswith('\x1b[', position):
            position += 2
            while position < len(text) and not '@' <= text[position] <= '~':
                position += 1
        elif text[position] >= ' ':
            parts.append(text[position])
        position += 1
    return ''.join(parts)


def prompt_width(prompt, cells):
    return sum(cells(plain(prompt)))


class Lines:
    """Rows of the lines of a text, at a width. `place` of a column: (row, cell)."""

    def __init__(self, columns, cells):
        self.columns = columns
        self.cells = cells
        self.cache = {}

    def layout(self, line, indent):
        """(starts, end cell): where each row begins in the line, and how full the last one is."""
        key = line, indent
        found = self.cache.get(key)
        if found is None:
            if len(self.cache) > 500:
                self.cache.clear()
            found = self.cache[key] = self.lay(line, indent)
        return found

    def lay(self, line, indent):
        columns = self.columns
        if line.isascii() and line.isprintable():
            total = indent + len(line)
            starts = [0, *range(columns - indent, len(line) + 1, columns)]
            return starts, total % columns
        widths = self.cells(line)
        starts = [0]
        cell = indent
        for i, width in enumerate(widths):
            character = line[i]
            if not width and (character < ' ' or '\x7f' <= character < '\xa0'):
                width = self.tab(cell, indent) if character == '\t' else len(visible(character))
            if cell + width > columns:
                starts.append(i)
                cell = 0
            cell += width
        if cell >= columns:
            starts.append(len(line))
            cell = 0
        return starts, cell

    def tab(self, cell, indent):
        return min(TAB - (cell - indent) % TAB, max(self.columns - cell, 1))

    def place(self, line, indent, column):
        starts, _ = self.layout(line, indent)
        row = len(starts) - 1
        while starts[row] > column:
            row -= 1
        cell = indent if row == 0 else 0
        part = line[starts[row]:column]
        if part.isascii() and part.isprintable():
            return row, cell + len(part)
        for character, width in zip(part, self.cells(part)):
            if not width and (character < ' ' or '\x7f' <= character < '\xa0'):
                width = self.tab(cell, indent) if character == '\t' else len(visible(character))
            cell += width
        if cell >= self.columns:            # only marks that combine with the row's last character
            return row, self.columns - 1
        return row, cell

    def row(self, line, indent, number, spans):
        """The text of a row, coloured, and its width."""
        starts, last = self.layout(line, indent)
        start = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(line)
        cell = indent if number == 0 else 0
        width = last if number + 1 == len(starts) else self.columns
        parts = []
        position = start
        for first, stop, colour in spans:
            first, stop = max(first, position), min(stop, end)
            if first >= stop:
                continue
            parts.append(self.shown(line[position:first], cell, indent, parts))
            parts.append(colour)
            parts.append(self.shown(line[first:stop], cell, indent, parts))
            parts.append(PLAIN)
            position = stop
        parts.append(self.shown(line[position:end], cell, indent, parts))
        return ''.join(parts), width

    def shown(self, text, cell, indent, parts):
        if text.isprintable():
            return text
        for part in parts:
            if not part.startswith('\x1b'):
                cell += sum(self.cells(part))
        shown = []
        for character, width in zip(text, self.cells(text)):
            if width or not (character < ' ' or '\x7f' <= character < '\xa0'):
                shown.append(character)
                cell += width
                continue
            part = ' ' * self.tab(cell, indent) if character == '\t' else visible(character)
            shown.append(part)
            cell += len(part)
        return ''.join(shown)


class Screen:
    """What of the block stands on the screen, and where the cursor is in it."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.columns, self.height = terminal.size()
        self.lines = Lines(self.columns, terminal.cells)
        self.forget()

    def forget(self):
        """Nothing of ours is on the screen; the cursor is where a new row begins."""
        self.rows = []              # (text, width) as written
        self.row = self.cell = 0    # of the cursor
        self.is_sure = True         # that the terminal has it in the same cell
        self.top = (0, 0)           # line and row of it that is the first to be seen
        self.is_stale = False       # something else stands there and below

    def begin(self):
        """If a program has left the cursor in the middle of a row, the block begins below it."""
        self.columns, self.height = self.terminal.size()
        self.lines = Lines(self.columns, self.terminal.cells)
        self.terminal.write(' ' * self.columns + '\r\x1b[K')
        self.forget()

    def is_too_wide(self):
        """Has the screen become too narrow for the rows that stand there?"""
        columns, _ = self.terminal.size()
        return any(width > columns for _, width in self.rows)

    def resize(self, reflows):
        """Back to the first row of the block, which is further up if rows were wrapped."""
        self.columns, self.height = self.terminal.size()
        self.lines = Lines(self.columns, self.terminal.cells)
        up = self.row
        if reflows:
            up = sum(self.wrapped(text, width) for text, width in self.rows[:self.row])
            text, _ = self.rows[self.row]
            up += self.wrapped(text, self.cell + 1) - 1
        up = min(up, self.height - 1)
        self.terminal.write('\r' + ('\x1b[%dA' % up if up else ''))
        self.forget()
        self.is_stale = True

    def wrapped(self, text, width):
        """How many rows the first cells of a row take now. A wide character isn't cut."""
        if width <= self.columns:
            return 1
        rows, cell, seen = 1, 0, 0
        for cells in self.terminal.cells(plain(text)):
            if seen >= width:
                break
            seen += cells
            if cell + cells > self.columns:
                rows, cell = rows + 1, 0
            cell += cells
        return rows + (seen < width and cell == self.columns)

    # --- which rows are to be seen ---------------------------------------------------------------

    def count(self, block, line):
        return len(self.lines.layout(block.lines[line], block.indent(line))[0])

    def back(self, block, place, rows):
        """The place so many rows above, or the first one."""
        line, row = place
        while rows > row and line:
            rows -= row + 1
            line -= 1
            row = self.count(block, line) - 1
        return line, max(row - rows, 0)

    def window(self, block, place, height):
        """Where to begin, so that the cursor is to be seen and as little as possible moves."""
        last = len(block.lines) - 1
        highest = self.back(block, place, height - 1)
        lowest = self.back(block, (last, self.count(block, last) - 1), height - 1)
        self.top = max(min(self.top, place, lowest), highest)
        return self.top

    def visible_lines(self, block, place, height):
        line, row = self.window(block, place, height)
        first = line
        rows = self.count(block, line) - row
        while rows < height and line + 1 < len(block.lines):
            line += 1
            rows += self.count(block, line)
        return first, line

    def compose(self, block, extra):
        """The rows, and the cursor among them. `extra` are rows to be shown below."""
        extra = extra[:max(self.height - 1, 0)]
        height = max(self.height - len(extra), 1)
        at, column = block.cursor
        row, cell = self.lines.place(block.lines[at], block.indent(at), column)
        first, last = self.visible_lines(block, (at, row), height)
        colours = block.colours(first, last)
        rows = []
        cursor = 0
        skipped = self.top[1]
        for line in range(first, last + 1):
            text, indent = block.lines[line], block.indent(line)
            for number in range(skipped, self.count(block, line)):
                if len(rows) == height:
                    break
                if (line, number) == (at, row):
                    cursor = len(rows)
                shown, width = self.lines.row(text, indent, number, colours[line - first])
                prompt = block.prompt(line) if number == 0 else ''
                rows.append((prompt + shown, width))
            skipped = 0
        part = block.lines[at][:column] if cell else ''
        before = part and self.lines.row(part, block.indent(at), row, colours[at - first])[0]
        if cell and row == 0:
            before = block.prompt(at) + before
        return rows + extra, cursor, cell, before

    # --- writing ---------------------------------------------------------------------------------

    def draw(self, block, extra=()):
        rows, row, cell, before = self.compose(block, list(extra))
        out = []
        for i, new in enumerate(rows):
            if i < len(self.rows) and self.rows[i] == new:
                continue
            self.go(out, i, 0)
            # A stale row would still count as wrapped into the next one; and none is surely full.
            if self.is_stale or not new[0].isascii():
                out.append('\x1b[K')
            out.append(new[0])
            if new[1] < self.columns:        # also the last row, unless it is that of the screen
                out.append('\x1b[J' if self.is_stale and i + 1 == len(rows) else '\x1b[K')
            self.cell, self.is_sure = new[1], new[0].isascii()
            if i < len(self.rows):
                self.rows[i] = new
            else:
                self.rows.append(new)
        if len(rows) < len(self.rows):
            self.go(out, len(rows), 0)
            out.append('\x1b[J')
            del self.rows[len(rows):]
        self.is_stale = False
        if out:
            out.insert(0, '\x1b[?25l')
        shows = bool(out)
        self.go_behind(out, before, row, cell)
        if shows:
            out.append('\x1b[?25h')
        if out:
            self.terminal.write(''.join(out))

    def draw_all(self, block):
        """The block with what is above the screen, too: the terminal keeps what scrolls away. Of
        a huge one only what is to be seen."""
        if len(block.lines) > MOST_ROWS:
            return
        total = sum(self.count(block, line) for line in range(len(block.lines)))
        if not self.height < total <= MOST_ROWS:
            return
        out = []
        self.go(out, 0, 0)
        self.terminal.write(''.join(out))
        self.forget()
        self.is_stale = True
        height, self.height = self.height, total
        self.draw(block)
        self.height = height

    def go_behind(self, out, before, row, cell):
        """To the cell behind what stands before it in its row."""
        if before.isascii() or (row, cell) == (self.row, self.cell):
            self.go(out, row, cell)
            return
        self.go(out, row, 0)
        out.append(before)
        self.cell, self.is_sure = cell, False

    def go(self, out, row, cell):
        if (row, cell) == (self.row, self.cell):
            return
        if row == self.row and cell and self.cell < self.columns and self.is_sure:
            step = cell - self.cell
            out.append('\x1b[%d%s' % (abs(step), 'C' if step > 0 else 'D'))
        else:
            out.append('\r')
            if row < self.row:
                out.append('\x1b[%dA' % (self.row - row))
            else:
                known = max(len(self.rows) - 1, 0)
                step = min(row, known) - self.row
                if step > 0:
                    out.append('\x1b[%dB' % step)
                out.append('\n' * (row - max(known, self.row)))
            if cell:
                out.append('\x1b[%dC' % cell)
        self.row, self.cell, self.is_sure = row, cell, True

    def to_end(self):
        """The cursor goes to the last row of the block."""
        out = []
        self.go(out, max(len(self.rows) - 1, 0), 0)
        self.terminal.write(''.join(out))

    def leave(self):
        """The cursor goes below the block, which stays on the screen."""
        self.to_end()
        self.terminal.write('\r\n')
        self.forget()

    def clear(self):
        self.terminal.write('\x1b[H\x1b[2J')
        self.forget()
