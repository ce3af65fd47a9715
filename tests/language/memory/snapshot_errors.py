# A snapshot that can't be written is an OSError with the path, and leaves nothing behind.
# differs: CPython has no module memory
# args: {tmp}
import os
import sys

import memory

folder = sys.argv[1]
os.symlink("/dev/full", folder + "/full.heapsnapshot")
os.mkdir(folder + "/folder.heapsnapshot")


class Path:
    def __fspath__(self):
        return folder + "/path.heapsnapshot"


def attempt(path):
    try:
        memory.snapshot(path)
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, "F"))
    else:
        print("written")


attempt(folder + "/full.heapsnapshot")
# expect: OSError [Errno 28] No space left on device: 'F/full.heapsnapshot'
attempt(folder + "/folder.heapsnapshot")
# expect: IsADirectoryError [Errno 21] Is a directory: 'F/folder.heapsnapshot'
attempt("/nowhere/x.heapsnapshot")
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere/x.heapsnapshot'
attempt("x.heapsnap")
# expect: ValueError snapshot() writes .heapsnapshot, .html, .dot and .mmd files, not 'x.heapsnap'
attempt("x\0.heapsnapshot")    # expect: ValueError embedded null byte
attempt(5)    # expect: TypeError expected str, bytes or os.PathLike object, not int
attempt(folder.encode() + b"/bytes.heapsnapshot")    # expect: written
attempt(Path())    # expect: written
print(sorted(os.listdir(folder)))
# expect: ['bytes.heapsnapshot', 'folder.heapsnapshot', 'full.heapsnapshot', 'path.heapsnapshot']
