# Every public method is there.

print(*[n for n in dir(str) if not n.startswith("_")])
# expect: capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill
print(*[n for n in dir(str) if n.startswith("__")])
# expect: __add__ __class__ __contains__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getitem__ __getnewargs__ __getstate__ __gt__ __hash__ __init__ __init_subclass__ __iter__ __le__ __len__ __lt__ __mod__ __mul__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __rmod__ __rmul__ __setattr__ __sizeof__ __str__ __subclasshook__
print("a".__add__("b"), "abc".__contains__("b"), "abc".__len__(), "ab".__mul__(2))
# expect: ab True 3 abab
print("a".__eq__(1), "a".__lt__("b"), "abc".__getitem__(1), "a".__hash__() == hash("a"))
# expect: NotImplemented True b True
print(str.upper("x"), str.__name__)    # expect: X str
