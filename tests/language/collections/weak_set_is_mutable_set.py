# A WeakSet is a MutableSet, whichever of the modules was imported first.
import collections.abc
from weakref import WeakSet
print(isinstance(WeakSet(), collections.abc.MutableSet), issubclass(WeakSet, collections.abc.Set))
# expect: True True
