# Names and docstrings of new classes must be UTF-8.
class C: pass
for f in (lambda: type('A\udcdcB', (), {}), lambda: type('A', (), {'__doc__': 'x\udcdc\udcddy'}), lambda: setattr(C, '__name__', 'a\udc00')):
    try: f()
    except UnicodeEncodeError as e: print(e)
    # expect: 'utf-8' codec can't encode character '\udcdc' in position 1: surrogates not allowed
    # expect: 'utf-8' codec can't encode characters in position 1-2: surrogates not allowed
    # expect: 'utf-8' codec can't encode character '\udc00' in position 1: surrogates not allowed
C.__doc__ = 'x\udcdc'
print(ascii(C.__doc__), C.__name__)    # expect: 'x\udcdc' C
