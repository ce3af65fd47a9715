"""Functions that take or give functions."""

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
           "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod",
           "singledispatch", "singledispatchmethod", "cached_property"]

# In C elsewhere: no entries in tracebacks.
__native__ = (
    "reduce", "partial.__new__", "partial.__call__", "partial.__repr__", "partial.__reduce__",
    "partial.__setstate__", "cmp_to_key", *(f"cmp_to_key.<locals>.KeyWrapper.__{name}__"
                                            for name in ("init", "lt", "gt", "eq", "le", "ge")),
    "_make_key", "_uncached.<locals>.wrapper", "_unbounded.<locals>.wrapper",
    "_bounded.<locals>.wrapper", "_bounded.<locals>.unlink", "_bounded.<locals>.append",
)

_MethodType = type((lambda self: self).__get__(0))
_GenericAlias = type(list[int])

# --- wrappers -----------------------------------------------------------------------------------

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make the wrapper look like the function that it wraps; returns the wrapper."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # At last, so that it isn't overwritten by the wrapped function's own __wrapped__.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator for wrappers: update_wrapper with these arguments."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- total_ordering -----------------------------------------------------------------------------

def _from_root(root, negate, equal):
    """A comparison made of the root comparison.

    `negate`: the opposite of what the root says. `equal`: how an equal other counts: None not at
    all, "or" makes it true, "and not" makes it false.
    """
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if negate:
            answer = not answer
        if equal == "or":
            return answer or self == other
        if equal == "and not":
            return answer and self != other
        return answer
    return compare


# For each root: what makes the other three of it.
_DERIVED = {
    "__lt__": {"__gt__": (True, "and not"), "__le__": (False, "or"), "__ge__": (True, None)},
    "__le__": {"__ge__": (True, "or"), "__lt__": (False, "and not"), "__gt__": (True, None)},
    "__gt__": {"__lt__": (True, "and not"), "__ge__": (False, "or"), "__le__": (True, None)},
    "__ge__": {"__le__": (True, "or"), "__gt__": (False, "and not"), "__lt__": (True, None)},
}


def total_ordering(cls):
    """Class decorator: fills in the comparisons that the class doesn't define."""
    roots = {name for name in _DERIVED
             if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in _DERIVED if name in roots)    # the first of <, <=, >, >=
    for name, (negate, equal) in _DERIVED[root].items():
        if name not in roots:
            compare = _from_root(root, negate, equal)
            compare.__name__ = name
            compare.__qualname__ = f"_{name.strip('_')}_from_{root.strip('_')}"
            setattr(cls, name, compare)
    return cls


# --- keys for sorting ---------------------------------------------------------------------------

def cmp_to_key(mycmp):
    """A key function for sort() of a function that compares two values: <0, 0, >0."""
    class KeyWrapper:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return KeyWrapper


# --- reduce -------------------------------------------------------------------------------------

_missing = object()


def reduce(function, sequence, initial=_missing, /):
    """function(...function(function(initial, s[0]), s[1])..., s[-1])."""
    try:
        items = iter(sequence)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _missing:
        for value in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


# --- partial ------------------------------------------------------------------------------------

_in_repr = set()


def _arguments_text(first, args, keywords):
    parts = [repr(first)]
    parts.extend(repr(value) for value in args)
    parts.extend(f"{name}={value!r}" for name, value in keywords.items())
    return ", ".join(parts)


class partial:
    """A function with some of its arguments given beforehand."""

    __slots__ = ("func", "args", "keywords", "__dict__", "__weakref__")

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if type(func) is partial and not func.__dict__:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if keywords or self.keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args)

    def __repr__(self):
        if id(self) in _in_repr:
            return "..."
        _in_repr.add(id(self))
        try:
            cls = type(self)
            name = "functools.partial" if cls is partial else cls.__name__
            return f"{name}({_arguments_text(self.func, self.args, self.keywords)})"
        finally:
            _in_repr.discard(id(self))

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None,
                                          self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, namespace = state
        if not callable(func) or not isinstance(args, tuple):
            raise TypeError("invalid partial state")
        self.func = func
        self.args = tuple(args)
        self.keywords = dict(keywords or {})
        self.__dict__.update(namespace or {})

    __class_getitem__ = classmethod(_GenericAlias)


class partialmethod:
    """A method with some of its arguments given beforehand."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = self.__class__
        text = _arguments_text(self.func, self.args, self.keywords)
        return f"{cls.__module__}.{cls.__qualname__}({text})"

    def _method(self):
        def method(receiver, /, *args, **keywords):
            return self.func(receiver, *self.args, *args, **{**self.keywords, **keywords})
        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                # A class method, a static method or something of that kind.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(_GenericAlias)


# --- lru_cache ----------------------------------------------------------------------------------

_keyword_mark = object()
_info_type = None


def _cache_info(hits, misses, maxsize, currsize):
    global _info_type
    if _info_type is None:
        from collections import namedtuple
        _info_type = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"],
                                module="functools")
    return _info_type(hits, misses, maxsize, currsize)


def _make_key(args, keywords, typed):
    """What a call is stored under: f(3) and f(3.0) differ; so does the order of keywords."""
    key = args
    if keywords:
        key += (_keyword_mark,)
        for item in keywords.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        if keywords:
            key += tuple(type(value) for value in keywords.values())
    elif len(key) == 1 and (type(key[0]) is int or type(key[0]) is str):
        return key[0]
    return key


def lru_cache(maxsize=128, typed=False):
    """Decorator: results of the `maxsize` latest calls are kept (None: of all calls)."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        return _decorate(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(user_function):
        return _decorate(user_function, maxsize, typed)
    return decorate


def cache(user_function, /):
    """Decorator: the results of all calls are kept."""
    return lru_cache(maxsize=None)(user_function)


def _decorate(function, maxsize, typed):
    if maxsize is None:
        wrapper, info, clear = _unbounded(function, typed)
    elif maxsize == 0:
        wrapper, info, clear = _uncached(function)
    else:
        wrapper, info, clear = _bounded(function, maxsize, typed)
    # The wrapper's own attributes come after those of the function.
    update_wrapper(wrapper, function)
    wrapper.cache_info = info
    wrapper.cache_clear = clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


def _uncached(function):
    misses = 0

    def wrapper(*args, **keywords):
        nonlocal misses
        misses += 1
        return function(*args, **keywords)

    def cache_info():
        return _cache_info(0, misses, 0, 0)

    def cache_clear():
        nonlocal misses
        misses = 0

    return wrapper, cache_info, cache_clear


def _unbounded(function, typed):
    results = {}
    find = results.get
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _make_key(args, keywords, typed)
        result = find(key, _missing)
        if result is not _missing:
            hits += 1
            return result
        misses += 1
        result = function(*args, **keywords)
        results[key] = result
        return result

    def cache_info():
        return _cache_info(hits, misses, None, len(results))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        results.clear()

    return wrapper, cache_info, cache_clear


_PREVIOUS, _NEXT, _KEY, _RESULT = range(4)


def _bounded(function, maxsize, typed):
    # The links of `results` are a ring in the order of use: after `root` the one that was used
    # longest ago, before it the latest.
    results = {}
    find = results.get
    root = []
    root[:] = [root, root, None, None]
    hits = misses = 0

    def unlink(link):
        previous, following = link[_PREVIOUS], link[_NEXT]
        previous[_NEXT] = following
        following[_PREVIOUS] = previous

    def append(link):
        latest = root[_PREVIOUS]
        link[_PREVIOUS] = latest
        link[_NEXT] = root
        latest[_NEXT] = root[_PREVIOUS] = link

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _make_key(args, keywords, typed)
        link = find(key)
        if link is not None:
            hits += 1
            if link is not root[_PREVIOUS]:
                unlink(link)
                append(link)
            return link[_RESULT]
        misses += 1
        result = function(*args, **keywords)
        if key in results:
            return result    # the function has called itself with the same arguments
        if len(results) >= maxsize:
            oldest = root[_NEXT]
            unlink(oldest)
            del results[oldest[_KEY]]
        link = [None, None, key, result]
        append(link)
        results[key] = link
        return result

    def cache_info():
        return _cache_info(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        results.clear()
        root[:] = [root, root, None, None]

    return wrapper, cache_info, cache_clear


# --- singledispatch -----------------------------------------------------------------------------

def _find_implementation(cls, registry):
    """The function for the registered class that is nearest to cls.

    A base is as far away as its place in the MRO tells. An abstract base class that isn't there
    stands right behind the last class of the MRO that is its (virtual) subclass.
    """
    mro = cls.__mro__
    best, distance = object, len(mro)
    for candidate in registry:
        if not issubclass(cls, candidate):
            continue
        if candidate in mro:
            place = mro.index(candidate)
        else:
            place = 0.5 + max((index for index, base in enumerate(mro)
                               if issubclass(base, candidate)), default=0)
        if place < distance or place == distance and issubclass(candidate, best):
            best, distance = candidate, place
        elif place == distance and not issubclass(best, candidate):
            raise RuntimeError(f"Ambiguous dispatch: {best} or {candidate}")
    return registry[best]


def _is_class_or_union(cls):
    if isinstance(cls, type) and not isinstance(cls, _GenericAlias):
        return True
    union = type(int | str)
    return isinstance(cls, union) and all(isinstance(part, type) for part in cls.__args__)


def _annotated_class(func):
    annotations = getattr(func, "__annotations__", {})
    if not annotations:
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. "
                        f"Use either `@register(some_class)` or plain `@register` "
                        f"on an annotated function.")
    name, cls = next(iter(annotations.items()))
    if isinstance(cls, str):
        cls = eval(cls, func.__globals__)
    if not _is_class_or_union(cls):
        if isinstance(cls, type(int | str)):
            raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are "
                            f"classes.")
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
    return cls


def singledispatch(func):
    """Decorator: a function with implementations for types of the first argument."""
    registry = {}
    found = {}    # class -> implementation; dropped whenever something is registered
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """The implementation for this class."""
        try:
            return found[cls]
        except KeyError:
            implementation = registry.get(cls) or _find_implementation(cls, registry)
            found[cls] = implementation
            return implementation

    def register(cls, func=None):
        """Make func the implementation for this class; without func, a decorator."""
        if _is_class_or_union(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func = cls
            cls = _annotated_class(func)
        for part in getattr(cls, "__args__", None) or (cls,):
            registry[part] = func
        found.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """Decorator: a method with implementations for types of the argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Make method the implementation for this class; without method, a decorator."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **keywords):
            implementation = self.dispatcher.dispatch(args[0].__class__)
            return implementation.__get__(obj, cls)(*args, **keywords)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


# --- cached_property ----------------------------------------------------------------------------

class cached_property:
    """A property that is computed once, and then an ordinary attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            namespace = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {name!r} property.") from None
        value = namespace.get(name, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                namespace[name] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} "
                                "instance does not support item assignment for caching "
                                f"{name!r} property.") from None
        return value

    __class_getitem__ = classmethod(_GenericAlias)
