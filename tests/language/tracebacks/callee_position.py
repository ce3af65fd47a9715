# A callee that can't be looked up is marked without its arguments.

class C:
    pass
c = C()
def lookup(c):
    return c.missing(1, 2)
def unknown():
    return nowhere_found(1, "two", c)
try:
    unknown()
except NameError:
    lookup(c)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 11, in <module>
# expect-stderr:     unknown()
# expect-stderr:   File "{file}", line 9, in unknown
# expect-stderr:     return nowhere_found(1, "two", c)
# expect-stderr:            ^^^^^^^^^^^^^
# expect-stderr: NameError: name 'nowhere_found' is not defined
# expect-stderr:
# expect-stderr: During handling of the above exception, another exception occurred:
# expect-stderr:
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 13, in <module>
# expect-stderr:     lookup(c)
# expect-stderr:   File "{file}", line 7, in lookup
# expect-stderr:     return c.missing(1, 2)
# expect-stderr:            ^^^^^^^^^
# expect-stderr: AttributeError: 'C' object has no attribute 'missing'
# expect-exit: 1
