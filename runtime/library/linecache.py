"""Lines of source files, kept in memory."""

import sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By file name: (size, mtime, lines, full name), or (function that gets the source,).
cache = {}


def clearcache():
    """Clear the cache entirely."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Get a line for a Python source file from the cache. Update the cache if it doesn't contain
    an entry for this file already."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def getlines(filename, module_globals=None):
    """Get the lines for a Python source file from the cache. Update the cache if it doesn't
    contain an entry for this file already."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Discard cache entries that are out of date."""
    import os
    names = list(cache) if filename is None else [filename] if filename in cache else []
    for name in names:
        entry = cache[name]
        if len(entry) == 1 or entry[1] is None:
            continue                  # lazy, or not from a file
        size, mtime, lines, fullname = entry
        try:
            stat = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(name, None)


def _find(filename):
    """The file's full name: as it is, or below a folder of sys.path; None if there is none."""
    import os
    candidates = [filename]
    if not os.path.isabs(filename):
        candidates += [os.path.join(folder, filename) for folder in sys.path
                       if isinstance(folder, str)]
    for candidate in candidates:
        try:
            return candidate, os.stat(candidate)
        except (OSError, ValueError):
            continue
    return None, None


def updatecache(filename, module_globals=None):
    """Update a cache entry and return its list of lines. If something's wrong, return []."""
    entry = cache.pop(filename, None)
    if entry is not None and len(entry) != 1:
        entry = None    # its lines may be out of date: only a loader that waits is kept
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return []
    fullname, stat = _find(filename)
    if fullname is None:
        if entry or lazycache(filename, module_globals):
            return _from_loader(filename, entry or cache.get(filename))
        return []
    try:
        with open(fullname, encoding=_encoding_of(fullname)) as file:
            lines = file.readlines()
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = stat.st_size, stat.st_mtime, lines, fullname
    return lines


def _from_loader(filename, entry):
    try:
        data = entry[0]()
    except (ImportError, OSError):
        return []
    if data is None:
        return []
    cache[filename] = len(data), None, [line + "\n" for line in data.splitlines()], filename
    return cache[filename][2]


def _encoding_of(fullname):
    """What a coding comment in the first two lines says, or utf-8-sig."""
    with open(fullname, "rb") as file:
        for _ in range(2):
            line = file.readline()
            if not line.lstrip(b" \t\f").startswith(b"#"):
                if line.strip():
                    break
                continue
            _, found, rest = line.partition(b"coding")
            if found and rest[:1] in (b":", b"="):
                word = rest[1:].split()[:1]
                name = word[0].decode("ascii", "replace") if word else ""
                if name.lower().replace("_", "-") not in ("utf-8", ""):
                    return name
    return "utf-8-sig"


def lazycache(filename, module_globals):
    """Seed the cache for filename with module_globals: the source is asked for later."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return False
    if module_globals and "__name__" in module_globals:
        name = module_globals["__name__"]
        spec = module_globals.get("__spec__")
        loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
        get_source = getattr(loader, "get_source", None)
        if name and get_source:
            cache[filename] = (lambda: get_source(name),)
            return True
    return False
