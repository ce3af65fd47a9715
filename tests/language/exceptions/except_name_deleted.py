# The name of an except clause is unbound at its end.

try:
    raise ValueError("x")
except ValueError as error:
    pass
try:
    error
except NameError as missing:
    print(missing)    # expect: name 'error' is not defined
error = "kept?"
try:
    raise ValueError
except ValueError as error:
    del error
print("error" in globals())    # expect: False
