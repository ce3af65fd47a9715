"""Operations on names of files; also called os.path."""

import os
import sys

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname",
           "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists",
           "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath",
           "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep",
           "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = sys.platform == "darwin"


def _like(path, text):
    """text as bytes, if path is bytes."""
    return text.encode() if isinstance(path, bytes) else text


def _check_kinds(funcname, *args):
    """TypeError for a join of str and bytes, or of anything else."""
    kinds = {bytes if isinstance(arg, bytes) else str if isinstance(arg, str) else None
             for arg in args}
    for arg in args:
        if not isinstance(arg, (str, bytes)):
            raise TypeError(f"{funcname}() argument must be str, bytes, or os.PathLike object, "
                            f"not {arg.__class__.__name__!r}") from None
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    """Normalize case of pathname.  Has no effect under Posix"""
    return os.fspath(s)


def isabs(s):
    """Test whether a path is absolute"""
    s = os.fspath(s)
    return s.startswith(_like(s, "/"))


def join(a, *p):
    """Join two or more pathname components, inserting '/' as needed."""
    a = os.fspath(a)
    sep = _like(a, "/")
    path = a
    try:
        if not p:
            path[:0] + sep
        for b in map(os.fspath, p):
            if b.startswith(sep):
                path = b
            elif not path or path.endswith(sep):
                path += b
            else:
                path += sep + b
    except (TypeError, AttributeError, BytesWarning):
        _check_kinds("join", a, *p)
        raise
    return path


def split(p):
    """Split a pathname.  Returns tuple "(head, tail)" where "tail" is everything after the final
    slash.  Either part may be empty."""
    p = os.fspath(p)
    sep = _like(p, "/")
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def splitext(p):
    """Split the extension from a pathname: the last dot that doesn't begin the file's name."""
    p = os.fspath(p)
    dot = _like(p, ".")
    start = p.rfind(_like(p, "/")) + 1
    last = p.rfind(dot)
    if last > start and p[start:last].strip(dot):
        return p[:last], p[last:]
    return p, p[:0]


def splitdrive(p):
    """Split a pathname into drive and path. On Posix, drive is always empty."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """Returns the final component of a pathname"""
    p = os.fspath(p)
    return p[p.rfind(_like(p, "/")) + 1:]


def dirname(p):
    """Returns the directory component of a pathname"""
    return split(p)[0]


def islink(path):
    """Test whether a path is a symbolic link"""
    try:
        return os.lstat(path).st_mode & 0o170000 == 0o120000
    except (OSError, ValueError, AttributeError):
        return False


def exists(path):
    """Test whether a path exists.  Returns False for broken symbolic links"""
    try:
        os.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    """Test whether a path exists.  Returns True for broken symbolic links"""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """Test whether a path is a regular file"""
    try:
        return os.stat(path).st_mode & 0o170000 == 0o100000
    except (OSError, ValueError):
        return False


def isdir(s):
    """Return true if the pathname refers to an existing directory."""
    try:
        return os.stat(s).st_mode & 0o170000 == 0o040000
    except (OSError, ValueError):
        return False


def ismount(path):
    """Test whether a path is a mount point"""
    try:
        here = os.lstat(path)
        above = os.lstat(join(path, _like(os.fspath(path), "..")))
    except (OSError, ValueError):
        return False
    if here.st_mode & 0o170000 == 0o120000:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def getsize(filename):
    """Return the size of a file, reported by os.stat()."""
    return os.stat(filename).st_size


def getmtime(filename):
    """Return the last modification time of a file, reported by os.stat()."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """Return the last access time of a file, reported by os.stat()."""
    return os.stat(filename).st_atime


def getctime(filename):
    """Return the metadata change time of a file, reported by os.stat()."""
    return os.stat(filename).st_ctime


def samestat(s1, s2):
    """Test whether two stat buffers reference the same file"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Test whether two pathnames reference the same actual file or directory"""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Test whether two open file objects reference the same file"""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def expanduser(path):
    """Expand ~ constructions by $HOME.  Other users' homes are left alone."""
    path = os.fspath(path)
    tilde, slash = _like(path, "~"), _like(path, "/")
    if path != tilde and not path.startswith(tilde + slash):
        return path
    home = os.environ.get("HOME")
    if home is None:
        return path
    home = (os.fsencode(home) if isinstance(path, bytes) else home).rstrip(slash)
    return (home + path[1:]) or slash


def expandvars(path):
    """Expand shell variables of form $var and ${var}.  Unknown variables are left unchanged."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    result = ""
    i = 0
    while i < len(path):
        if path[i] != "$":
            result += path[i]
            i += 1
            continue
        end = i + 1
        if path[end:end + 1] == "{":
            close = path.find("}", end)
            name, after = (None, end) if close < 0 else (path[end + 1:close], close + 1)
        else:
            after = end
            while after < len(path) and (path[after].isalnum() or path[after] == "_") \
                    and path[after].isascii():
                after += 1
            name = path[end:after]
        if name and name in os.environ:
            result += os.environ[name]
        else:
            result += path[i:after]
        i = after
    return result


def normpath(path):
    """Normalize path, eliminating double slashes, etc."""
    path = os.fspath(path)
    sep, dot, dotdot = _like(path, "/"), _like(path, "."), _like(path, "..")
    if not path:
        return dot
    slashes = len(path) - len(path.lstrip(sep))
    # POSIX allows exactly two slashes to mean something of its own.
    initial = sep * (2 if slashes == 2 else min(slashes, 1))
    parts = []
    for part in path.split(sep):
        if not part or part == dot:
            continue
        if part != dotdot or (not initial and (not parts or parts[-1] == dotdot)):
            parts.append(part)
        elif parts:
            parts.pop()
    return initial + sep.join(parts) or dot


def abspath(path):
    """Return an absolute path."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the canonical path of the specified filename, eliminating any symbolic links."""
    filename = os.fspath(filename)
    sep, dot, dotdot = _like(filename, "/"), _like(filename, "."), _like(filename, "..")
    path = sep
    rest = [part for part in reversed(_absolute_parts(filename))]
    seen = set()
    while rest:
        part = rest.pop()
        if not part or part == dot:
            continue
        if part == dotdot:
            path = dirname(path)
            continue
        candidate = join(path, part)
        try:
            is_link = os.lstat(candidate).st_mode & 0o170000 == 0o120000
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link or candidate in seen:
            if is_link and strict:
                os.stat(candidate)    # raises: too many levels of symbolic links
            path = candidate
            continue
        seen.add(candidate)
        target = os.readlink(candidate)
        if target.startswith(sep):
            path = sep
        rest.extend(reversed(target.split(sep)))
    return path


def _absolute_parts(path):
    """The components of a path from the root on, with all that is to be resolved in them."""
    sep = _like(path, "/")
    if not path.startswith(sep):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return path.split(sep)


def relpath(path, start=None):
    """Return a relative version of a path"""
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    sep, dot, dotdot = _like(path, "/"), _like(path, "."), _like(path, "..")
    start = dot if start is None else os.fspath(start)
    try:
        start_list = [x for x in abspath(start).split(sep) if x]
        path_list = [x for x in abspath(path).split(sep) if x]
        common = len(commonprefix([start_list, path_list]))
        parts = [dotdot] * (len(start_list) - common) + path_list[common:]
        return join(*parts) if parts else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        _check_kinds("relpath", path, start)
        raise


def commonprefix(m):
    "Given a list of pathnames, returns the longest common leading component"
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    least, greatest = min(m), max(m)
    for i, c in enumerate(least):
        if c != greatest[i]:
            return least[:i]
    return least


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    sep, dot = _like(paths[0], "/"), _like(paths[0], ".")
    try:
        split_paths = [path.split(sep) for path in paths]
        if len({path[:1] == sep for path in paths}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        split_paths = [[c for c in parts if c and c != dot] for parts in split_paths]
        prefix = sep if paths[0][:1] == sep else sep[:0]
        return prefix + sep.join(commonprefix(split_paths))
    except (TypeError, AttributeError):
        _check_kinds("commonpath", *paths)
        raise
