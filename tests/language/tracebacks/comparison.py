# A failing comparison marks its operator.

print(1 < 2 < "3")
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     print(1 < 2 < "3")
# expect-stderr:           ^^^^^^^^^^^
# expect-stderr: TypeError: '<' not supported between instances of 'int' and 'str'
# expect-exit: 1
