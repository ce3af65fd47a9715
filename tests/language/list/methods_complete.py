# Every public method is there.

print(*[n for n in dir(list) if not n.startswith("_")])
# expect: append clear copy count extend index insert pop remove reverse sort
print(*[n for n in dir(list) if n.startswith("__")])
# expect: __add__ __class__ __class_getitem__ __contains__ __delattr__ __delitem__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getitem__ __getstate__ __gt__ __hash__ __iadd__ __imul__ __init__ __init_subclass__ __iter__ __le__ __len__ __lt__ __mul__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rmul__ __setattr__ __setitem__ __sizeof__ __str__ __subclasshook__
print([1].__add__([2]), [1].__len__(), [1, 2].__getitem__(1), [1].__eq__([1]), [1].__eq__(5))
# expect: [1, 2] 1 2 True NotImplemented
print([1].__contains__(1), list.__hash__, [3].__mul__(2), [1].__rmul__(2))
# expect: True None [3, 3] [1, 1]
print([1, 2].__reversed__().__next__(), list.append([], 1), [1].__iter__().__next__())
# expect: 2 None 1
print([1].__repr__())    # expect: [1]
