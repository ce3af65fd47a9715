"""Abstract base classes: classes that others needn't inherit from to be their subclasses."""

from _abc import _set_collection_flags
from _weakref import ref

_COLLECTION = 1 << 5 | 1 << 6    # the flags of sequences and mappings in a type's __flags__
_token = 0    # grows with every register(), which makes negative answers doubtful


def get_cache_token():
    """A number that changes with every ABCMeta.register()."""
    return _token


def abstractmethod(funcobj):
    """Decorator: a class with this method has no instances until a subclass overrides it."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """An abstract class method: @classmethod and @abstractmethod in one."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """An abstract static method: @staticmethod and @abstractmethod in one."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """An abstract property: @property and @abstractmethod in one."""

    __isabstractmethod__ = True


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items()
             if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            value = getattr(cls, name, None)
            if getattr(value, "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    """Find out again which methods of a class are abstract, after it was changed."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls


class _Classes:
    """A set of classes that doesn't keep them alive.

    The dead are forgotten when it has grown to twice its size, not by callbacks: while there is a
    weak reference with a callback, the interpreter can't spread the ends of many objects.
    """

    __slots__ = ("_refs", "_limit")

    def __init__(self):
        self.clear()

    def __contains__(self, cls):
        return ref(cls) in self._refs

    def __iter__(self):
        return iter([cls for reference in self._refs if (cls := reference()) is not None])

    def add(self, cls):
        self._refs.add(ref(cls))
        if len(self._refs) > self._limit:
            self._refs = {reference for reference in self._refs if reference() is not None}
            self._limit = 2 * len(self._refs) + 8

    def clear(self):
        self._refs = set()
        self._limit = 8


class ABCMeta(type):
    """The type of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        if "__abc_tpflags__" in namespace:
            _set_collection_flags(cls, cls.__abc_tpflags__)
            del cls.__abc_tpflags__
        cls._abc_registry = _Classes()    # classes that were declared subclasses
        cls._abc_cache = _Classes()       # classes that are known to be subclasses
        cls._abc_negative = _Classes()    # ... not to be subclasses, as of _abc_token
        cls._abc_token = _token
        return cls

    def register(cls, subclass):
        """Declare subclass a (virtual) subclass; returns it, so this is a decorator, too."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.add(subclass)
        _token += 1
        if cls.__flags__ & _COLLECTION:
            _set_collection_flags(subclass, cls.__flags__ & _COLLECTION)
        return subclass

    def _abc_registry_clear(cls):
        cls._abc_registry.clear()

    def _abc_caches_clear(cls):
        cls._abc_cache.clear()
        cls._abc_negative.clear()

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if subclass in cls._abc_cache:
            return True
        own_type = type(instance)
        if own_type is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(own_type)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if subclass in cls._abc_cache:
            return True
        if cls._abc_token < _token:
            cls._abc_negative = _Classes()
            cls._abc_token = _token
        elif subclass in cls._abc_negative:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = (cls in getattr(subclass, "__mro__", ())
                      or any(issubclass(subclass, other) for other in cls._abc_registry)
                      or any(issubclass(subclass, other) for other in cls.__subclasses__()))
        else:
            assert isinstance(answer, bool)
        (cls._abc_cache if answer else cls._abc_negative).add(subclass)
        return answer


class ABC(metaclass=ABCMeta):
    """A class to inherit from instead of naming the metaclass."""

    __slots__ = ()
