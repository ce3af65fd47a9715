# assert raises AssertionError with the message's value.

assert True
assert 1, "fine"
try:
    assert 0
except AssertionError as error:
    print(repr(error), error.args)    # expect: AssertionError() ()
try:
    assert [], {"why": 1}
except AssertionError as error:
    print(repr(error))    # expect: AssertionError({'why': 1})
try:
    assert False, "a sentence"
except AssertionError as error:
    print(error)    # expect: a sentence
