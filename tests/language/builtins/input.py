# input reads a line and writes its prompt.

name = input()
print("got", repr(name))    # expect: got 'Ann'
print(repr(input("prompt> ")))    # expect: prompt> '  spaces kept'
print(int(input()) + 1)    # expect: 42
try:
    input()
except EOFError as error:
    print("EOFError", error)    # expect: EOFError EOF when reading a line
# stdin: Ann
# stdin:   spaces kept
# stdin: 41
