# print's separators, ends, files and flush.

import sys
print()    # expect:
print(1, "a", None, [1], sep="-", end="!\n")    # expect: 1-a-None-[1]!
print("a", end="")    # expect: ab
print("b", flush=True)
print(*range(3), sep="\n")
# expect: 0
# expect: 1
# expect: 2
print("x", sep=None, end=None)    # expect: x
print("to stdout", file=sys.stdout)    # expect: to stdout
class Sink:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
    def flush(self): self.parts.append("<flush>")
sink = Sink()
print("a", 1, file=sink, flush=True)
print(sink.parts, print("returns") is None)
# expect: returns
# expect: ['a', ' ', '1', '\n', '<flush>'] True
print("none", file=None)    # expect: none
for bad in (
        lambda: print(sep=1), lambda: print(end=2), lambda: print(color=1),
        lambda: print("x", file=5),
):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
        # expect: TypeError sep must be None or a string, not int
        # expect: TypeError end must be None or a string, not int
        # expect: TypeError 'color' is an invalid keyword argument for print()
        # expect: AttributeError 'int' object has no attribute 'write'
