# An exception in __del__ is reported on stderr and the program goes on.

class C:
    def __del__(self):
        raise ValueError("in del")
    def __repr__(self):
        return "<C>"
c = C()
del c
print("goes on")    # expect: goes on
# expect-stderr: Exception ignored in: <function C.__del__ at {address}>
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 5, in __del__
# expect-stderr:     raise ValueError("in del")
# expect-stderr: ValueError: in del
