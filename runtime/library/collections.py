"""More containers: namedtuple, deque, ChainMap, Counter, OrderedDict, defaultdict."""

import sys
from _abc import _set_collection_flags
from _collections import _count_elements, _move, _take_first, deque

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString",
           "defaultdict", "deque", "namedtuple"]


_GenericAlias = type(list[int])
_missing = object()
_in_repr = set()


def _is_mapping(value):
    if isinstance(value, (dict, ChainMap, type(type.__dict__))):
        return True
    abstract = sys.modules.get("_collections_abc")
    return abstract is not None and isinstance(value, abstract.Mapping)


# --- defaultdict --------------------------------------------------------------------------------

class defaultdict(dict):
    """A dict that makes the values of missing keys with default_factory()."""

    __slots__ = ("default_factory", "__dict__")

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        super().__init__(*args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        factory = self.default_factory
        if factory is None or id(self) not in _in_repr:
            _in_repr.add(id(self))
            try:
                text = repr(factory)
            finally:
                _in_repr.discard(id(self))
        else:
            text = "..."
        return f"{type(self).__name__}({text}, {dict.__repr__(self)})"

    def copy(self):
        """A copy that has the same values and the same default_factory."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self.default_factory, other)
        result.update(self)
        return result

    __class_getitem__ = classmethod(_GenericAlias)


# --- OrderedDict --------------------------------------------------------------------------------

class OrderedDict(dict):
    """A dict whose order counts in comparisons and can be changed."""

    def popitem(self, last=True):
        """Take the last pair out, or the first."""
        if not self:
            raise KeyError("dictionary is empty")
        return dict.popitem(self) if last else _take_first(self)

    def move_to_end(self, key, last=True):
        """Move an existing key to the end, or to the beginning."""
        _move(self, key, last)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A dict with these keys, all with the same value."""
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def copy(self):
        """A copy of the same class."""
        return self.__class__(self)

    __copy__ = copy

    def __reduce__(self):
        return self.__class__, (), self.__dict__ or None, None, iter(self.items())

    def __repr__(self):
        if id(self) in _in_repr:
            return "..."
        if not self:
            return f"{self.__class__.__name__}()"
        _in_repr.add(id(self))
        try:
            return f"{self.__class__.__name__}({list(self.items())!r})"
        finally:
            _in_repr.discard(id(self))

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        answer = self.__eq__(other)
        return answer if answer is NotImplemented else not answer

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self


# --- namedtuple ---------------------------------------------------------------------------------

_keywords = frozenset(
    "False None True and as assert async await break class continue def del elif else except "
    "finally for from global if import in is lambda nonlocal not or pass raise return try while "
    "with yield".split())


def _field_names(typename, names, rename):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    names = list(map(str, names))
    seen = set()
    if rename:
        for index, name in enumerate(names):
            if (not name.isidentifier() or name in _keywords or name.startswith("_")
                    or name in seen):
                names[index] = f"_{index}"
            seen.add(name)
    for name in [typename] + names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    return tuple(names)


def _make_constructor(typename, names, defaults):
    # Made from text, so that the interpreter itself binds the arguments.
    parameters = ", ".join(names)
    values = parameters + "," if len(names) == 1 else parameters
    namespace = {"_tuple_new": tuple.__new__, "__builtins__": {},
                 "__name__": f"namedtuple_{typename}"}
    separator = ", " if names else ""
    constructor = eval(f"lambda _cls{separator}{parameters}: _tuple_new(_cls, ({values}))",
                       namespace)
    constructor.__name__ = "__new__"
    constructor.__qualname__ = f"{typename}.__new__"
    constructor.__doc__ = f"Create new instance of {typename}({parameters})"
    if defaults is not None:
        constructor.__defaults__ = defaults
    return constructor


class _tuplegetter:
    # An item of a named tuple as its attribute.

    __slots__ = ("_index", "__doc__")

    def __init__(self, index, doc):
        self._index = index
        self.__doc__ = doc

    def __get__(self, instance, owner=None):
        return self if instance is None else instance[self._index]

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f"_tuplegetter({self._index}, {self.__doc__!r})"

    def __reduce__(self):
        return type(self), (self._index, self.__doc__)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items have names."""
    typename = str(typename)
    names = _field_names(typename, field_names, rename)
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
    count = len(names)
    template = "(" + ", ".join(f"{name}=%r" for name in names) + ")"
    make_tuple = tuple.__new__

    @classmethod
    def _make(cls, iterable):
        result = make_tuple(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, names, self))
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        return self.__class__.__name__ + template % tuple(self)

    def _asdict(self):
        return dict(zip(names, self))

    def __getnewargs__(self):
        return tuple(self)

    _make.__func__.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    __repr__.__doc__ = "Return a nicely formatted representation string"
    _asdict.__doc__ = "Return a new dict which maps field names to their values."
    __getnewargs__.__doc__ = "Return self as a plain tuple.  Used by copy and pickle."
    for method in (_make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"

    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": dict(zip(names[count - len(defaults or ()):], defaults or ())),
        "__new__": _make_constructor(typename, names, defaults),
        "_make": _make,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": names,
    }
    for index, name in enumerate(names):
        namespace[name] = _tuplegetter(index, f"Alias for field number {index}")
    result = type(typename, (tuple,), namespace)
    if module is None:
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    result.__module__ = module
    return result


# --- Counter ------------------------------------------------------------------------------------

class Counter(dict):
    """A dict that counts: the values say how often a key occurs; a missing key, zero times."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """The sum of all counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The pairs (key, count), the commonest first; the n commonest."""
        pairs = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return pairs if n is None else pairs[:max(n, 0)]

    def elements(self):
        """Each key as often as it counts; not at all with a count below 1."""
        for key, count in self.items():
            for _ in range(count):
                yield key

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Add the counts of a mapping, or one for each item of an iterable."""
        if iterable is not None:
            if _is_mapping(iterable):
                if self:
                    get = self.get
                    for key, count in iterable.items():
                        self[key] = count + get(key, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Subtract the counts of a mapping, or one for each item of an iterable."""
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for key, count in iterable.items():
                    self[key] = get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = get(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A copy of the same class."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            pairs = dict(self.most_common())
        except TypeError:
            pairs = dict(self)    # counts that have no order
        return f"{self.__class__.__name__}({pairs!r})"

    # --- multisets ------------------------------------------------------------------------------

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for counter in (self, other) for key in counter)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for counter in (self, other) for key in counter)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for counter in (self, other) for key in counter)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, combine):
        """What both counts give, as far as that is positive; self's keys first."""
        result = Counter()
        for counter in (self, other):
            for key in counter:
                if counter is other and key in self:
                    continue
                count = combine(self[key], other[key])
                if count > 0:
                    result[key] = count
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, min)

    def __pos__(self):
        result = Counter()
        for key, count in self.items():
            if count > 0:
                result[key] = count
        return result

    def __neg__(self):
        result = Counter()
        for key, count in self.items():
            if count < 0:
                result[key] = 0 - count
        return result

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return self._keep_positive()

    def __iand__(self, other):
        for key, count in self.items():
            if other[key] < count:
                self[key] = other[key]
        return self._keep_positive()


# --- ChainMap -----------------------------------------------------------------------------------

class ChainMap:
    """Several mappings as one: the first that has a key counts; changes go to the first."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for mapping in reversed(self.maps):
            keys.update(dict.fromkeys(mapping))
        return iter(keys)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        if id(self) in _in_repr:
            return "..."
        _in_repr.add(id(self))
        try:
            return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"
        finally:
            _in_repr.discard(id(self))

    @classmethod
    def fromkeys(cls, iterable, *args):
        """A ChainMap of one new dict with these keys."""
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        """A ChainMap with a copy of the first mapping; it shares the others."""
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A ChainMap with one more mapping in front."""
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        """A ChainMap without the first mapping."""
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def popitem(self):
        """Take a pair out of the first mapping."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def pop(self, key, *args):
        """Take a key out of the first mapping; returns its value."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def clear(self):
        """Clear the first mapping."""
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        result = self.copy()
        result.maps[0].update(other)
        return result

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return self.__class__(merged)

    def keys(self):
        return _abstract().KeysView(self)

    def items(self):
        return _abstract().ItemsView(self)

    def values(self):
        return _abstract().ValuesView(self)

    def update(self, other=(), /, **kwds):
        _abstract().MutableMapping.update(self, other, **kwds)

    def setdefault(self, key, default=None):
        return _abstract().MutableMapping.setdefault(self, key, default)

    def __eq__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None
    __class_getitem__ = classmethod(_GenericAlias)


def _abstract():
    import _collections_abc
    return _collections_abc


# --- UserDict, UserList, UserString -------------------------------------------------------------------------

def __getattr__(name):
    # Their bases are in collections.abc, which few programs need.
    if name in ("UserDict", "UserList", "UserString"):
        import _collections_user
        value = getattr(_collections_user, name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_set_collection_flags(ChainMap, 1 << 6)

if "_collections_abc" in sys.modules:
    sys.modules["_collections_abc"].MutableSequence.register(deque)
    sys.modules["_collections_abc"].MutableMapping.register(ChainMap)
