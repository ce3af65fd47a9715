# os, tempfile and shutil make, find, copy and remove files.

import errno
import os
import shutil
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a", "b")
    os.makedirs(path)
    with open(os.path.join(path, "text"), "w") as file:
        print(file.write("hello"))
    print(os.listdir(folder), os.path.isdir(path), os.path.getsize(os.path.join(path, "text")))
    shutil.copytree(os.path.join(folder, "a"), os.path.join(folder, "c"))
    os.rename(os.path.join(folder, "a"), os.path.join(folder, "d"))
    for where, folders, files in sorted(os.walk(folder)):
        print(os.path.relpath(where, folder), sorted(folders), files)
    shutil.rmtree(os.path.join(folder, "c"))
    print(sorted(os.listdir(folder)))
    for refused in (lambda: os.mkdir(os.path.join(folder, "d")), lambda: os.rmdir(os.path.join(folder, "d")),
                    lambda: os.remove(os.path.join(folder, "x")), lambda: os.stat(1.5),
                    lambda: os.listdir(os.path.join(folder, "x")), lambda: os.fspath(1),
                    lambda: os.rename(os.path.join(folder, "x"), os.path.join(folder, "y"))):
        try:
            print(refused())
        except OSError as error:
            print(type(error).__name__, errno.errorcode[error.errno], error.strerror,
                  error.filename2 and os.path.basename(error.filename2))
        except TypeError as error:
            print(error)
            # expect: 5
            # expect: ['a'] True 5
            # expect: . ['c', 'd'] []
            # expect: c ['b'] []
            # expect: c/b [] ['text']
            # expect: d ['b'] []
            # expect: d/b [] ['text']
            # expect: ['d']
            # expect: FileExistsError EEXIST File exists None
            # expect: OSError ENOTEMPTY Directory not empty None
            # expect: FileNotFoundError ENOENT No such file or directory None
            # expect: stat: path should be string, bytes, os.PathLike or integer, not float
            # expect: FileNotFoundError ENOENT No such file or directory None
            # expect: expected str, bytes or os.PathLike object, not int
            # expect: FileNotFoundError ENOENT No such file or directory y
print(os.path.exists(folder))    # expect: False
with tempfile.NamedTemporaryFile("w+") as file:
    file.write("x")
    name = file.name
    print(os.path.exists(name))    # expect: True
print(os.path.exists(name))    # expect: False

os.environ["OURO_TEST"] = "1"
print(os.environ["OURO_TEST"], os.getenv("OURO_TEST"), "OURO_TEST" in os.environ)
# expect: 1 1 True
del os.environ["OURO_TEST"]
print(os.getenv("OURO_TEST", "gone"))    # expect: gone
for name in ("", "/", "a", "a/b.c", "/a//b/", ".x", "a.tar.gz", "//a/../b"):
    print(repr(name), os.path.split(name), os.path.splitext(name), os.path.normpath(name))
    # expect: '' ('', '') ('', '') .
    # expect: '/' ('/', '') ('/', '') /
    # expect: 'a' ('', 'a') ('a', '') a
    # expect: 'a/b.c' ('a', 'b.c') ('a/b', '.c') a/b.c
    # expect: '/a//b/' ('/a//b', '') ('/a//b/', '') /a/b
    # expect: '.x' ('', '.x') ('.x', '') .x
    # expect: 'a.tar.gz' ('', 'a.tar.gz') ('a.tar', '.gz') a.tar.gz
    # expect: '//a/../b' ('//a/..', 'b') ('//a/../b', '') //b
print(os.path.join("a", "/b", "c"), os.path.join("a", ""), os.path.join("a/", "b"))
# expect: /b/c a/ a/b
print(os.path.commonpath(["/a/b/c", "/a/b"]), os.path.commonprefix(["abc", "abd"]), os.path.relpath("/a/b", "/a/c"))
# expect: /a/b ab ../b
process = os.fork()
if process == 0:
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))    # expect: 7
