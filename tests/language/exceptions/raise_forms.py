# raise takes a class or an instance, and re-raises alone.

class Custom(Exception):
    def __init__(self, *args):
        print("made", args)
        super().__init__(*args)
for thing in (Custom, Custom(1)):
    try:
        raise thing
    except Custom as error:
        print(repr(error))
        # expect: made (1,)
        # expect: made ()
        # expect: Custom()
        # expect: Custom(1)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as error:
    print("again", error)    # expect: again division by zero
for bad in (5, "text", int, None, object()):
    try:
        raise bad
    except TypeError as error:
        print(error)
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
def outside():
    raise
try:
    outside()
except RuntimeError as error:
    print(error)    # expect: No active exception to reraise
try:
    raise ValueError("v") from 5
except TypeError as error:
    print(error)    # expect: exception causes must derive from BaseException
