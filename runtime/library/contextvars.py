"""Context variables: values that belong to a task rather than to the program."""

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

__native__ = True    # in C elsewhere: no entries in tracebacks

_GenericAlias = type(list[int])


@classmethod
def _refuse_subclass(cls, **keywords):
    raise TypeError(f"type '_contextvars.{cls.__base__.__name__}' is not an acceptable base type")


class _Missing:
    __slots__ = ()

    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()


class Token:
    """What ContextVar.set gives, for ContextVar.reset."""

    __module__ = "_contextvars"
    __slots__ = ("_context", "_var", "_old_value", "_used", "__weakref__")
    MISSING = _MISSING

    def __new__(cls):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old_value

    def __repr__(self):
        used = "used " if self._used else ""
        return f"<Token {used}var={self._var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(_GenericAlias)
    __init_subclass__ = _refuse_subclass


class ContextVar:
    """A variable whose value depends on the current context."""

    __module__ = "_contextvars"
    __slots__ = ("_name", "_default", "__weakref__")

    def __init__(self, name, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_MISSING, /):
        """The value in the current context, else the default given here, else the variable's."""
        value = _current._values.get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set the value in the current context; gives a token for reset."""
        token = object.__new__(Token)
        token._context = _current
        token._var = self
        token._old_value = _current._values.get(self, _MISSING)
        token._used = False
        _current._own()[self] = value
        return token

    def reset(self, token, /):
        """Set the value back to what it was before the set that gave the token."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        values = _current._own()
        if token._old_value is _MISSING:
            values.pop(self, None)
        else:
            values[self] = token._old_value

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(_GenericAlias)
    __init_subclass__ = _refuse_subclass


class Context:
    """The values of context variables; a mapping."""

    __module__ = "_contextvars"
    # Copies share their values until one of them sets a variable.
    __slots__ = ("_values", "_is_shared", "_is_entered", "__weakref__")

    def __init__(self, *arguments, **keywords):
        if arguments or keywords:
            raise TypeError("Context() does not accept any arguments")
        self._values = {}
        self._is_shared = False
        self._is_entered = False

    def _own(self):
        if self._is_shared:
            self._values = dict(self._values)
            self._is_shared = False
        return self._values

    def run(self, callable, /, *args, **kwargs):
        """Call callable(*args, **kwargs) in this context."""
        global _current
        if self._is_entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        outer = _current
        self._is_entered = True
        _current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = outer
            self._is_entered = False
            callable = args = kwargs = None    # an exception's traceback holds this frame

    def copy(self):
        """A copy: what is set in it later is not seen here."""
        copy = Context()
        copy._values = self._values
        copy._is_shared = self._is_shared = True
        return copy

    def _check(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")

    def __getitem__(self, key):
        self._check(key)
        return self._values[key]

    def __contains__(self, key):
        self._check(key)
        return key in self._values

    def get(self, key, default=None, /):
        """The value of a variable, or the default."""
        self._check(key)
        return self._values.get(key, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        """The variables that have a value."""
        return self._values.keys()

    def values(self):
        """Their values."""
        return self._values.values()

    def items(self):
        """Pairs of both."""
        return self._values.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None
    __init_subclass__ = _refuse_subclass

    def __repr__(self):
        return f"<_contextvars.Context object at {id(self):#x}>"


def copy_context():
    """A copy of the current context."""
    return _current.copy()


_current = Context()


def _register(name):
    import sys
    if name in sys.modules:
        sys.modules[name].Mapping.register(Context)


_register("_collections_abc")
