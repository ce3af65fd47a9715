# Whether a descriptor is passed on to programs that are started.
import os
reader, writer = os.pipe()
print(os.get_inheritable(reader), os.get_inheritable(0))    # expect: False True
print(os.set_inheritable(reader, True), os.get_inheritable(reader))    # expect: None True
os.set_inheritable(reader, 0)
print(os.get_inheritable(reader))    # expect: False
os.close(reader)
for attempt in (lambda: os.get_inheritable(reader), lambda: os.set_inheritable(reader, 1),
                lambda: os.get_inheritable('x'), lambda: os.set_inheritable(0, 'x')):
    try:
        attempt()
    except (OSError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: OSError [Errno 9] Bad file descriptor
        # expect: OSError [Errno 9] Bad file descriptor
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
with open(__file__) as file:
    print(os.get_inheritable(file.fileno()))    # expect: False
import locale
print(locale.getencoding() == locale.getpreferredencoding(False) == open(__file__).encoding)
# expect: True
