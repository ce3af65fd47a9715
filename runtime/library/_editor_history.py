"""The blocks that were entered, kept in a file: a line for each, its newlines written as \\n."""

import posix
import time

MOST_BLOCKS = 10000                 # with more than this the file is cut ...
KEPT_BLOCKS = 8000                  # ... to the last of them
LONGEST_BLOCK = 100_000             # characters; longer ones aren't written
LOCK_TRIES, LOCK_SECONDS = 40, 0.005


def folder(environment):
    """The folder of the history, or None."""
    state = environment.get(b'XDG_STATE_HOME', b'').decode('utf-8', 'surrogateescape')
    if not state.startswith('/'):
        home = environment.get(b'HOME', b'').decode('utf-8', 'surrogateescape')
        if not home.startswith('/'):
            return None
        state = home + '/.local/state'
    return state + '/ouro'


def escape(block):
    return block.replace('\\', '\\\\').replace('\n', '\\n').replace('\r', '\\r')


def unescape(line):
    if '\\' not in line:
        return line
    parts = line.split('\\\\')
    return '\\'.join(part.replace('\\n', '\n').replace('\\r', '\r') for part in parts)


class History:
    def __init__(self, environment=None):
        self.blocks = []
        self.path = None
        place = folder(posix.environ if environment is None else environment)
        if place:
            self.path = place + '/history'
            self.load()

    def load(self):
        try:
            with open(self.path, encoding='utf-8', errors='replace') as file:
                lines = file.read().split('\n')
        except OSError:
            return
        self.blocks = [unescape(line) for line in lines if line]
        if len(self.blocks) > MOST_BLOCKS:
            self.blocks = self.blocks[-KEPT_BLOCKS:]
            self.with_lock(self.cut)

    def add(self, block):
        block = block.rstrip()
        if not block or (self.blocks and self.blocks[-1] == block):
            return
        self.blocks.append(block)
        if not self.path or len(block) > LONGEST_BLOCK:
            return
        line = (escape(block) + '\n').encode('utf-8', 'replace')
        try:
            make_folders(self.path[:self.path.rindex('/')])
            self.with_lock(lambda: self.append(line))
        except OSError:
            self.path = None            # a disk that is full, a home that can't be written to

    # Several prompts may use the file at the same time. A block is one write at its end; who cuts
    # the file or writes to it has the lock meanwhile. A lock that nobody gives back is taken.
    def with_lock(self, work):
        lock = self.path + '.lock'
        for _ in range(LOCK_TRIES):
            try:
                posix.close(posix.open(lock, posix.O_CREAT | posix.O_EXCL | posix.O_WRONLY, 0o600))
                break
            except FileExistsError:
                time.sleep(LOCK_SECONDS)
        try:
            work()
        finally:
            try:
                posix.unlink(lock)
            except FileNotFoundError:
                pass

    def append(self, line):
        flags = posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND
        self.write(self.path, flags, line)

    def write(self, path, flags, data):
        descriptor = posix.open(path, flags, 0o600)
        try:
            while data:
                data = data[posix.write(descriptor, data):]
        finally:
            posix.close(descriptor)

    def cut(self):
        """Another prompt may have added blocks meanwhile: the file is read anew."""
        try:
            with open(self.path, 'rb') as file:
                lines = file.read().split(b'\n')[:-1]
            kept = b'\n'.join(lines[-KEPT_BLOCKS:]) + b'\n'
            flags = posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC
            self.write(self.path + '.new', flags, kept)
            posix.rename(self.path + '.new', self.path)
        except OSError:
            pass

    def before(self, index, prefix, current):
        """The last block before the index that begins so and is another text: its index, or -1."""
        for i in range(index - 1, -1, -1):
            if self.blocks[i].startswith(prefix) and self.blocks[i] != current:
                return i
        return -1

    def after(self, index, prefix, current):
        for i in range(index + 1, len(self.blocks)):
            if self.blocks[i].startswith(prefix) and self.blocks[i] != current:
                return i
        return -1

    def search(self, index, word):
        """The last block before the index that has the word in it: its index, or -1."""
        for i in range(index - 1, -1, -1):
            if word in self.blocks[i]:
                return i
        return -1


def make_folders(path):
    position = path.find('/', 1)
    while True:
        part = path if position < 0 else path[:position]
        try:
            posix.mkdir(part, 0o700)
        except OSError:
            pass                        # it is there, or the open that follows tells
        if position < 0:
            return
        position = path.find('/', position + 1)
