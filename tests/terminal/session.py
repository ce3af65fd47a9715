"""A program on a pseudo-terminal: keys are typed, the screen is read."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time

from screen import Screen

SLOWNESS = float(os.environ.get('OURO_TEST_PATIENCE', '1'))      # of the machine, or of OURO
PATIENCE = 20 * SLOWNESS            # so many seconds what is expected may take
OURO = os.environ.get('OURO', 'build/ouro')

KEYS = {
    '<up>': '\x1b[A', '<down>': '\x1b[B', '<right>': '\x1b[C', '<left>': '\x1b[D',
    '<home>': '\x1b[H', '<end>': '\x1b[F', '<delete>': '\x1b[3~', '<enter>': '\r',
    '<tab>': '\t', '<backspace>': '\x7f', '<alt-enter>': '\x1b\r', '<escape>': '\x1b',
    '<home1>': '\x1b[1~', '<end4>': '\x1b[4~', '<homeO>': '\x1bOH', '<endO>': '\x1bOF',
    '<ctrl-left>': '\x1b[1;5D', '<ctrl-right>': '\x1b[1;5C', '<shift-tab>': '\x1b[Z',
}


def bytes_of(keys):
    """'<up>', '<c-a>' for Ctrl-A, '<m-b>' for Alt-B; all else as it is."""
    for name, sequence in KEYS.items():
        keys = keys.replace(name, sequence)
    for letter in 'abcdefghijklmnopqrstuvwxyz_':
        keys = keys.replace('<c-%s>' % letter, chr(ord(letter) & 31))
        keys = keys.replace('<m-%s>' % letter, '\x1b' + letter)
    return keys.encode()


def begin():
    """In the new process: the terminal is its own, and no signal is ignored as ours may be."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)


class Session:
    def __init__(self, *arguments, columns=80, lines=24, environment=(), home=None, program=None,
                 kind=None, joins=False):
        self.folder = home or tempfile.mkdtemp(prefix='prompt')
        self.screen = Screen(columns, lines, kind, joins)
        self.master, slave = pty.openpty()
        self.slave = slave
        self.set_size(columns, lines)
        variables = {'TERM': 'xterm-256color', 'HOME': self.folder, 'LANG': 'C.UTF-8',
                     'PATH': os.environ['PATH']}
        variables.update(environment)
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            program or [OURO, '-q', *arguments], stdin=slave, stdout=slave, stderr=slave,
            env=variables, start_new_session=True, close_fds=True,
            preexec_fn=begin)
        self.decoder = __import__('codecs').getincrementaldecoder('utf-8')()
        self.written = ''

    def set_size(self, columns, lines):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack('HHHH', lines, columns, 0, 0))

    def resize(self, columns, lines):
        """What is on its way was written for the old size."""
        self.settle(0.3)
        self.screen.resize(columns, lines)
        self.set_size(columns, lines)

    # --- reading ---------------------------------------------------------------------------------

    def read(self, seconds):
        """What the program writes within that time; False: nothing."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        text = self.decoder.decode(data)
        self.written += text
        self.screen.feed(text)
        if self.screen.answers:
            os.write(self.master, self.screen.answers)
            self.screen.answers = b''
        return True

    def wait(self, condition, what):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            has_ended = not self.lives()
            if not self.read(0.05) and not condition() and (has_ended
                                                            or time.monotonic() > deadline):
                raise AssertionError('%s\n%s' % (what, self.show()))

    def lives(self):
        return self.process.poll() is None

    def settle(self, seconds=0.06):
        while self.read(seconds):
            pass

    def show(self):
        return '\n'.join('  | ' + row for row in self.screen.rows()) + '\n  cursor %d, %d' % (
            self.screen.row, self.screen.column)

    # --- typing and seeing -----------------------------------------------------------------------

    def type(self, keys):
        self.send(bytes_of(keys))

    def send(self, data):
        while data:
            if select.select([], [self.master], [], 0.001)[1]:
                data = data[os.write(self.master, data[:512]):]
            self.read(0)

    def fill(self):
        """The terminal takes no more from the program until something is read or it is flushed."""
        writer = os.open(os.ttyname(self.slave), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        for i in range(20):                      # the system makes room in the background
            with contextlib.suppress(BlockingIOError):
                while True:
                    os.write(writer, b'#')
            time.sleep(0.01)
        os.close(writer)

    def keys(self, *keys):
        """One after another, each shown before the next is typed."""
        for key in keys:
            self.type(key)
            self.settle()

    def paste(self, text):
        self.send(b'\x1b[200~' + text.encode() + b'\x1b[201~')

    def see(self, *rows):
        """The last rows of the screen are these."""
        self.wait(lambda: self.screen.rows()[-len(rows):] == list(rows),
                  'expected at the end: %r' % (rows,))

    def see_row(self, row):
        self.wait(lambda: row in self.screen.rows(), 'expected somewhere: %r' % row)

    def see_cursor(self, row_text, column):
        """The cursor is in the row with that text, in that column."""
        self.wait(lambda: self.screen.rows()[self.screen.row:self.screen.row + 1] == [row_text]
                  and self.screen.column == column,
                  'expected the cursor in %r, column %d' % (row_text, column))

    def ready(self, prompt='>>>'):
        self.wait(lambda: self.screen.rows() and self.screen.rows()[-1] == prompt
                  and self.screen.column == len(prompt) + 1 and self.screen.paste,
                  'expected a prompt')

    def run(self, line):
        """Types a line and waits for the next prompt."""
        self.type(line + '<enter>')
        self.settle(0.02)
        self.ready()

    def is_restored(self):
        return termios.tcgetattr(self.slave)[:4] == self.before[:4] and not self.screen.paste

    def end(self):
        """Ctrl-D; the status."""
        self.type('<c-d>')
        return self.wait_end()

    def wait_end(self):
        self.wait(lambda: not self.lives(), 'expected the end')
        self.settle(0.02)
        return self.process.returncode

    def close(self):
        if self.lives():
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)
