"""Files and folders that are thrown away afterwards."""

import io as _io
import os as _os
from random import Random as _Random

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory",
           "mkstemp", "mkdtemp", "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir",
           "gettempprefixb", "gettempdirb"]

TMP_MAX = 10000
template = "tmp"
tempdir = None
_FLAGS = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW
_random = None


def _random_name():
    global _random
    if _random is None:
        _random = _Random()
    return "".join(_random.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))


def _can_write(folder):
    path = _os.path.join(folder, _random_name())
    try:
        _os.close(_os.open(path, _FLAGS, 0o600))
        _os.unlink(path)
    except OSError:
        return False
    return True


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        candidates = [_os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")]
        candidates += ["/tmp", "/var/tmp", "/usr/tmp", _os.getcwd()]
        for folder in filter(None, candidates):
            folder = _os.path.abspath(folder)
            if _can_write(folder):
                tempdir = folder
                break
        else:
            raise FileNotFoundError(2, "No usable temporary directory found in %s" % candidates)
    return _os.fsdecode(tempdir)


def gettempdirb():
    return _os.fsencode(gettempdir())


def gettempprefix():
    """The default prefix for temporary files."""
    return template


def gettempprefixb():
    return _os.fsencode(template)


def _parts(prefix, suffix, folder):
    """What the caller left out, as str or bytes as the rest is."""
    given = [part for part in (prefix, suffix, folder) if part is not None]
    given = [_os.fspath(part) for part in given]
    as_bytes = any(isinstance(part, bytes) for part in given)
    if as_bytes and any(isinstance(part, str) for part in given):
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    encode = _os.fsencode if as_bytes else _os.fsdecode
    return (encode(template if prefix is None else prefix), encode(suffix or ""),
            encode(gettempdir() if folder is None else folder), encode)


def _make(prefix, suffix, folder, encode, make):
    for _ in range(TMP_MAX):
        path = _os.path.join(folder, prefix + encode(_random_name()) + suffix)
        try:
            absolute = _os.path.abspath(path)
            return make(path), absolute
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Makes a file that only its owner can read; (descriptor, name)."""
    prefix, suffix, folder, encode = _parts(prefix, suffix, dir)
    return _make(prefix, suffix, folder, encode, lambda path: _os.open(path, _FLAGS, 0o600))


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Makes a folder that only its owner can use; its name."""
    prefix, suffix, folder, encode = _parts(prefix, suffix, dir)
    return _make(prefix, suffix, folder, encode, lambda path: _os.mkdir(path, 0o700))[1]


def mktemp(suffix="", prefix=template, dir=None):
    """A name that no file has at the moment."""
    folder = gettempdir() if dir is None else dir
    while True:
        path = _os.path.join(folder, prefix + _random_name() + suffix)
        if not _os.path.lexists(path):
            return _os.path.abspath(path)


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    _is_closed = True                  # until there is a whole wrapper

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._is_closed = False

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        self.close()

    def close(self):
        """Close the temporary file, possibly deleting it."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            self.file.close()
        finally:
            if self.delete:
                _os.unlink(self.name)

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __iter__(self):
        for line in self.file:
            yield line


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None,
                       prefix=None, dir=None, delete=True, *, errors=None):
    """Create and return a temporary file with a name."""
    descriptor, name = mkstemp(suffix, prefix, dir)
    file = None
    try:
        file = _io.open(descriptor, mode, buffering, encoding, errors, newline)
        return _TemporaryFileWrapper(file, name, delete)
    except BaseException:
        _os.unlink(name)
        if file is None:
            try:
                _os.close(descriptor)
            except OSError:
                pass                   # open() had it already, and has closed it
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                  dir=None, *, errors=None):
    """Create and return a temporary file without a name."""
    descriptor, name = mkstemp(suffix, prefix, dir)
    _os.unlink(name)
    return _io.open(descriptor, mode, buffering, encoding, errors, newline)


class SpooledTemporaryFile:
    """A file in memory until it is longer than max_size."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None,
                 suffix=None, prefix=None, dir=None, *, errors=None):
        self._file = _io.BytesIO() if "b" in mode else _io.StringIO(newline=newline or "\n")
        self._max_size = max_size
        self._rolled = False
        self._arguments = dict(mode=mode, buffering=buffering, encoding=encoding, newline=newline,
                               suffix=suffix, prefix=prefix, dir=dir, errors=errors)

    def rollover(self):
        """Moves what is in memory to a real file."""
        if self._rolled:
            return
        old = self._file
        self._file = TemporaryFile(**self._arguments)
        self._rolled = True
        position = old.tell()
        self._file.write(old.getvalue())
        self._file.seek(position)

    def write(self, data):
        result = self._file.write(data)
        if self._max_size and self._file.tell() > self._max_size:
            self.rollover()
        return result

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __enter__(self):
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return iter(self._file)


class TemporaryDirectory:
    """A folder that is removed with all that is in it."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._is_removed = False

    def __repr__(self):
        return "<{} {!r}>".format(self.__class__.__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        from shutil import rmtree
        if not self._is_removed:
            self._is_removed = True
            rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    def __del__(self):
        try:
            self.cleanup()
        except Exception:
            pass
