# A class body's frame bears the class's name.

class C:
    class D:
        x = undefined_thing
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     class C:
# expect-stderr:   File "{file}", line 4, in C
# expect-stderr:     class D:
# expect-stderr:   File "{file}", line 5, in D
# expect-stderr:     x = undefined_thing
# expect-stderr:         ^^^^^^^^^^^^^^^
# expect-stderr: NameError: name 'undefined_thing' is not defined
# expect-exit: 1
