# A failing subscript has its brackets marked.

data = {"a": {"b": [1, 2]}}
print(data["a"]["missing"]["c"])
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     print(data["a"]["missing"]["c"])
# expect-stderr:           ~~~~~~~~~^^^^^^^^^^^
# expect-stderr: KeyError: 'missing'
# expect-exit: 1
