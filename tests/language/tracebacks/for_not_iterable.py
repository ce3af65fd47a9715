# A for loop marks its iterable.

for i in 5:
    pass
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     for i in 5:
# expect-stderr: TypeError: 'int' object is not iterable
# expect-exit: 1
