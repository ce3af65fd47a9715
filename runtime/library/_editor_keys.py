"""What the terminal sends, as keys: 'enter', 'c-a' for Ctrl-A, 'm-b' for Alt-B, 'left', 'm-left'.

Printable characters come as ('text', characters), pasted ones as ('paste', characters).
"""

import time

PASTE_START = b'\x1b[200~'
PASTE_END = b'\x1b[201~'
MOST_BYTES_OF_A_SEQUENCE = 32
ESCAPE_MILLISECONDS = 50            # so long after ESC the rest of a key's sequence may come
PASTE_MILLISECONDS = 2000           # so long without a byte, and a paste is over
QUESTION = '\x1b[>c'                # to the terminal: what it is
ANSWER_SECONDS = 0.25

CONTROLS = {
    b'\r': 'enter', b'\n': 'enter', b'\t': 'tab', b'\x7f': 'backspace', b'\x08': 'backspace',
    b'\x1f': 'c-_', b'\x1d': 'c-]', b'\x00': 'c-space', b'\x1c': 'c-\\', b'\x1e': 'c-^',
}
LETTERS = {
    'A': 'up', 'B': 'down', 'C': 'right', 'D': 'left', 'H': 'home', 'F': 'end', 'Z': 's-tab',
    'M': 'enter',
}
NUMBERS = {
    '1': 'home', '2': 'insert', '3': 'delete', '4': 'end', '5': 'page-up', '6': 'page-down',
    '7': 'home', '8': 'end',
}
MODIFIERS = {'3': 'm-', '4': 'm-', '5': 'c-', '6': 'c-', '7': 'm-', '8': 'm-', '9': 'm-'}


class Keys:
    """`read` gives bytes, b'' after so many milliseconds without any, None at the end."""

    def __init__(self, read):
        self.read = read
        self.bytes = b''
        self.at_end = False

    def fill(self, milliseconds=-1):
        """False: nothing has come."""
        more = self.read(milliseconds)
        if more is None:
            self.at_end = True
            return False
        self.bytes += more
        return bool(more)

    def take(self, count):
        taken, self.bytes = self.bytes[:count], self.bytes[count:]
        return taken

    def next(self):
        """The next key; None when there is none: a signal came, or the terminal has gone."""
        if not self.bytes and not self.fill():
            return None
        first = self.bytes[0]
        if first == 0x1b:
            return self.escape()
        if first >= 0x20 and first != 0x7f:
            return self.characters()
        byte = self.take(1)
        return CONTROLS.get(byte) or 'c-' + chr(first + 96)

    def characters(self):
        end = 0
        while end < len(self.bytes) and self.bytes[end] >= 0x20 and self.bytes[end] != 0x7f:
            end += 1
        run = self.take(end)
        cut = incomplete(run)
        if cut:
            self.bytes = run[-cut:] + self.bytes
            run = run[:-cut]
            if not run:
                if len(self.bytes) == cut and self.fill(PASTE_MILLISECONDS):
                    return self.next()
                run = self.take(cut)
        return 'text', run.decode('utf-8', 'replace')

    # --- sequences -------------------------------------------------------------------------------

    def escape(self):
        if len(self.bytes) == 1 and not self.fill(ESCAPE_MILLISECONDS):
            self.take(1)
            return 'escape'
        second = self.bytes[1:2]
        if second in (b'[', b'O'):
            return self.sequence()
        self.take(1)
        if second == b'\x1b':
            key = self.escape()
            return 'm-' + key if isinstance(key, str) else key
        if 0x20 < second[0] < 0x7f:
            return 'm-' + self.take(1).decode()
        key = self.next()
        return 'm-' + key if isinstance(key, str) else key

    def sequence(self):
        """CSI parameters letter, or SS3 letter."""
        end = 2
        while True:
            while end < len(self.bytes) and self.bytes[end] in b'0123456789;?<=>[':
                end += 1
            if end < len(self.bytes) or end > MOST_BYTES_OF_A_SEQUENCE:
                break
            if not self.fill(ESCAPE_MILLISECONDS):
                break
        if end >= len(self.bytes):             # Alt-[, or what no key sends
            rest = self.take(end)
            return 'm-' + rest[1:2].decode() if len(rest) == 2 else 'unknown'
        sequence = self.take(end + 1)
        if sequence == PASTE_START:
            return self.paste()
        final = chr(sequence[end])
        if sequence[2:3] in (b'<', b'=', b'>', b'?'):         # an answer, to whatever
            return 'unknown'
        parameters = sequence[2:end].decode().split(';')
        if final == '~':
            name = NUMBERS.get(parameters[0])
        elif final == 'u':
            return self.coded(parameters)
        elif final in 'abcd':                  # rxvt: Shift or Ctrl with an arrow
            name = LETTERS[final.upper()]
            return ('c-' if sequence[1:2] == b'O' else '') + name
        else:
            name = LETTERS.get(final)
        if not name:
            return 'unknown'
        modifier = parameters[1] if len(parameters) > 1 else ''
        return MODIFIERS.get(modifier, '') + name

    def coded(self, parameters):
        """CSI code ; modifier u."""
        code = int(parameters[0] or 0)
        modifier = MODIFIERS.get(parameters[1] if len(parameters) > 1 else '', '')
        named = {13: 'enter', 9: 'tab', 27: 'escape', 127: 'backspace'}.get(code)
        if named:
            return modifier + named
        if not 0x20 <= code < 0x110000:
            return 'unknown'
        return modifier + chr(code) if modifier else ('text', chr(code))

    def answer(self):
        """What the terminal says it is, as bytes, None if it says nothing. What is typed meanwhile
        stays."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            start = self.bytes.find(b'\x1b[>')
            end = self.bytes.find(b'c', start)
            if 0 <= start < end:
                found = self.bytes[start + 3:end]
                self.bytes = self.bytes[:start] + self.bytes[end + 1:]
                return found
            left = int((deadline - time.monotonic()) * 1000)
            if left <= 0 or self.at_end:
                return None
            self.fill(left)              # a signal may end it early

    # --- pasting ---------------------------------------------------------------------------------

    def paste(self):
        """('paste', text), or 'c-c' when Ctrl-C came meanwhile: what follows is thrown away."""
        parts = []
        stopped = False
        while True:
            end = self.bytes.find(PASTE_END)
            chunk = self.bytes if end < 0 else self.bytes[:end]
            if b'\x03' in chunk:
                stopped = True
            if end >= 0:
                parts.append(self.take(end))
                self.take(len(PASTE_END))
                break
            kept = held(self.bytes)            # may be the beginning of the end
            if stopped:
                parts.clear()
            else:
                parts.append(self.bytes[:len(self.bytes) - kept])
            self.bytes = self.bytes[len(self.bytes) - kept:]
            if not self.fill(PASTE_MILLISECONDS) and (self.at_end or stopped):
                break
        if stopped:
            return 'c-c'
        text = b''.join(parts).decode('utf-8', 'replace')
        return 'paste', text.replace('\r\n', '\n').replace('\r', '\n').replace('\0', '')


def held(data):
    """How many bytes at the end of the data may be the beginning of PASTE_END."""
    for count in range(min(len(PASTE_END) - 1, len(data)), 0, -1):
        if data[-count:] == PASTE_END[:count]:
            return count
    return 0


def incomplete(data):
    """How many bytes at the end of the data are the beginning of a character."""
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte >= 0xc0:
            needed = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4
            return back if back < needed else 0
        if byte < 0x80:
            return 0
    return 0
