"""Weak references, and containers made of them.

A dictionary here keeps its links in the ordinary dict `data`. While somebody iterates over that, it
has to stay as it is: what dies then is noted in `_pending_removals`, and taken out when the last
reader is done.
"""

import sys

from _weakref import (CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs,
                      proxy, ref, _remove_dead_weakref)
from _weakrefset import WeakSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary",
           "ReferenceType", "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary",
           "WeakSet", "WeakMethod", "finalize"]

ProxyTypes = (ProxyType, CallableProxyType)


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object and its function."""

    __slots__ = ("_function", "_method_type", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            receiver = meth.__self__
            function = meth.__func__
        except AttributeError:
            raise TypeError(
                f"argument should be a bound method, not {type(meth)}") from None

        def died(_):
            # Either of the two may die, or both; the callback is for the first.
            method = own()
            if method is not None and method._alive:
                method._alive = False
                if callback is not None:
                    callback(method)

        self = ref.__new__(cls, receiver, died)
        self._function = ref(function, died)
        self._method_type = type(meth)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        receiver = super().__call__()
        function = self._function()
        if receiver is None or function is None:
            return None
        return self._method_type(function, receiver)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is not other
        return ref.__ne__(self, other) or self._function != other._function

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference to a value that knows the value's key."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _WeakDictionary:
    """What both dictionaries have in common. Subclasses define _drop and the rest."""

    def _prepare(self):
        def remove(dead, owner=ref(self)):
            container = owner()
            if container is not None:
                container._drop(dead)

        self.data = {}
        self._remove = remove
        self._readers = 0
        self._pending_removals = []

    def _leave(self):
        self._readers -= 1
        if not self._readers:
            self._commit_removals()

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __eq__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __reversed__ = None

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def __copy__(self):
        return self.copy()

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        result = self.__class__()
        result.update(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    __class_getitem__ = classmethod(type(list[int]))


def _is_mapping(value):
    if isinstance(value, (dict, _WeakDictionary, type(type.__dict__))):
        return True
    abstract = sys.modules.get("_collections_abc")
    return abstract is not None and isinstance(value, abstract.Mapping)


class WeakValueDictionary(_WeakDictionary):
    """A mapping whose entries go when nobody else keeps the value."""

    def __init__(self, other=(), /, **kw):
        self._prepare()
        self.update(other, **kw)

    def _drop(self, dead):
        if self._readers:
            self._pending_removals.append(dead.key)
        else:
            _remove_dead_weakref(self.data, dead.key)

    def _commit_removals(self):
        # The key may have a new value by now, so only dead ones go.
        pending = self._pending_removals
        while pending:
            _remove_dead_weakref(self.data, pending.pop())

    def __getitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        del self.data[key]

    def __len__(self):
        if self._pending_removals:
            self._commit_removals()
        return len(self.data)

    def __contains__(self, key):
        if self._pending_removals:
            self._commit_removals()
        link = self.data.get(key)
        return link is not None and link() is not None

    def get(self, key, default=None):
        if self._pending_removals:
            self._commit_removals()
        link = self.data.get(key)
        if link is None:
            return default
        value = link()
        return default if value is None else value

    def items(self):
        if self._pending_removals:
            self._commit_removals()
        self._readers += 1
        try:
            for key, link in self.data.items():
                value = link()
                if value is not None:
                    yield key, value
        finally:
            self._leave()

    def keys(self):
        if self._pending_removals:
            self._commit_removals()
        self._readers += 1
        try:
            for key, link in self.data.items():
                if link() is not None:
                    yield key
        finally:
            self._leave()

    __iter__ = keys

    def itervaluerefs(self):
        """The links to the values; they may be dead by the time they are asked."""
        if self._pending_removals:
            self._commit_removals()
        self._readers += 1
        try:
            yield from self.data.values()
        finally:
            self._leave()

    def valuerefs(self):
        """A list of the links to the values."""
        if self._pending_removals:
            self._commit_removals()
        return list(self.data.values())

    def values(self):
        if self._pending_removals:
            self._commit_removals()
        self._readers += 1
        try:
            for link in self.data.values():
                value = link()
                if value is not None:
                    yield value
        finally:
            self._leave()

    def popitem(self):
        if self._pending_removals:
            self._commit_removals()
        while True:
            key, link = self.data.popitem()
            value = link()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        if self._pending_removals:
            self._commit_removals()
        link = self.data.pop(key, None)
        value = None if link is None else link()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        link = self.data.get(key)
        value = None if link is None else link()
        if value is not None:
            return value
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = KeyedRef(default, self._remove, key)
        return default

    def update(self, other=None, /, **kwargs):
        if self._pending_removals:
            self._commit_removals()
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                self.data[key] = KeyedRef(value, self._remove, key)
        for key, value in kwargs.items():
            self.data[key] = KeyedRef(value, self._remove, key)

    def copy(self):
        result = WeakValueDictionary()
        for key, value in self.items():
            result[key] = value
        return result

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self.items():
            result[deepcopy(key, memo)] = value
        return result


class WeakKeyDictionary(_WeakDictionary):
    """A mapping whose entries go when nobody else keeps the key."""

    def __init__(self, dict=None):
        self._prepare()
        # Whether a key may have been deleted that also waits in _pending_removals.
        self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def _drop(self, dead):
        if self._readers:
            self._pending_removals.append(dead)
        else:
            self.data.pop(dead, None)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            self.data.pop(pending.pop(), None)

    def _scrub_removals(self):
        self._pending_removals = [link for link in self._pending_removals if link in self.data]
        self._dirty_len = False

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def __len__(self):
        if self._dirty_len and self._pending_removals:
            self._scrub_removals()
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, key):
        try:
            link = ref(key)
        except TypeError:
            return False
        return link in self.data

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        self._readers += 1
        try:
            for link, value in self.data.items():
                key = link()
                if key is not None:
                    yield key, value
        finally:
            self._leave()

    def keys(self):
        self._readers += 1
        try:
            for link in self.data:
                key = link()
                if key is not None:
                    yield key
        finally:
            self._leave()

    __iter__ = keys

    def values(self):
        self._readers += 1
        try:
            for link, value in self.data.items():
                if link() is not None:
                    yield value
        finally:
            self._leave()

    def keyrefs(self):
        """A list of the links to the keys; they may be dead by the time they are asked."""
        return list(self.data)

    def popitem(self):
        self._dirty_len = True
        while True:
            link, value = self.data.popitem()
            key = link()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        self._dirty_len = True
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for key, value in dict.items():
                self.data[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)

    def copy(self):
        result = WeakKeyDictionary()
        for key, value in self.items():
            result[key] = value
        return result

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self.items():
            result[key] = deepcopy(value, memo)
        return result


class finalize:
    """Has func(*args, **kwargs) called when obj dies, or else when the program ends.

    The finalizer lives in the registry for as long as it has something to do; calling it, or its
    detach(), takes it out.
    """

    __slots__ = ()

    _registry = {}    # finalizer -> _Info, oldest first
    _shutdown = False
    _dirty = False    # has a finalizer been made since _pending last looked?
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            import atexit
            atexit.register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        self._registry[self] = info
        finalize._dirty = True

    def __call__(self, _=None):
        """Call the function and forget it; None if that has happened already."""
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        """Forget the function; returns (obj, func, args, kwargs), or None if it was gone."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        """(obj, func, args, kwargs), or None if the function has been called or forgotten."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        """Whether the function is still to be called."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether it is to be called at the end of the program."""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return "<%s object at %#x; dead>" % (type(self).__name__, id(self))
        return "<%s object at %#x; for %r at %#x>" % (
            type(self).__name__, id(self), type(obj).__name__, id(obj))

    @classmethod
    def _pending(cls):
        cls._dirty = False
        return [finalizer for finalizer, info in cls._registry.items() if info.atexit]

    @classmethod
    def _exitfunc(cls):
        # No collection in between: it could call finalizers in another order.
        import gc
        collecting = gc.isenabled()
        gc.disable()
        try:
            pending = finalize._pending()
            while pending or finalize._dirty:
                if finalize._dirty:
                    pending = finalize._pending()
                    continue
                try:
                    pending.pop()()
                except Exception as error:
                    sys.excepthook(type(error), error, error.__traceback__)
        finally:
            # Whatever dies from here on dies in silence.
            finalize._shutdown = True
            if collecting:
                gc.enable()


# The abstract classes needn't be there; whichever module comes second tells the other.
if "_collections_abc" in sys.modules:
    sys.modules["_collections_abc"].MutableMapping.register(WeakValueDictionary)
    sys.modules["_collections_abc"].MutableMapping.register(WeakKeyDictionary)
