"""What object.__reduce__ and object.__reduce_ex__ give: how to make an object anew."""

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register a function that reduces objects of a type."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(obj, state)
    return obj


def _reduce_old(obj):
    cls = type(obj)
    base = object
    for candidate in cls.__mro__:
        if candidate.__module__ == "builtins" and candidate is not object:
            base = candidate
            break
    if base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    value = None if base is object else base(obj)
    if getattr(cls, "__slots__", None) and not hasattr(cls, "__getstate__"):
        raise TypeError("a class that defines __slots__ without defining __getstate__ "
                        "cannot be pickled with protocol 0")
    state = obj.__getstate__()
    if state:
        return _reconstructor, (cls, base, value), state
    return _reconstructor, (cls, base, value)


def _reduce(obj, protocol):
    cls = type(obj)
    if protocol != 0 and cls.__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    if protocol < 2:
        return _reduce_old(obj)
    args = ()
    if hasattr(cls, "__getnewargs_ex__"):
        args, keywords = obj.__getnewargs_ex__()
        return __newobj_ex__, (cls, args, keywords), obj.__getstate__(), None, None
    if hasattr(cls, "__getnewargs__"):
        args = obj.__getnewargs__()
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return __newobj__, (cls, *args), obj.__getstate__(), items, pairs
