# What can't be opened or decoded says why.

import sys
# args: {tmp}
for name, mode in (
        ("/nonexistent/x", "r"), ("/tmp", "r"), ("/nonexistent/x", "w"), ("f", "q"), ("f", "rw"),
        ("", "r"), ("a\0b", "r"),
):
    try:
        open(name, mode)
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/x'
        # expect: IsADirectoryError [Errno 21] Is a directory: '/tmp'
        # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/x'
        # expect: ValueError invalid mode: 'q'
        # expect: ValueError must have exactly one of create/read/write/append mode
        # expect: FileNotFoundError [Errno 2] No such file or directory: ''
        # expect: ValueError embedded null byte
try:
    open(5.5)
except TypeError as error:
    print(error)    # expect: expected str, bytes or os.PathLike object, not float
path = sys.argv[1] + "/latin"
with open(path, "w", encoding="latin-1") as f:
    f.write("caf\xe9")
try:
    open(path, encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(error)
    # expect: 'utf-8' codec can't decode byte 0xe9 in position 3: unexpected end of data
print(open(path, encoding="latin-1").read())    # expect: café
print(repr(open(path, encoding="utf-8", errors="replace").read()))    # expect: 'caf�'
try:
    open(path, "w", encoding="ascii").write("é")
except UnicodeEncodeError as error:
    print(error)
    # expect: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
try:
    open(path, encoding="no-such-encoding")
except LookupError as error:
    print(error)    # expect: unknown encoding: no-such-encoding
