# Text files: writing, reading, lines, appending, with, seek.

import sys
path = sys.argv[1] + "/file.txt"
# args: {tmp}
with open(path, "w") as f:
    print(f.write("first\nsecond é€😀\n"), f.closed, f.mode, f.writable(), f.readable())
    # expect: 17 False w True False
    f.writelines(["third\n", "fourth"])
    print("printed", file=f)
print(f.closed)    # expect: True
with open(path) as f:
    print(repr(f.read()))    # expect: 'first\nsecond é€😀\nthird\nfourthprinted\n'
    print(repr(f.read()))    # expect: ''
with open(path, encoding="utf-8") as f:
    print(repr(f.readline()), repr(f.read(4)), f.readlines())
    # expect: 'first\n' 'seco' ['nd é€😀\n', 'third\n', 'fourthprinted\n']
with open(path, "a") as f:
    f.write("appended\n")
print([line.rstrip("\n") for line in open(path)], len(list(open(path))))
# expect: ['first', 'second é€😀', 'third', 'fourthprinted', 'appended'] 5
f = open(path, "r+")
print(repr(f.readline()), f.seek(0), repr(f.read(5)), f.tell())    # expect: 'first\n' 0 'first' 5
f.close()
f.close()
try:
    f.read()
except ValueError as error:
    print(error)    # expect: I/O operation on closed file.
try:
    open(path, "x")
except FileExistsError as error:
    print(error.errno, error.strerror, error.filename == path)    # expect: 17 File exists True
with open(path, "w") as f:
    try:
        f.read()
    except OSError as error:
        print(type(error).__name__, error)    # expect: UnsupportedOperation not readable
with open(path) as f:
    try:
        f.write("x")
    except OSError as error:
        print(type(error).__name__, error)    # expect: UnsupportedOperation not writable
    print(f.name == path, f.readline() == "", f.encoding, type(f).__name__)
    # expect: True True UTF-8 TextIOWrapper
