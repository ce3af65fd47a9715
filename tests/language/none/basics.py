# None, NotImplemented and Ellipsis are single values.

print(None, repr(None), str(None), type(None), bool(None), None == None, None is None)
# expect: None None None <class 'NoneType'> False True True
print(None != 0, [None], {None: 1}[None], ..., Ellipsis is ..., type(...), NotImplemented)
# expect: True [None] 1 Ellipsis True <class 'ellipsis'> NotImplemented
print(type(NotImplemented))    # expect: <class 'NotImplementedType'>
print(type(None)() is None, hash(None) == hash(None), None.__class__.__name__, f"{None}")
# expect: True True NoneType None
print("%s" % None)    # expect: None
for bad in (
        lambda: None(), lambda: None[0], lambda: None.x, lambda: None + 1, lambda: len(None),
        lambda: iter(None), lambda: None < None, lambda: int(None),
):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
        # expect: TypeError 'NoneType' object is not callable
        # expect: TypeError 'NoneType' object is not subscriptable
        # expect: AttributeError 'NoneType' object has no attribute 'x'
        # expect: TypeError unsupported operand type(s) for +: 'NoneType' and 'int'
        # expect: TypeError object of type 'NoneType' has no len()
        # expect: TypeError 'NoneType' object is not iterable
        # expect: TypeError '<' not supported between instances of 'NoneType' and 'NoneType'
        # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect-stderr: {file}:12: SyntaxWarning: 'NoneType' object is not callable; perhaps you missed a comma?
# expect-stderr:   lambda: None(), lambda: None[0], lambda: None.x, lambda: None + 1, lambda: len(None),
# expect-stderr: {file}:12: SyntaxWarning: 'NoneType' object is not subscriptable; perhaps you missed a comma?
# expect-stderr:   lambda: None(), lambda: None[0], lambda: None.x, lambda: None + 1, lambda: len(None),
