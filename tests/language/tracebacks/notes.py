# Notes follow the message.

error = ValueError("message")
error.add_note("a note")
error.add_note("two\nlines")
raise error
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     raise error
# expect-stderr: ValueError: message
# expect-stderr: a note
# expect-stderr: two
# expect-stderr: lines
# expect-exit: 1
