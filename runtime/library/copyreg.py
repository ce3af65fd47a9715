"""How objects are taken apart and made anew: what object.__reduce_ex__ gives, for copy and pickle."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register a function that reduces objects of a type."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that an object can be called to make others."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


# --- making ---------------------------------------------------------------------------------------

def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    """As __newobj__, for classes whose __new__ takes keywords."""
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


# --- taking apart ---------------------------------------------------------------------------------

_MANAGED_DICT = 1 << 4
_DISALLOW_INSTANTIATION = 1 << 7
_HEAPTYPE = 1 << 9
_new_type = type(int.__new__)


def _mangled(cls, name):
    if name.startswith("__") and not name.endswith("__"):
        stripped = cls.__name__.lstrip("_")
        if stripped:
            return f"_{stripped}{name}"
    return name


def _slotnames(cls):
    """The names of all slots of a class and its bases; the class remembers them."""
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for owner in cls.__mro__ if hasattr(cls, "__slots__") else ():
        slots = owner.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__"):
                names.append(_mangled(owner, name))
    try:
        cls.__slotnames__ = names
    except Exception:
        pass    # a metaclass may refuse
    return names


def _getstate(obj):
    """object.__getstate__() for classes with slots: the dict, or a pair of it and the slots."""
    state = getattr(obj, "__dict__", None)
    if isinstance(state, dict):
        state = state.copy() or None
    slots = {}
    for name in _slotnames(type(obj)):
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


def _has_hidden_parts(cls):
    """Is there more to instances than their attributes and slots show?"""
    for base in cls.__mro__:
        if not base.__flags__ & _HEAPTYPE and base is not object:
            return True
    size = object.__basicsize__ + 8 * len(_slotnames(cls))
    if cls.__dictoffset__ and not cls.__flags__ & _MANAGED_DICT:
        size += 8
    if cls.__weakrefoffset__ > 0:
        size += 8
    return cls.__basicsize__ > size


def _new_arguments(obj, cls):
    """What __getnewargs_ex__ or __getnewargs__ gives; None for both if there is neither."""
    if hasattr(cls, "__getnewargs_ex__"):
        both = obj.__getnewargs_ex__()
        if not isinstance(both, tuple):
            raise TypeError(f"__getnewargs_ex__ should return a tuple, "
                            f"not '{type(both).__name__}'")
        if len(both) != 2:
            raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, "
                             f"not {len(both)}")
        args, kwargs = both
        if not isinstance(args, tuple):
            raise TypeError(f"first item of the tuple returned by __getnewargs_ex__ "
                            f"must be a tuple, not '{type(args).__name__}'")
        if not isinstance(kwargs, dict):
            raise TypeError(f"second item of the tuple returned by __getnewargs_ex__ "
                            f"must be a dict, not '{type(kwargs).__name__}'")
        return args, kwargs
    if hasattr(cls, "__getnewargs__"):
        args = obj.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, "
                            f"not '{type(args).__name__}'")
        return args, None
    return None, None


def _full_name(cls):
    """Built-in types are called by their modules, too."""
    is_built_in = not cls.__flags__ & _HEAPTYPE and cls.__module__ != "builtins"
    return f"{cls.__module__}.{cls.__name__}" if is_built_in else cls.__name__


def _reduce_new(obj):
    """Protocols 2 and above: an object is made by __new__, and filled."""
    cls = type(obj)
    if cls.__flags__ & _DISALLOW_INSTANTIATION or getattr(cls, "__new__", None) is None:
        raise TypeError(f"cannot pickle '{_full_name(cls)}' object")
    args, kwargs = _new_arguments(obj, cls)
    is_list, is_dict = isinstance(obj, list), isinstance(obj, dict)
    if (args is None and not is_list and not is_dict
            and cls.__getstate__ is object.__getstate__):
        if cls.__itemsize__:
            raise TypeError(f"cannot pickle {_full_name(cls)} objects")
        if _has_hidden_parts(cls):
            raise TypeError(f"cannot pickle '{_full_name(cls)}' object")
    state = obj.__getstate__()
    items = iter(obj) if is_list else None
    pairs = iter(obj.items()) if is_dict else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, items, pairs
    return __newobj__, (cls, *(args or ())), state, items, pairs


def _reduce_ex(self, proto):
    """Protocols 0 and 1: an object is made of a value of its built-in base, and filled."""
    cls = self.__class__
    base = object
    for candidate in cls.__mro__:
        new = candidate.__new__
        if (hasattr(candidate, "__flags__") and not candidate.__flags__ & _HEAPTYPE
                or isinstance(new, _new_type) and new.__self__ is candidate):
            base = candidate
            break
    if base is object:
        value = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        value = base(self)
    if type(self).__getstate__ is object.__getstate__ and getattr(self, "__slots__", None):
        raise TypeError("a class that defines __slots__ without "
                        "defining __getstate__ cannot be pickled")
    state = self.__getstate__()
    if state:
        return _reconstructor, (cls, base, value), state
    return _reconstructor, (cls, base, value)


def _reduce(obj, protocol):
    """object.__reduce_ex__ and, with protocol 0, object.__reduce__."""
    return _reduce_new(obj) if protocol >= 2 else _reduce_ex(obj, protocol)


# --- extension codes ------------------------------------------------------------------------------

_extension_registry = {}    # (module, name) -> code
_inverted_registry = {}     # code -> (module, name)
_extension_cache = {}       # code -> object


def add_extension(module, name, code):
    """Register a code that pickle writes instead of the name of a global object."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError("key %s is already registered with code %s"
                         % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError("code %s is already in use for key %s" % (code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Take a registered code back."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError("key %s is not registered with code %s" % (key, code))
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
