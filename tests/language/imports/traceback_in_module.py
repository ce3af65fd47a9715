# An error inside an imported module shows its frame, and the import machinery's not.

# run: {ouro} {dir}/data/broken/main.py
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{dir}/data/broken/main.py", line 2, in <module>
# expect-stderr:     lib.go()
# expect-stderr:   File "{dir}/data/broken/lib.py", line 2, in go
# expect-stderr:     return inner(0)
# expect-stderr:            ^^^^^^^^
# expect-stderr:   File "{dir}/data/broken/lib.py", line 4, in inner
# expect-stderr:     return 1 / n
# expect-stderr:            ~~^~~
# expect-stderr: ZeroDivisionError: division by zero
# expect-exit: 1
