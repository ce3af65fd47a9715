# An exception group is drawn as a tree.

def one():
    raise ValueError("one")
errors = []
for f in (one, lambda: {}["two"]):
    try:
        f()
    except Exception as error:
        errors.append(error)
raise ExceptionGroup("both failed", errors + [ExceptionGroup("nested", [TypeError("three")])])
# expect-stderr:   + Exception Group Traceback (most recent call last):
# expect-stderr:   |   File "{file}", line 11, in <module>
# expect-stderr:   |     raise ExceptionGroup("both failed", errors + [ExceptionGroup("nested", [TypeError("three")])])
# expect-stderr:   | ExceptionGroup: both failed (3 sub-exceptions)
# expect-stderr:   +-+---------------- 1 ----------------
# expect-stderr:     | Traceback (most recent call last):
# expect-stderr:     |   File "{file}", line 8, in <module>
# expect-stderr:     |     f()
# expect-stderr:     |   File "{file}", line 4, in one
# expect-stderr:     |     raise ValueError("one")
# expect-stderr:     | ValueError: one
# expect-stderr:     +---------------- 2 ----------------
# expect-stderr:     | Traceback (most recent call last):
# expect-stderr:     |   File "{file}", line 8, in <module>
# expect-stderr:     |     f()
# expect-stderr:     |   File "{file}", line 6, in <lambda>
# expect-stderr:     |     for f in (one, lambda: {}["two"]):
# expect-stderr:     |                            ~~^^^^^^^
# expect-stderr:     | KeyError: 'two'
# expect-stderr:     +---------------- 3 ----------------
# expect-stderr:     | ExceptionGroup: nested (1 sub-exception)
# expect-stderr:     +-+---------------- 1 ----------------
# expect-stderr:       | TypeError: three
# expect-stderr:       +------------------------------------
# expect-exit: 1
