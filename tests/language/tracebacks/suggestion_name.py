# A misspelt name is answered with the nearest one.

counter = 1
def f():
    local_value = 2
    return locl_value
try:
    f()
except NameError:
    pass
print(conter)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 11, in <module>
# expect-stderr:     print(conter)
# expect-stderr:           ^^^^^^
# expect-stderr: NameError: name 'conter' is not defined. Did you mean: 'counter'?
# expect-exit: 1
