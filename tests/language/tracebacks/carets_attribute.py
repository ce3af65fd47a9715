# A failing attribute has the whole expression marked.

class Thing: pass
thing = Thing()
thing.inner = None
result = thing.inner.value.deeper
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 6, in <module>
# expect-stderr:     result = thing.inner.value.deeper
# expect-stderr:              ^^^^^^^^^^^^^^^^^
# expect-stderr: AttributeError: 'NoneType' object has no attribute 'value'
# expect-exit: 1
