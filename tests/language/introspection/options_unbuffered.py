# With -u nothing that was printed is lost, however the process ends.
# run: {ouro} -u {file}
import os
import sys

print(sys.stdout.write_through, sys.stdout.line_buffering)
print("one", end=" ")
sys.stdout.write("two")
sys.stdout.write("\nthree\n")
os._exit(0)
# expect: True False
# expect: one two
# expect: three
