# Three exceptions in a chain.

try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError("two") from e
except KeyError:
    raise IndexError("three")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in <module>
# expect-stderr:     1 / 0
# expect-stderr:     ~~^~~
# expect-stderr: ZeroDivisionError: division by zero
# expect-stderr:
# expect-stderr: The above exception was the direct cause of the following exception:
# expect-stderr:
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 7, in <module>
# expect-stderr:     raise KeyError("two") from e
# expect-stderr: KeyError: 'two'
# expect-stderr:
# expect-stderr: During handling of the above exception, another exception occurred:
# expect-stderr:
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 9, in <module>
# expect-stderr:     raise IndexError("three")
# expect-stderr: IndexError: three
# expect-exit: 1
