# Notes of exceptions in a group, odd ones too.
e = ExceptionGroup("one", [ValueError(1)]); e.__notes__ = "abc"
f = ValueError(); f.__notes__ = [1, "two", None]; g = ValueError("x"); g.__notes__ = 5
class B:
    def __repr__(s): raise KeyError
    def __str__(s): raise KeyError
h = ValueError("h"); h.__notes__ = [B()]
i = ValueError("i"); i.__notes__ = B()
raise ExceptionGroup("all", [e, f, g, h, i])
# expect-stderr:   + Exception Group Traceback (most recent call last):
# expect-stderr:   |   File "{file}", line 9, in <module>
# expect-stderr:   |     raise ExceptionGroup("all", [e, f, g, h, i])
# expect-stderr:   | ExceptionGroup: all (5 sub-exceptions)
# expect-stderr:   +-+---------------- 1 ----------------
# expect-stderr:     | ExceptionGroup: one (1 sub-exception)
# expect-stderr:     | a
# expect-stderr:     | b
# expect-stderr:     | c
# expect-stderr:     +-+---------------- 1 ----------------
# expect-stderr:       | ValueError: 1
# expect-stderr:       +------------------------------------
# expect-stderr:     +---------------- 2 ----------------
# expect-stderr:     | ValueError
# expect-stderr:     | 1
# expect-stderr:     | two
# expect-stderr:     | None
# expect-stderr:     +---------------- 3 ----------------
# expect-stderr:     | ValueError: x
# expect-stderr:     | 5    +---------------- 4 ----------------
# expect-stderr:     | ValueError: h
# expect-stderr: <note str() failed>
# expect-stderr:     +---------------- 5 ----------------
# expect-stderr:     | ValueError: i
# expect-stderr:     | <__notes__ repr() failed>    +------------------------------------
# expect-exit: 1
