# Universal newlines on reading; newline="" keeps what is there.

import sys
path = sys.argv[1] + "/lines.txt"
# args: {tmp}
with open(path, "w", newline="") as f:
    f.write("a\r\nb\rc\nd")
print(repr(open(path).read()), open(path).readlines(), repr(open(path, newline="").read()))
# expect: 'a\nb\nc\nd' ['a\n', 'b\n', 'c\n', 'd'] 'a\r\nb\rc\nd'
print(open(path, newline="").readlines(), open(path, newline="\n").readlines())
# expect: ['a\r\n', 'b\r', 'c\n', 'd'] ['a\r\n', 'b\rc\n', 'd']
with open(path, "w", newline="\r\n") as f:
    f.write("x\ny\n")
print(repr(open(path, newline="").read()))    # expect: 'x\r\ny\r\n'
