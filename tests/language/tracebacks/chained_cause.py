# The cause comes first, joined by its sentence.

def load():
    try:
        open("/nonexistent/x")
    except OSError as error:
        raise RuntimeError("can't load") from error
load()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in load
# expect-stderr:     open("/nonexistent/x")
# expect-stderr: FileNotFoundError: [Errno 2] No such file or directory: '/nonexistent/x'
# expect-stderr:
# expect-stderr: The above exception was the direct cause of the following exception:
# expect-stderr:
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 8, in <module>
# expect-stderr:     load()
# expect-stderr:   File "{file}", line 7, in load
# expect-stderr:     raise RuntimeError("can't load") from error
# expect-stderr: RuntimeError: can't load
# expect-exit: 1
