# Carets mark the part of the line that failed.

def first(a):
    return second(a) + 1
def second(b):
    values = [1, 2]
    return values[b] + (b.attribute)
first(1)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 8, in <module>
# expect-stderr:     first(1)
# expect-stderr:   File "{file}", line 4, in first
# expect-stderr:     return second(a) + 1
# expect-stderr:            ^^^^^^^^^
# expect-stderr:   File "{file}", line 7, in second
# expect-stderr:     return values[b] + (b.attribute)
# expect-stderr:                         ^^^^^^^^^^^
# expect-stderr: AttributeError: 'int' object has no attribute 'attribute'
# expect-exit: 1
