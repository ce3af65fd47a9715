# add_note collects strings on the exception.

e = ValueError("v")
e.add_note("first")
e.add_note("second")
print(e.__notes__, hasattr(ValueError(), "__notes__"))    # expect: ['first', 'second'] False
try:
    e.add_note(5)
except TypeError as error:
    print(error)    # expect: note must be a str, not 'int'
