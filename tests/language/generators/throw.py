# throw raises at the yield; the generator may handle it and go on.

def g():
    while True:
        try:
            yield "running"
        except ValueError as error:
            yield f"handled {error}"
        finally:
            print("finally")
it = g()
print(next(it))    # expect: running
print(it.throw(ValueError("bad")))    # expect: handled bad
print(next(it))
# expect: finally
# expect: running
try:
    it.throw(KeyError("out"))    # expect: finally
except KeyError as error:
    print("escaped", error)    # expect: escaped 'out'
print(list(it))    # expect: []
def fresh():
    yield 1
f = fresh()
try:
    f.throw(ValueError)
except ValueError as error:
    print("never started", repr(error))    # expect: never started ValueError()
print(list(f))    # expect: []
h = fresh()
try:
    h.throw(ValueError, "two words")
except ValueError as error:
    print(error)    # expect: two words
try:
    fresh().throw(5)
except TypeError as error:
    print(error)
    # expect: exceptions must be classes or instances deriving from BaseException, not int
