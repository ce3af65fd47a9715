# The truth of NotImplemented, and a __complex__ that returns an instance of a subclass.
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    print(bool(NotImplemented), not NotImplemented)    # expect: True False
    for x in w: print(x.category.__name__, x.message)
    # expect: DeprecationWarning NotImplemented should not be used in a boolean context
    # expect: DeprecationWarning NotImplemented should not be used in a boolean context
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        if NotImplemented: print('no')
    except DeprecationWarning as e: print(e)
    # expect: NotImplemented should not be used in a boolean context
    class X(complex):
        def __complex__(self): return self
    try: complex(X(1))
    except DeprecationWarning as e: print(e)
    # expect: __complex__ returned non-complex (type X).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.
