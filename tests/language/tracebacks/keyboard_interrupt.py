# KeyboardInterrupt ends the program with its traceback and status 130.

def wait():
    raise KeyboardInterrupt
wait()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     wait()
# expect-stderr:   File "{file}", line 4, in wait
# expect-stderr:     raise KeyboardInterrupt
# expect-stderr: KeyboardInterrupt
# expect-exit: 130
