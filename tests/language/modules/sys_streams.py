# stdout, stderr and stdin can be written, read and replaced.

import sys
print(sys.stdout.write("written\n"))
# expect: written
# expect: 8
sys.stdout.flush()
sys.stderr.write("to stderr\n")    # expect-stderr: to stderr
print("also", file=sys.stderr)    # expect-stderr: also
print(repr(sys.stdin.readline()))    # expect: 'first\n'
print([line for line in sys.stdin])    # expect: ['second\n', 'third\n']
class Upper:
    def write(self, text):
        real.write(text.upper())
    def flush(self):
        pass
real = sys.stdout
sys.stdout = Upper()
print("shouted")    # expect: SHOUTED
sys.stdout = sys.__stdout__
print("normal", sys.stdout is real)    # expect: normal True
print(sys.stdout.name, sys.stdin.name, sys.stderr.name)    # expect: <stdout> <stdin> <stderr>
# stdin: first
# stdin: second
# stdin: third
