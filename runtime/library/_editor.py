"""The editor of the prompt: reads a block of program text from the terminal.

It runs in an interpreter of its own; of the person's program it knows what `_prompt` tells it.
"""

import _editor_colours
import _prompt
import _terminal
import _tokens
from _editor_buffer import Buffer
from _editor_complete import complete
from _editor_display import Screen, prompt_width
from _editor_history import History
from _editor_keys import QUESTION, Keys
from _editor_syntax import (CLOSERS, LEVEL, clause_indentation, closing_indentation, indentation,
                            is_clause, next_indentation)

MOST_MATCHES = 400
# Terminals that cut rows when they become narrower: xterm, rxvt, GNU screen, and those that don't
# say what they are (the console of Linux, st). All others wrap them.
FIXED_ROWS = (b'41', b'82', b'83')

KEYS = {
    'left': 'left', 'c-b': 'left', 'right': 'right', 'c-f': 'right', 'up': 'up', 'c-p': 'up',
    'down': 'down', 'c-n': 'down', 'home': 'line_start', 'c-a': 'line_start', 'end': 'line_end',
    'c-e': 'line_end', 'm-<': 'block_start', 'c-home': 'block_start', 'm->': 'block_end',
    'c-end': 'block_end', 'm-b': 'word_left', 'm-left': 'word_left', 'c-left': 'word_left',
    'm-f': 'word_right', 'm-right': 'word_right', 'c-right': 'word_right',
    'backspace': 'backspace', 'delete': 'delete', 'c-d': 'end_of_input', 'm-d': 'kill_word',
    'm-delete': 'kill_word', 'm-backspace': 'kill_word_back', 'c-w': 'kill_word_back',
    'c-k': 'kill_to_end', 'c-u': 'kill_to_start', 'c-y': 'yank', 'c-t': 'transpose',
    'c-_': 'undo', 'c-z': 'suspend', 'm-_': 'redo', 'm-r': 'redo', 'c-l': 'clear_screen',
    'enter': 'enter', 'm-enter': 'insert_line', 'tab': 'tab', 's-tab': 'dedent',
    'c-r': 'search', 'm-p': 'older', 'page-up': 'older', 'm-n': 'newer', 'page-down': 'newer',
    'c-c': 'cancel',
}
KILLS = {'kill_word', 'kill_word_back', 'kill_to_end', 'kill_to_start'}
END, CANCELLED = None, False        # what read() gives, other than a text


class Block:
    """The buffer as the screen sees it: with prompts and colours."""

    def __init__(self, buffer, first, rest, has_colours):
        self.buffer = buffer
        self.texts = first, rest
        self.widths = [prompt_width(text, _terminal.cells) for text in self.texts]
        self.has_colours = has_colours
        self.version, self.whole = -1, ''

    @property
    def lines(self):
        return self.buffer.lines

    @property
    def cursor(self):
        return self.buffer.cursor

    def prompt(self, line):
        return self.texts[line > 0]

    def indent(self, line):
        return self.widths[line > 0]

    def text(self):
        if self.version != self.buffer.version:
            self.version, self.whole = self.buffer.version, self.buffer.text()
        return self.whole

    def colours(self, first, last):
        if not self.has_colours or self.buffer.lines[0].startswith(':'):
            return [()] * (last - first + 1)
        offset = sum(len(line) + 1 for line in self.lines[:first])
        return _editor_colours.of_lines(self.text(), self.lines, first, last, offset)


class Editor:
    def __init__(self):
        self.buffer = Buffer()
        self.keys = Keys(_terminal.read)
        self.screen = Screen(_terminal)
        self.history = History()
        self.has_colours = _editor_colours.wanted()
        self.reflows = None         # does the terminal wrap rows that have become too long?

    # --- the loop --------------------------------------------------------------------------------

    def read(self, first, rest):
        """A block; END when there will be none any more, CANCELLED after Ctrl-C."""
        _terminal.open()
        try:
            return self.edit(first, rest)
        finally:
            _terminal.close()

    def edit(self, first, rest):
        self.screen.begin()
        above, newline, first = first.rpartition('\n')
        if newline:
            _terminal.write(above.replace('\n', '\r\n') + '\r\n')
        first = self.fitting(first)
        rest = self.fitting(rest)
        self.prompts = first, rest
        self.buffer.reset('')
        self.block = Block(self.buffer, first, rest, self.has_colours)
        self.extra = []
        self.index = len(self.history.blocks)
        self.prefix, self.recalled = '', -1
        self.command = ''
        self.result = self
        while self.result is self:
            if not self.keys.bytes or self.index is None:
                self.draw()
            self.step(self.next_key())
        self.extra = []
        if self.result is END:
            self.screen.draw(self.block)
        else:
            self.buffer.move(*self.buffer.end())
            self.screen.draw(self.block)
            if self.result is not CANCELLED:
                self.screen.draw_all(self.block)
            self.screen.leave()
        return self.result

    def fitting(self, prompt):
        """A prompt that leaves no room is left out."""
        room = self.screen.columns - 4
        return prompt if prompt_width(prompt, _terminal.cells) < room else ''

    def next_key(self):
        while True:
            key = self.keys.next()
            self.look_at_screen()
            if key is not None:
                return key
            if self.keys.at_end:
                return 'hang-up'
            interrupted = _prompt.interrupted()
            if interrupted is None:
                return 'hang-up'
            if interrupted:
                return 'c-c'

    def look_at_screen(self):
        """What a key does is drawn as the screen is now."""
        if _terminal.was_away():
            _terminal.resized()
            self.screen.begin()
            self.draw()
        elif _terminal.resized():
            self.resize()

    def resize(self):
        if self.reflows is None and self.screen.is_too_wide():
            _terminal.write(QUESTION)
            found = self.keys.answer()
            self.reflows = bool(found) and found.split(b';')[0] not in FIXED_ROWS
        self.screen.resize(self.reflows)
        self.draw()

    def draw(self):
        self.screen.draw(self.block, [self.shown(text) for text in self.extra])

    def step(self, key):
        self.extra = []
        if isinstance(key, tuple):
            self.command, text = key
            if self.command == 'paste':
                self.buffer.insert(text)
            else:
                self.insert_words(text)
            return
        name = KEYS.get(key)
        if key == 'hang-up':
            self.result = END
        elif name:
            getattr(self, name)()
        self.command = name

    def insert_words(self, text):
        """An undo takes a word back. What closes a bracket goes below the line that opened it, the
        'else:' of a statement below that."""
        if text in CLOSERS and self.buffer.row and not self.buffer.before.strip():
            blanks = closing_indentation(self.before())
            if blanks is not None:
                self.buffer.replace((self.buffer.row, 0), self.buffer.cursor, blanks + text)
                return
        while text:
            end = text.find(' ') + 1 or len(text)
            self.buffer.insert(text[:end], 'typing')
            if text[end - 1] == ' ':
                self.buffer.group = None
            text = text[end:]
        buffer = self.buffer
        if buffer.row and buffer.before == buffer.line and is_clause(self.before(), buffer.line):
            blanks = clause_indentation(buffer.lines[:buffer.row], buffer.line)
            self.indent_by(blanks)

    def indent_by(self, kept):
        """The line begins with so many of its blanks."""
        row, column = self.buffer.cursor
        line = self.buffer.line
        blanks = len(indentation(line))
        column = max(column, blanks)
        if kept < blanks:
            self.buffer.replace((row, kept), (row, column), line[blanks:column])

    # --- moving ----------------------------------------------------------------------------------

    def left(self):
        self.buffer.move(*self.buffer.left(_terminal.begins))

    def right(self):
        self.buffer.move(*self.buffer.right(_terminal.begins))

    def line_start(self):
        """Behind the indentation, or at the very start if the cursor is there already."""
        blanks = len(indentation(self.buffer.line))
        column = 0 if self.buffer.column == blanks or self.buffer.row == 0 else blanks
        self.buffer.move(self.buffer.row, column)

    def line_end(self):
        self.buffer.move(self.buffer.row, len(self.buffer.line))

    def block_start(self):
        self.buffer.move(0, 0)

    def block_end(self):
        self.buffer.move(*self.buffer.end())

    def word_left(self):
        self.buffer.move(*self.buffer.word_left())

    def word_right(self):
        self.buffer.move(*self.buffer.word_right())

    def up(self):
        self.vertical(-1, self.older)

    def down(self):
        self.vertical(1, self.newer)

    def vertical(self, step, beyond):
        """To the row above or below, also of a line that is wrapped; at the edge to the history."""
        buffer, lines = self.buffer, self.screen.lines
        at, column = buffer.cursor
        row, cell = lines.place(buffer.line, self.block.indent(at), column)
        row += step
        if not 0 <= row < self.screen.count(self.block, at):
            at += step
            if not 0 <= at < len(buffer.lines):
                beyond()
                return
            row = 0 if step > 0 else self.screen.count(self.block, at) - 1
        buffer.move(at, self.column_at(at, row, cell))

    def column_at(self, at, row, cell):
        line, indent = self.buffer.lines[at], self.block.indent(at)
        starts, _ = self.screen.lines.layout(line, indent)
        end = starts[row + 1] - 1 if row + 1 < len(starts) else len(line)
        column = starts[row]
        while column < end and self.screen.lines.place(line, indent, column + 1) <= (row, cell):
            column += 1
        return column

    # --- deleting --------------------------------------------------------------------------------

    def backspace(self):
        buffer = self.buffer
        column = buffer.column
        if column and not buffer.before.strip(' '):
            start = buffer.row, (column - 1) // LEVEL * LEVEL
        else:
            start = buffer.left(_terminal.begins)
        buffer.delete(start, buffer.cursor, 'deleting')

    def delete(self):
        self.buffer.delete(self.buffer.cursor, self.buffer.right(_terminal.begins), 'deleting')

    def dedent(self):
        blanks = len(indentation(self.buffer.line))
        if blanks:
            self.indent_by((blanks - 1) // LEVEL * LEVEL)

    def kill(self, start, end):
        self.buffer.kill(start, end, self.command in KILLS)

    def kill_word(self):
        self.kill(self.buffer.cursor, self.buffer.word_right())

    def kill_word_back(self):
        self.kill(self.buffer.word_left(), self.buffer.cursor)

    def kill_to_end(self):
        row, column = self.buffer.cursor
        end = row, len(self.buffer.line)
        if column == end[1] and row + 1 < len(self.buffer.lines):
            end = row + 1, 0
        self.kill((row, column), end)

    def kill_to_start(self):
        self.kill((self.buffer.row, 0), self.buffer.cursor)

    def yank(self):
        self.buffer.insert(self.buffer.killed)

    def transpose(self):
        self.buffer.transpose()

    def undo(self):
        self.buffer.undo()

    def redo(self):
        self.buffer.redo()

    def before(self):
        """All that stands before the cursor."""
        return self.buffer.between((0, 0), self.buffer.cursor)

    # --- entering --------------------------------------------------------------------------------

    def enter(self):
        buffer = self.buffer
        text = self.block.text()
        if self.runs(text):
            self.history.add(text)
            self.result = text
            return
        self.insert_line(bool(self.keys.bytes))

    def runs(self, text):
        """Does Enter run the block, or add a line to it?"""
        buffer = self.buffer
        if not text.strip() or (len(buffer.lines) == 1 and _prompt.is_command(text)):
            return True
        if buffer.row + 1 < len(buffer.lines) and buffer.cursor != self.end_of_code():
            return False
        if buffer.row and not buffer.line.strip():
            return _tokens.is_complete(text.rstrip() + '\n\n')
        return _tokens.is_complete(text + '\n')

    def end_of_code(self):
        """Where the text ends, the blanks behind it left out."""
        lines = self.buffer.lines
        row = len(lines) - 1
        while row and not lines[row].strip():
            row -= 1
        return row, len(lines[row].rstrip())

    def insert_line(self, as_it_is=False):
        """A new line; what others send that isn't typed has its indentation already."""
        blanks = '' if as_it_is else next_indentation(self.before())
        self.buffer.insert('\n' + blanks)
        self.buffer.group = None

    def cancel(self):
        self.result = CANCELLED

    def end_of_input(self):
        if self.buffer.is_empty():
            self.result = END
        else:
            self.delete()

    def suspend(self):
        self.screen.draw(self.block)
        self.screen.to_end()
        _terminal.suspend()

    def clear_screen(self):
        self.screen.clear()

    # --- history ---------------------------------------------------------------------------------

    def older(self):
        self.recall(self.history.before)

    def newer(self):
        self.recall(self.history.after)

    def recall(self, find):
        """The next block that begins with what stood before the cursor when this began."""
        buffer = self.buffer
        if self.recalled != buffer.version:
            self.prefix = buffer.between((0, 0), buffer.cursor)
            self.typed = self.block.text()
            self.index = len(self.history.blocks)
        index = find(self.index, self.prefix, self.block.text())
        if index >= 0:
            buffer.set_text(self.history.blocks[index])
            self.index = index
        elif find == self.history.after and self.index < len(self.history.blocks):
            buffer.set_text(self.typed)
            self.index = len(self.history.blocks)
        else:
            return
        self.recalled = buffer.version

    def search(self):
        """Ctrl-R: the newest block that has in it what is typed; again for older ones."""
        buffer = self.buffer
        before = self.block.text(), buffer.cursor
        word = ''
        at = len(self.history.blocks)
        while True:
            failed = bool(word) and at < 0
            label = ('no block has' if failed else 'search') + ": '" + word + "'"
            self.extra = [label]
            self.draw()
            key = self.next_key()
            start = len(self.history.blocks)
            if isinstance(key, tuple) and key[0] == 'text':
                word += key[1]
                start = start if at < 0 else min(at + 1, start)
            elif key == 'backspace':
                word = word[:-1]
            elif key == 'c-r':
                start = at
            else:
                break
            found = self.history.search(start, word) if word else -1
            if found >= 0 or key != 'c-r':
                at = found if found >= 0 else -1 if word else len(self.history.blocks)
            if found >= 0:
                self.show_found(found, word)
        self.extra = []
        if key in ('c-g', 'escape', 'c-c'):
            buffer.set_text(before[0])
            buffer.move(*before[1])
        elif key != 'enter':
            self.step(key)

    def show_found(self, index, word):
        buffer = self.buffer
        block = self.history.blocks[index]
        if block != self.block.text():
            buffer.set_text(block)
        above = block[:block.index(word)]
        buffer.move(above.count('\n'), len(above) - above.rfind('\n') - 1)

    def shown(self, text):
        """A row below the block, as the screen takes it."""
        widths = _terminal.cells(text)
        width = sum(widths)
        end = len(text)
        while width >= self.screen.columns:
            end -= 1
            width -= widths[end]
        return text[:end], width

    # --- completion ------------------------------------------------------------------------------

    def tab(self):
        buffer = self.buffer
        before = buffer.before
        if not before.strip():
            buffer.insert(' ' * (LEVEL - buffer.column % LEVEL))
            return
        completion = complete(before, self.before()[:-len(before)])
        if not completion.matches:
            return
        common = completion.common()
        word = before[completion.start:]
        if common != word:
            buffer.replace((buffer.row, completion.start), buffer.cursor, common)
        if len(completion.matches) > 1:
            self.extra = self.columns_of(completion.matches)

    def columns_of(self, matches):
        more = len(matches) - MOST_MATCHES
        matches = matches[:MOST_MATCHES]
        widths = {match: sum(_terminal.cells(match)) for match in matches}
        width = max(widths.values()) + 2
        across = max((self.screen.columns - 1) // width, 1)
        down = -(-len(matches) // across)
        room = max(self.screen.height // 2, 1)
        texts = []
        for row in range(min(down, room)):
            line = matches[row::down]
            texts.append(''.join(match + ' ' * (width - widths[match]) for match in line).rstrip())
        hidden = max(more, 0) + len(matches) - sum(len(matches[r::down]) for r in range(len(texts)))
        if hidden:
            texts.append('... and %d more' % hidden)
        return texts


editor = None


def read(first, rest):
    global editor
    if editor is None:
        editor = Editor()
    return editor.read(first, rest)


def clear():
    _terminal.write('\x1b[H\x1b[2J\x1b[3J')
