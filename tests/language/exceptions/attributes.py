# args, str, repr and equality of exceptions.

for error in (ValueError(), ValueError("one"), ValueError("one", 2), ValueError(None),
              KeyError("k"), KeyError("a", "b"), KeyError(), OSError(2, "No such file"),
              OSError(2, "No such file", "name.txt"), OSError("plain"), StopIteration(5),
              SystemExit(3), UnicodeError("u"), Exception(("t",))):
    print(repr(error), "|", str(error), "|", error.args)
    # expect: ValueError() |  | ()
    # expect: ValueError('one') | one | ('one',)
    # expect: ValueError('one', 2) | ('one', 2) | ('one', 2)
    # expect: ValueError(None) | None | (None,)
    # expect: KeyError('k') | 'k' | ('k',)
    # expect: KeyError('a', 'b') | ('a', 'b') | ('a', 'b')
    # expect: KeyError() |  | ()
    # expect: FileNotFoundError(2, 'No such file') | [Errno 2] No such file | (2, 'No such file')
    # expect: FileNotFoundError(2, 'No such file') | [Errno 2] No such file: 'name.txt' | (2, 'No such file')
    # expect: OSError('plain') | plain | ('plain',)
    # expect: StopIteration(5) | 5 | (5,)
    # expect: SystemExit(3) | 3 | (3,)
    # expect: UnicodeError('u') | u | ('u',)
    # expect: Exception(('t',)) | ('t',) | (('t',),)
e = OSError(2, "text", "file", None, "other")
print(e.errno, e.strerror, e.filename, e.filename2, type(e).__name__, e)
# expect: 2 text file other FileNotFoundError [Errno 2] text: 'file' -> 'other'
print(type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__)
# expect: PermissionError FileExistsError
print(type(OSError(99999, "x")).__name__)    # expect: OSError
e = ValueError("a")
e.args = ("b", "c")
e.custom = 1
print(e, e.custom, ValueError("a") == ValueError("a"), e == e)    # expect: ('b', 'c') 1 False True
s = SystemExit(4)
print(s.code, StopIteration("v").value, SystemExit().code)    # expect: 4 v None
