# getattr, setattr, hasattr and delattr do by name what the dot does.

class C:
    pass
c = C()
setattr(c, "x", 5)
print(getattr(c, "x"), getattr(c, "y", "default"), hasattr(c, "x"), hasattr(c, "y"))
# expect: 5 default True False
delattr(c, "x")
print(hasattr(c, "x"), c.__dict__)    # expect: False {}
setattr(c, "not an identifier", 1)
print(vars(c), getattr(c, "not an identifier"))    # expect: {'not an identifier': 1} 1
for bad in (
        lambda: getattr(c, 5), lambda: setattr(c, 5, 1), lambda: getattr(c),
        lambda: hasattr(c, None),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: attribute name must be string, not 'int'
        # expect: attribute name must be string, not 'int'
        # expect: getattr expected at least 2 arguments, got 1
        # expect: attribute name must be string, not 'NoneType'
