"""WeakSet: a set whose elements leave it when nobody else keeps them.

The set `data` holds weak references. While somebody iterates over it, it has to stay as it is:
references that die then are noted in `_pending_removals`, and taken out when the last reader is
done.
"""

import sys
from _weakref import ref

__all__ = ["WeakSet"]


class WeakSet:
    def __init__(self, data=None):
        owner = ref(self)

        def remove(dead):
            container = owner()
            if container is not None:
                container._drop(dead)

        self.data = set()
        self._remove = remove
        self._readers = 0
        self._pending_removals = []
        if data is not None:
            self.update(data)

    # --- removal --------------------------------------------------------------------------------

    def _drop(self, dead):
        if self._readers:
            self._pending_removals.append(dead)
        else:
            self.data.discard(dead)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            self.data.discard(pending.pop())

    def _leave(self):
        self._readers -= 1
        if not self._readers:
            self._commit_removals()

    # --- reading --------------------------------------------------------------------------------

    def __iter__(self):
        self._readers += 1
        try:
            for link in self.data:
                item = link()
                if item is not None:
                    # The caller holds it, not this generator.
                    yield item
        finally:
            self._leave()

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            link = ref(item)
        except TypeError:
            return False
        return link in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __repr__(self):
        return repr(self.data)

    # --- changing -------------------------------------------------------------------------------

    def add(self, item):
        if self._pending_removals:
            self._commit_removals()
        self.data.add(ref(item, self._remove))

    def clear(self):
        if self._pending_removals:
            self._commit_removals()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        if self._pending_removals:
            self._commit_removals()
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def remove(self, item):
        if self._pending_removals:
            self._commit_removals()
        self.data.remove(ref(item))

    def discard(self, item):
        if self._pending_removals:
            self._commit_removals()
        self.data.discard(ref(item))

    def update(self, other):
        if self._pending_removals:
            self._commit_removals()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    # --- algebra --------------------------------------------------------------------------------

    def difference(self, other):
        result = self.copy()
        result.difference_update(other)
        return result

    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        if self._pending_removals:
            self._commit_removals()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(ref(item) for item in other)
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        if self._pending_removals:
            self._commit_removals()
        self.data.intersection_update(ref(item) for item in other)
        return self

    def symmetric_difference(self, other):
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        if self._pending_removals:
            self._commit_removals()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(ref(item, self._remove) for item in other)
        return self

    def union(self, other):
        return self.__class__(item for source in (self, other) for item in source)

    __or__ = union

    # --- comparison -----------------------------------------------------------------------------

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    __class_getitem__ = classmethod(type(list[int]))


# Whichever of the two is imported last knows both.
if "_collections_abc" in sys.modules:
    sys.modules["_collections_abc"].MutableSet.register(WeakSet)
