"""Names for annotations: types of values, of functions, of containers, with variables in them.

At run time these objects mostly only say what they are: they can be subscripted, compared, shown,
looked into (get_origin, get_args, get_type_hints), and derived from where that makes sense.
"""

import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias, MethodType, MethodWrapperType, WrapperDescriptorType

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic",
    "Literal", "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple",
    "Union", "AbstractSet", "ByteString", "Container", "ContextManager", "Hashable", "ItemsView",
    "Iterable", "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping",
    "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable",
    "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator",
    "AsyncContextManager", "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex",
    "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap", "Counter",
    "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple",
    "TypedDict", "Generator", "BinaryIO", "IO", "TextIO", "AnyStr", "assert_type", "assert_never",
    "cast", "clear_overloads", "dataclass_transform", "final", "get_args", "get_origin",
    "get_overloads", "get_type_hints", "is_typeddict", "LiteralString", "Never", "NewType",
    "no_type_check", "no_type_check_decorator", "NoReturn", "NotRequired", "overload",
    "ParamSpecArgs", "ParamSpecKwargs", "Required", "reveal_type", "runtime_checkable", "Self",
    "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "Unpack",
]

TYPE_CHECKING = False
Text = str


# --- helpers --------------------------------------------------------------------------------------

def _is_dunder(attr):
    return attr.startswith("__") and attr.endswith("__")


def _caller(depth=1, default="__main__"):
    try:
        return sys._getframe(depth + 1).f_globals.get("__name__", default)
    except (AttributeError, ValueError):
        return None


def _type_repr(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _type_convert(arg, module=None, *, allow_special_forms=False):
    """None stands for its type, a str for what it names."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument if it can stand where a type stands; else TypeError."""
    refused = (Generic, Protocol)
    if not allow_special_forms:
        refused += (ClassVar,)
        if is_argument:
            refused += (Final,)
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in refused:
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _is_unpacked(arg):
    """*Ts, *tuple[int, ...] or Unpack[...]."""
    if isinstance(arg, GenericAlias):
        return arg.__unpacked__
    return isinstance(arg, _UnpackGenericAlias)


def _is_unpacked_variadic(arg):
    return (not isinstance(arg, type)
            and getattr(arg, "__typing_is_unpacked_typevartuple__", False))


def _is_param_expr(arg):
    return (arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias)))


def _collect_parameters(args):
    """The type variables in args, in the order of their first appearance."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            parameters = _collect_parameters(arg)
        elif hasattr(arg, "__typing_subst__"):
            parameters = (arg,)
        else:
            parameters = getattr(arg, "__parameters__", ())
        for parameter in parameters:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _check_generic(cls, parameters, expected):
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    given = len(parameters)
    if given != expected:
        raise TypeError(f"Too {'many' if given > expected else 'few'} arguments for {cls};"
                        f" actual {given}, expected {expected}")


def _unpack_args(args):
    """*tuple[int, str] among the arguments stands for int, str."""
    flat = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            flat.extend(inner)
        else:
            flat.append(arg)
    return flat


def _as_tuple(parameters):
    return parameters if isinstance(parameters, tuple) else (parameters,)


_cleanups = []    # functions that empty the caches


def _cached(function):
    """Remember results by arguments and their types; what can't be hashed is computed anew."""
    known = {}
    _cleanups.append(known.clear)

    @functools.wraps(function)
    def inner(self, parameters):
        try:
            key = (self, parameters, tuple(map(type, _as_tuple(parameters))))
            return known[key]
        except KeyError:
            result = known[key] = function(self, parameters)
            return result
        except TypeError:
            return function(self, parameters)
    return inner


# --- special forms --------------------------------------------------------------------------------

class _Final:
    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, **kwds):
        if "_root" not in kwds:
            raise TypeError("Cannot subclass special typing classes")


class _Joinable:
    """X | Y is Union[X, Y]."""

    __slots__ = ()

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _SpecialForm(_Final, _Joinable, _root=True):
    __slots__ = ("_name", "__doc__", "_getitem")
    __iter__ = None

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in {"__name__", "__qualname__"}:
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Special type indicating an unconstrained type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)


def _bare(name, doc):
    def refuse(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    refuse.__name__ = name
    refuse.__doc__ = doc
    return _SpecialForm(refuse)


NoReturn = _bare("NoReturn", "Special type indicating functions that never return.")
Never = _bare("Never", "The bottom type, a type that has no members.")
Self = _bare("Self", 'Used to spell the type of "self" in classes.')
LiteralString = _bare("LiteralString", "Represents an arbitrary literal string.")
TypeAlias = _bare("TypeAlias", "Special marker indicating that an assignment should be recognized "
                  "as a proper type alias definition by type checkers.")


def _single(name, wording, doc, *, allow_special_forms=False):
    @_cached
    def getitem(self, parameters):
        item = _type_check(parameters, wording.format(self=self),
                           allow_special_forms=allow_special_forms)
        return _GenericAlias(self, (item,))
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


ClassVar = _single("ClassVar", "{self} accepts only single type.",
                   "Special type construct to mark class variables.")
Final = _single("Final", "{self} accepts only single type.",
                "Special typing construct to indicate final names to type checkers.")
TypeGuard = _single("TypeGuard", "{self} accepts only single type.",
                    "Special typing form used to annotate the return type of a user-defined "
                    "type guard function.")
Required = _single("Required", "{self._name} accepts only a single type.",
                   "Special typing construct to mark a key of a total=False TypedDict as "
                   "required.", allow_special_forms=True)
NotRequired = _single("NotRequired", "{self._name} accepts only a single type.",
                      "A special typing construct to mark a key of a TypedDict as potentially "
                      "missing.", allow_special_forms=True)


@_SpecialForm
@_cached
def Union(self, parameters):
    """Union type; Union[X, Y] means either X or Y."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    msg = "Union[arg, ...]: each arg must be a type."
    flat = []
    for item in _as_tuple(parameters):
        item = _type_check(item, msg)
        if isinstance(item, (_UnionGenericAlias, types.UnionType)):
            flat.extend(item.__args__)
        else:
            flat.append(item)
    unique = tuple(dict.fromkeys(flat))
    if len(unique) == 1:
        return unique[0]
    name = "Optional" if len(unique) == 2 and type(None) in unique else None
    return _UnionGenericAlias(self, unique, name=name)


@_SpecialForm
def Optional(self, parameters):
    """Optional type. Optional[X] is equivalent to Union[X, None]."""
    return Union[_type_check(parameters, f"{self} requires a single type."), type(None)]


@_SpecialForm
@_cached
def Literal(self, parameters):
    """Special typing form to define literal types (a.k.a. value types)."""
    flat = []
    for item in _as_tuple(parameters):
        flat.extend(item.__args__ if isinstance(item, _LiteralGenericAlias) else (item,))
    try:
        flat = [value for value, _ in dict.fromkeys((item, type(item)) for item in flat)]
    except TypeError:
        pass    # not hashable
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
@_cached
def Concatenate(self, parameters):
    """Used in conjunction with ParamSpec and Callable to represent a higher order function."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    parameters = _as_tuple(parameters)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a "
                        "ParamSpec variable or ellipsis.")
    msg = "Concatenate[arg, ...]: each arg must be a type."
    checked = (*(_type_check(item, msg) for item in parameters[:-1]), parameters[-1])
    return _ConcatenateGenericAlias(self, checked)


@_SpecialForm
@_cached
def Unpack(self, parameters):
    """Type unpack operator."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(origin=self, args=(item,))


class Annotated:
    """Add context-specific metadata to a type."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple) or len(parameters) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments "
                            "(a type and an annotation).")
        if _is_unpacked_variadic(parameters[0]):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        origin = _type_check(parameters[0], "Annotated[t, ...]: t must be a type.",
                             allow_special_forms=True)
        return _AnnotatedAlias(origin, parameters[1:])

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError("Cannot subclass {}.Annotated".format(cls.__module__))


# --- names for later ------------------------------------------------------------------------------

class ForwardRef(_Final, _root=True):
    """Stands for a type that is named by a string."""

    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__",
                 "__forward_value__", "__forward_is_argument__", "__forward_is_class__",
                 "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        text = f"({arg},)[0]" if arg[:1] == "*" else arg
        try:
            code = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None:
            globalns = {} if localns is None else localns
        if localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
        found = _type_check(eval(self.__forward_code__, globalns, localns),
                            "Forward references must evaluate to types.",
                            is_argument=self.__forward_is_argument__,
                            allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(found, globalns, localns,
                                            recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__ == other.__forward_arg__
                    and self.__forward_value__ == other.__forward_value__)
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = f", module={self.__forward_module__!r}" if self.__forward_module__ else ""
        return f"ForwardRef({self.__forward_arg__!r}{module})"


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """The type with all forward references in it found."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return t
    args = t.__args__
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(arg) if isinstance(arg, str) else arg for arg in args)
    found = tuple(_eval_type(arg, globalns, localns, recursive_guard) for arg in args)
    if found == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        alias = GenericAlias(t.__origin__, found)
        return next(iter(alias)) if t.__unpacked__ else alias
    if isinstance(t, types.UnionType):
        return functools.reduce(operator.or_, found)
    return t.copy_with(found)


# --- type variables -------------------------------------------------------------------------------

class _Variable(_Final, _Joinable, _root=True):
    """What TypeVar, ParamSpec and TypeVarTuple have in common."""

    def _set(self, name, depth=2):
        self.__name__ = name
        module = _caller(depth)
        if module != "typing":
            self.__module__ = module

    def _set_variance(self, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = _type_check(bound, "Bound must be a type.") if bound else None

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        prefix = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return prefix + self.__name__

    def __reduce__(self):
        return self.__name__


class TypeVar(_Variable, _root=True):
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self._set_variance(bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if constraints and len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        msg = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple(_type_check(t, msg) for t in constraints)
        self._set(name)

    def __typing_subst__(self, arg):
        arg = _type_check(arg, "Parameters to generic types must be types.")
        if _is_unpacked(arg):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class TypeVarTuple(_Variable, _root=True):
    """Type variable tuple: any number of types."""

    def __init__(self, name):
        self._set(name)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        for parameter in parameters[index + 1:]:
            if isinstance(parameter, TypeVarTuple):
                raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        given, wanted = len(args), len(parameters)
        left, right = index, wanted - index - 1
        if left + right > given:
            raise TypeError(f"Too few arguments for {alias};"
                            f" actual {given}, expected at least {wanted - 1}")
        end = given - right
        return (*args[:left], tuple(args[left:end]), *args[end:])


class ParamSpecArgs(_Final, _root=True):
    """The args for a ParamSpec object."""

    _kind = "args"

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._kind}"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecKwargs(ParamSpecArgs, _root=True):
    """The kwargs for a ParamSpec object."""

    _kind = "kwargs"


class ParamSpec(_Variable, _root=True):
    """Parameter specification variable."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self._set_variance(bound, covariant, contravariant)
        self._set(name)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            arg = tuple(_type_check(item, "Expected a type.") for item in arg)
        elif not _is_param_expr(arg):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        if index >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(parameters) == 1 and not _is_param_expr(args[0]):
            return (args,)
        if isinstance(args[index], list):
            return (*args[:index], tuple(args[index]), *args[index + 1:])
        return args


# --- aliases --------------------------------------------------------------------------------------

_OWN_ATTRIBUTES = {"_name", "_inst", "_nparams"}


class _BaseGenericAlias(_Final, _Joinable, _root=True):
    """A class (the origin) under another name, or with arguments."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        behind = bases[bases.index(self) + 1:]
        if not any(isinstance(base, _BaseGenericAlias) or issubclass(base, Generic)
                   for base in behind):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in {"__origin__", "__args__"}:
            return super().__getattr__(attr)
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if _is_dunder(attr) or attr in _OWN_ATTRIBUTES:
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(super().__dir__()
                        + [attr for attr in dir(self.__origin__) if not _is_dunder(attr)]))


class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = _as_tuple(args)
        self.__parameters__ = _collect_parameters(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = tuple(_type_convert(item) for item in _as_tuple(args))
        args = _unpack_args(args)
        return self.copy_with(self._substituted(args))

    def _substituted(self, args):
        parameters = self.__parameters__
        for parameter in parameters:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare:
                args = prepare(self, args)
        _check_generic(self, args, len(parameters))
        by_parameter = dict(zip(parameters, args))
        made = []
        for old in self.__args__:
            self._substitute_one(old, by_parameter, made)
        return tuple(made)

    def _substitute_one(self, old, by_parameter, made):
        if isinstance(old, type):
            made.append(old)
            return
        substitute = getattr(old, "__typing_subst__", None)
        if substitute:
            new = substitute(by_parameter[old])
        else:
            inner = getattr(old, "__parameters__", ())
            new = old
            if inner:
                inner_args = []
                for parameter in inner:
                    arg = by_parameter[parameter]
                    if isinstance(parameter, TypeVarTuple):
                        inner_args.extend(arg)
                    else:
                        inner_args.append(arg)
                if _is_unpacked_variadic(old):
                    made.extend(inner_args)
                    return
                new = old[tuple(inner_args)]
        if self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
            made.extend(new)
        else:
            made.append(new)

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(map(_type_repr, self.__args__)) if self.__args__ else "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """List, Dict and so on: a class whose arguments aren't given yet."""

    __iter__ = None

    def __init__(self, origin, nparams, *, inst=True, name=None):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        if origin.__module__ == "builtins":
            self.__doc__ = f"A generic version of {origin.__qualname__}."
        else:
            self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    @_cached
    def __getitem__(self, parameters):
        msg = "Parameters to generic types must be types."
        parameters = tuple(_type_check(item, msg) for item in _as_tuple(parameters))
        _check_generic(self, parameters, self._nparams)
        return self.copy_with(parameters)

    def copy_with(self, parameters):
        return _GenericAlias(self.__origin__, parameters, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return (f"typing.Callable[[{', '.join(map(_type_repr, args[:-1]))}], "
                f"{_type_repr(args[-1])}]")

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, parameters):
        return _CallableGenericAlias(self.__origin__, parameters, name=self._name,
                                     inst=self._inst)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = parameters
        return self._make((tuple(args) if isinstance(args, list) else args, result))

    @_cached
    def _make(self, parameters):
        args, result = parameters
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((..., result))
        args = tuple(_type_convert(arg) for arg in _as_tuple(args))
        return self.copy_with((*args, result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached
    def __getitem__(self, parameters):
        parameters = _as_tuple(parameters)
        if len(parameters) >= 2 and parameters[-1] is ...:
            msg = "Tuple[t, ...]: t must be a type."
            return self.copy_with((*(_type_check(item, msg) for item in parameters[:-1]), ...))
        msg = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(item, msg) for item in parameters))


class _UnionGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f"typing.Optional[{_type_repr(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_type_repr(args[0])}]"
        return super().__repr__().replace("typing.Optional[", "typing.Union[", 1)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _pairs(self):
        return {(arg, type(arg)) for arg in self.__args__}

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return self._pairs() == other._pairs()

    def __hash__(self):
        return hash(frozenset(self._pairs()))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, args):
        if isinstance(args[-1], (list, tuple)):
            return (*args[:-1], *args[-1])
        if isinstance(args[-1], _ConcatenateGenericAlias):
            args = (*args[:-1], *args[-1].__args__)
        return super().copy_with(args)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "*" + repr(self.__args__[0])

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)) and arg.__origin__ is tuple:
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        metadata = ", ".join(repr(item) for item in self.__metadata__)
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {metadata}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in {"__name__", "__qualname__"}:
            return "Annotated"
        return super().__getattr__(attr)


# --- Generic and Protocol -------------------------------------------------------------------------

class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, parameters):
        parameters = _as_tuple(parameters)
        parameters = tuple(_type_convert(item) for item in parameters)
        if cls in (Generic, Protocol):
            if not parameters:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(hasattr(item, "__typing_subst__") or _is_unpacked_variadic(item)
                       for item in parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                "or parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, parameters)
        for parameter in cls.__parameters__:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare:
                parameters = prepare(cls, parameters)
        _check_generic(cls, parameters, len(cls.__parameters__))
        args = []
        for parameter, new in zip(cls.__parameters__, parameters):
            if isinstance(parameter, TypeVarTuple):
                args.extend(new)
            else:
                args.append(new)
        return _GenericAlias(cls, tuple(args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        original = cls.__dict__.get("__orig_bases__")
        if original is not None:
            plain = Generic in original
        else:
            plain = (Generic in cls.__bases__ and cls.__name__ != "Protocol"
                     and type(cls) is not _TypedDictMeta)
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = () if original is None else _generic_parameters(original)


def _generic_parameters(bases):
    used = _collect_parameters(bases)
    declared = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if declared is not None:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            declared = base.__parameters__
    if declared is None:
        return used
    missing = [str(item) for item in used if item not in declared]
    if missing:
        raise TypeError(f"Some type variables ({', '.join(missing)}) are not listed in "
                        f"Generic[{', '.join(map(str, declared))}]")
    return declared


_NOT_OF_PROTOCOLS = {
    "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__",
    "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__",
    "__match_args__", "__qualname__", "__final__",
}


def _get_protocol_attrs(cls):
    """The names of all members of the protocol and those it extends."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in [*base.__dict__, *getattr(base, "__annotations__", {})]:
            if not name.startswith("_abc_") and name not in _NOT_OF_PROTOCOLS:
                found.add(name)
    return found


def _is_callable_members_only(cls):
    return all(callable(getattr(cls, name, None)) for name in _get_protocol_attrs(cls))


def _no_init_or_replace_init(self, *args, **kwargs):
    """Protocols have no instances; classes that implement one get the next __init__."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init_or_replace_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


_RECKLESS = {"abc", "functools", None}


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, "_is_protocol", False)
        if (is_protocol and not getattr(cls, "_is_runtime_protocol", False)
                and _caller() not in _RECKLESS):
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        if ((not is_protocol or _is_callable_members_only(cls))
                and issubclass(instance.__class__, cls)):
            return True
        if is_protocol and all(
                hasattr(instance, name)
                and (not callable(getattr(cls, name, None)) or getattr(instance, name) is not None)
                for name in _get_protocol_attrs(cls)):
            return True
        return super().__instancecheck__(instance)


def _implements(other, name):
    """Has the class the member, itself or by an annotation?"""
    for base in other.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        annotations = getattr(base, "__annotations__", {})
        if (isinstance(annotations, collections.abc.Mapping) and name in annotations
                and issubclass(other, Generic) and other._is_protocol):
            return True
    return False


def _protocol_hook(cls):
    def _proto_hook(other):
        if not cls.__dict__.get("_is_protocol", False):
            return NotImplemented
        reckless = sys._getframe(2).f_globals.get("__name__") in _RECKLESS
        if not getattr(cls, "_is_runtime_protocol", False):
            if reckless:
                return NotImplemented
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        if not _is_callable_members_only(cls):
            if reckless:
                return NotImplemented
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if all(_implements(other, name) for name in _get_protocol_attrs(cls)):
            return True
        return NotImplemented
    return _proto_hook


_PROTOCOL_BASES = {
    "collections.abc": {"Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable",
                        "Hashable", "Sized", "Container", "Collection", "Reversible"},
    "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"},
}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes: classes with the same members are subclasses."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _protocol_hook(cls)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic)
                    or base.__name__ in _PROTOCOL_BASES.get(base.__module__, ())
                    or issubclass(base, Generic) and base._is_protocol):
                raise TypeError("Protocols can only inherit from other protocols, got %r" % base)
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


Protocol.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol: isinstance() and issubclass() work."""
    if not issubclass(cls, Generic) or not cls._is_protocol:
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime_protocol = True
    return cls


# --- hints ----------------------------------------------------------------------------------------

_HINTED = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
           WrapperDescriptorType, MethodWrapperType, types.MethodDescriptorType)


def _class_hints(obj, globalns, localns):
    hints = {}
    for base in reversed(obj.__mro__):
        namespace = globalns
        if namespace is None:
            namespace = getattr(sys.modules.get(base.__module__, None), "__dict__", {})
        annotations = base.__dict__.get("__annotations__", {})
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = {}
        own = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            namespace, own = own, namespace    # names of the class come last
        for name, value in annotations.items():
            if value is None:
                value = type(None)
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = _eval_type(value, namespace, own)
    return hints


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module, with strings evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
        return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            globalns = getattr(inner, "__globals__", {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        if isinstance(obj, _HINTED):
            return {}
        raise TypeError("{!r} is not a module, class, method, or function.".format(obj))
    hints = dict(hints)
    for name, value in hints.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType),
                               is_class=False)
        hints[name] = _eval_type(value, globalns, localns)
    return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}


def _strip_annotations(t):
    """The type without Annotated, Required and NotRequired."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, "__origin__") and t.__origin__ in (Required, NotRequired):
        return _strip_annotations(t.__args__[0])
    if not isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return t
    stripped = tuple(_strip_annotations(arg) for arg in t.__args__)
    if stripped == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, stripped)
    if isinstance(t, types.UnionType):
        return functools.reduce(operator.or_, stripped)
    return t.copy_with(stripped)


def get_origin(tp):
    """The unsubscripted version of a type: list for List[int], None for int."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """The arguments of a type, all substitutions made."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if (tp.__origin__ is collections.abc.Callable
                and not (len(args) == 2 and _is_param_expr(args[0]))):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    """Is it a TypedDict class?"""
    return isinstance(tp, _TypedDictMeta)


def assert_type(val, typ, /):
    """Ask a type checker to confirm the type; at run time the value is given back."""
    return val


def assert_never(arg, /):
    """Statically assert that a line of code is unreachable."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Reveal the inferred type of a variable."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def cast(typ, val):
    """Cast a value to a type: at run time nothing happens."""
    return val


def no_type_check(arg):
    """Decorator to indicate that annotations are not type hints."""
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            if (not hasattr(obj, "__qualname__")
                    or obj.__qualname__ != f"{arg.__qualname__}.{obj.__name__}"
                    or getattr(obj, "__module__", None) != arg.__module__):
                continue
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            if isinstance(obj, types.MethodType):
                obj.__func__.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass    # a built-in class
    return arg


def no_type_check_decorator(decorator):
    """Decorator to give another decorator the @no_type_check effect."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    """What an overloaded function is at run time."""
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed.")


_overload_registry = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def overload(func):
    """Decorator for overloaded functions/methods."""
    inner = getattr(func, "__func__", func)
    try:
        _overload_registry[inner.__module__][inner.__qualname__][
            inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass    # not a plain function
    return _overload_dummy


def get_overloads(func):
    """All functions that were decorated by @overload under this name."""
    inner = getattr(func, "__func__", func)
    known = _overload_registry.get(inner.__module__, {})
    return list(known.get(inner.__qualname__, {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overload_registry.clear()


def final(f):
    """Decorator to indicate final methods and final classes."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        field_specifiers=(), **kwargs):
    """Mark a function, class or metaclass as providing dataclass-like behavior."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return cls_or_fn
    return decorator


# --- names of containers --------------------------------------------------------------------------

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)

_alias = _SpecialGenericAlias
_abc = collections.abc

Hashable = _alias(_abc.Hashable, 0)
Awaitable = _alias(_abc.Awaitable, 1)
Coroutine = _alias(_abc.Coroutine, 3)
AsyncIterable = _alias(_abc.AsyncIterable, 1)
AsyncIterator = _alias(_abc.AsyncIterator, 1)
Iterable = _alias(_abc.Iterable, 1)
Iterator = _alias(_abc.Iterator, 1)
Reversible = _alias(_abc.Reversible, 1)
Sized = _alias(_abc.Sized, 0)
Container = _alias(_abc.Container, 1)
Collection = _alias(_abc.Collection, 1)
Callable = _CallableType(_abc.Callable, 2)
AbstractSet = _alias(_abc.Set, 1, name="AbstractSet")
MutableSet = _alias(_abc.MutableSet, 1)
Mapping = _alias(_abc.Mapping, 2)
MutableMapping = _alias(_abc.MutableMapping, 2)
Sequence = _alias(_abc.Sequence, 1)
MutableSequence = _alias(_abc.MutableSequence, 1)
ByteString = _alias(_abc.ByteString, 0)
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _alias(list, 1, inst=False, name="List")
Deque = _alias(collections.deque, 1, name="Deque")
Set = _alias(set, 1, inst=False, name="Set")
FrozenSet = _alias(frozenset, 1, inst=False, name="FrozenSet")
MappingView = _alias(_abc.MappingView, 1)
KeysView = _alias(_abc.KeysView, 1)
ItemsView = _alias(_abc.ItemsView, 2)
ValuesView = _alias(_abc.ValuesView, 1)
ContextManager = _alias(contextlib.AbstractContextManager, 1, name="ContextManager")
AsyncContextManager = _alias(getattr(contextlib, "AbstractAsyncContextManager", object), 1,
                             name="AsyncContextManager")
Dict = _alias(dict, 2, inst=False, name="Dict")
DefaultDict = _alias(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(_abc.Generator, 3)
AsyncGenerator = _alias(_abc.AsyncGenerator, 2)
Type = _alias(type, 1, inst=False, name="Type")


def __getattr__(name):
    """Pattern and Match need the module re, which few programs want."""
    if name in ("Pattern", "Match"):
        import re
        made = globals()[name] = _alias(getattr(re, name), 1)
        return made
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _supports(method, doc, generic=False):
    def body(namespace):
        def stub(self):
            pass
        stub.__name__ = method
        namespace.update({"__doc__": doc, "__slots__": (), "__module__": __name__,
                          method: abstractmethod(stub)})
    name = "Supports" + {"__int__": "Int", "__float__": "Float", "__complex__": "Complex",
                         "__bytes__": "Bytes", "__index__": "Index", "__abs__": "Abs",
                         "__round__": "Round"}[method]
    bases = (Protocol[T_co],) if generic else (Protocol,)
    return runtime_checkable(types.new_class(name, bases, {}, body))


SupportsInt = _supports("__int__", "An ABC with one abstract method __int__.")
SupportsFloat = _supports("__float__", "An ABC with one abstract method __float__.")
SupportsComplex = _supports("__complex__", "An ABC with one abstract method __complex__.")
SupportsBytes = _supports("__bytes__", "An ABC with one abstract method __bytes__.")
SupportsIndex = _supports("__index__", "An ABC with one abstract method __index__.")
SupportsAbs = _supports("__abs__", "An ABC with one abstract method __abs__ that is covariant "
                        "in its return type.", True)
SupportsRound = _supports("__round__", "An ABC with one abstract method __round__ that is "
                          "covariant in its return type.", True)


# --- named tuples ---------------------------------------------------------------------------------

_PROHIBITED = frozenset({"__new__", "__init__", "__slots__", "__getnewargs__", "_fields",
                         "_field_defaults", "_field_types", "_make", "_replace", "_asdict",
                         "_source"})
_SPECIAL = frozenset({"__module__", "__name__", "__annotations__"})


def _make_nmtuple(name, fields, module, defaults=()):
    msg = "field {} annotation must be a type"
    hints = {key: _type_check(t, msg.format(key)) for key, t in fields}
    made = collections.namedtuple(name, list(hints), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = hints
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        hints = namespace.get("__annotations__", {})
        with_default = []
        for name in hints:
            if name in namespace:
                with_default.append(name)
            elif with_default:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                                f"{'s' if len(with_default) > 1 else ''} "
                                f"{', '.join(with_default)}")
        made = _make_nmtuple(typename, hints.items(), namespace["__module__"],
                             [namespace[name] for name in with_default])
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _SPECIAL and key not in made._fields:
                setattr(made, key, value)
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """Typed version of namedtuple."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, "
                        "not both")
    made = _make_nmtuple(typename, fields, module=_caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# --- typed dicts ----------------------------------------------------------------------------------

class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type "
                                "and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), namespace)
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _type_check(t, msg, module=made.__module__)
               for key, t in namespace.get("__annotations__", {}).items()}
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            base_required = base.__dict__.get("__required_keys__", set())
            base_optional = base.__dict__.get("__optional_keys__", set())
            required = (required | base_required) - base_optional
            optional = (optional - base_required) | base_optional
        annotations.update(own)
        for key, t in own.items():
            origin = get_origin(t)
            if origin is Annotated:
                origin = get_origin(get_args(t)[0])
            if origin is Required or origin is not NotRequired and total:
                required.add(key)
                optional.discard(key)
            else:
                optional.add(key)
                required.discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        if not hasattr(made, "__total__"):
            made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A simple typed namespace. At runtime it is equivalent to a plain dict."""
    if fields is None:
        fields = kwargs
        if kwargs:
            import warnings
            warnings.warn("The kwargs-based syntax for TypedDict definitions is deprecated "
                          "in Python 3.11, will be removed in Python 3.13, and may not be "
                          "understood by third-party type checkers.",
                          DeprecationWarning, stacklevel=2)
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    namespace = {"__annotations__": dict(fields)}
    module = _caller()
    if module is not None:
        namespace["__module__"] = module
    return _TypedDictMeta(typename, (), namespace, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class NewType(_Joinable):
    """NewType creates simple unique types with almost zero runtime overhead."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        superclass = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                subclass = cls.__name__
                raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking "
                                f"for: `{subclass} = NewType({subclass!r}, {superclass})`")
        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__


# --- files ----------------------------------------------------------------------------------------

def _abstract_methods(namespace, signatures):
    """Methods that only say that there are such."""
    for name in signatures.split():
        def stub(self, *args, **kwargs):
            pass
        stub.__name__ = name
        namespace[name] = abstractmethod(stub)


class IO(Generic[AnyStr]):
    """Generic base class for TextIO and BinaryIO."""

    __slots__ = ()

    @property
    @abstractmethod
    def mode(self):
        pass

    @property
    @abstractmethod
    def name(self):
        pass

    _abstract_methods(locals(), "close fileno flush isatty read readable readline readlines seek "
                      "seekable tell truncate writable write writelines __enter__ __exit__")

    @property
    @abstractmethod
    def closed(self):
        pass


class BinaryIO(IO[bytes]):
    """Typed version of the return of open() in binary mode."""

    __slots__ = ()


class TextIO(IO[str]):
    """Typed version of the return of open() in text mode."""

    __slots__ = ()
