# A wrong call marks the call.

def f(a, b): pass
print("x", f(1))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     print("x", f(1))
# expect-stderr:                ^^^^
# expect-stderr: TypeError: f() missing 1 required positional argument: 'b'
# expect-exit: 1
