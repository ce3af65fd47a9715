# Indented lines are shown without their indentation, carets in step.

def f(values):
    if True:
        for value in values:
            print(value.name, value.other.thing)
f([f])
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 7, in <module>
# expect-stderr:     f([f])
# expect-stderr:   File "{file}", line 6, in f
# expect-stderr:     print(value.name, value.other.thing)
# expect-stderr:           ^^^^^^^^^^
# expect-stderr: AttributeError: 'function' object has no attribute 'name'
# expect-exit: 1
