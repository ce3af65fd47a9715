# KeyError's message is the key's repr.

{"a": 1}["it's"]
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     {"a": 1}["it's"]
# expect-stderr:     ~~~~~~~~^^^^^^^^
# expect-stderr: KeyError: "it's"
# expect-exit: 1
