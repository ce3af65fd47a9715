# os.get_terminal_size asks a terminal; shutil.get_terminal_size asks the environment first.
# env: COLUMNS=
# env: LINES=
import os
import shutil

size = os.terminal_size((120, 40))
print(size, size.columns, size[1], size == (120, 40), type(size).__module__)
# expect: os.terminal_size(columns=120, lines=40) 120 40 True os
r, w = os.pipe()
for ask in lambda: os.get_terminal_size(w), os.get_terminal_size, lambda: os.get_terminal_size(999):
    try:
        ask()
    except OSError as error:
        print(error)
        # expect: [Errno 25] Inappropriate ioctl for device
        # expect: [Errno 25] Inappropriate ioctl for device
        # expect: [Errno 9] Bad file descriptor
try:
    os.get_terminal_size("x")
except TypeError:
    print("no descriptor")      # expect: no descriptor
print(shutil.get_terminal_size())       # expect: os.terminal_size(columns=80, lines=24)
print(shutil.get_terminal_size((5, 6)))     # expect: os.terminal_size(columns=5, lines=6)
os.environ["COLUMNS"] = "33"
print(shutil.get_terminal_size())       # expect: os.terminal_size(columns=33, lines=24)
os.environ["LINES"] = "-1"
print(shutil.get_terminal_size())       # expect: os.terminal_size(columns=33, lines=24)
