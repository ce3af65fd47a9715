# The context comes first, joined by its sentence.

try:
    {}["key"]
except KeyError:
    undefined
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     {}["key"]
# expect-stderr:     ~~^^^^^^^
# expect-stderr: KeyError: 'key'
# expect-stderr:
# expect-stderr: During handling of the above exception, another exception occurred:
# expect-stderr:
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     undefined
# expect-stderr: NameError: name 'undefined' is not defined
# expect-exit: 1
