# Comprehensions, lambdas, class bodies and generators name their frames.

def generate():
    yield 1
    yield 1 / 0
class C:
    f = lambda self: [n for n in generate()]
C().f()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 8, in <module>
# expect-stderr:     C().f()
# expect-stderr:   File "{file}", line 7, in <lambda>
# expect-stderr:     f = lambda self: [n for n in generate()]
# expect-stderr:                      ^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr:   File "{file}", line 7, in <listcomp>
# expect-stderr:     f = lambda self: [n for n in generate()]
# expect-stderr:                      ^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr:   File "{file}", line 5, in generate
# expect-stderr:     yield 1 / 0
# expect-stderr:           ~~^~~
# expect-stderr: ZeroDivisionError: division by zero
# expect-exit: 1
