"""Classes whose __init__, __repr__ and comparison follow from their annotated fields."""

import abc
import copy
import functools
import keyword
import sys
import types

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class FrozenInstanceError(AttributeError):
    """A field of a frozen dataclass was assigned to."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _FIELD_BASE:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_EMPTY_METADATA = types.MappingProxyType({})
_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")


def _recursive_repr(user_function):
    running = set()

    @functools.wraps(user_function)
    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return user_function(self)
        finally:
            running.discard(key)
    return wrapper


class InitVar:
    """An annotation: the value goes to __post_init__ and is no field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, types.GenericAlias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What a dataclass knows of one field; field() makes it."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
                 "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = (_EMPTY_METADATA if metadata is None
                         else types.MappingProxyType(metadata))
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr
    def __repr__(self):
        shown = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare",
                 "metadata", "kw_only")
        parts = [f"{name}={getattr(self, name)!r}" for name in shown]
        return f"Field({','.join(parts)},_field_type={self._field_type})"

    def __set_name__(self, owner, name):
        # The default may be a descriptor that wants to know its name.
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)!r}" for name in self.__slots__]
        return f"_DataclassParams({','.join(parts)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """Say more of a field than its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# --- making methods -------------------------------------------------------------------------------

def _create_fn(name, args, body, *, globals=None, locals=None, return_type=MISSING):
    """A function of its text; `locals` are names that it sees and nobody else."""
    locals = {} if locals is None else locals
    returns = ""
    if return_type is not MISSING:
        locals["_return_type"] = return_type
        returns = "->_return_type"
    lines = "\n".join(f"  {line}" for line in body)
    text = (f"def __create_fn__({', '.join(locals)}):\n"
            f" def {name}({','.join(args)}){returns}:\n{lines}\n return {name}")
    namespace = {}
    exec(text, globals, namespace)
    return namespace["__create_fn__"](**locals)


def _tuple_str(obj_name, fields):
    if not fields:
        return "()"
    return f"({','.join([f'{obj_name}.{f.name}' for f in fields])},)"


def _init_param(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ""
    elif f.default is not MISSING:
        default = f"=_dflt_{f.name}"
    else:
        default = "=_HAS_DEFAULT_FACTORY"
    return f"{f.name}:_type_{f.name}{default}"


def _init_value(f, names, slots):
    """The expression that a field begins with, or None; what it needs is put into names."""
    default = f"_dflt_{f.name}"
    if f.default_factory is not MISSING:
        names[default] = f.default_factory
        if not f.init:
            return f"{default}()"
        return f"{default}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}"
    if f.default is not MISSING and (f.init or slots):
        names[default] = f.default
    if f.init:
        return f.name
    return default if slots and f.default is not MISSING else None


def _init_fn(fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, globals, slots):
    seen_default = False
    for f in std_fields:
        if not f.init:
            continue
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    names = {f"_type_{f.name}": f.type for f in fields}
    names.update(MISSING=MISSING, _HAS_DEFAULT_FACTORY=_HAS_DEFAULT_FACTORY,
                 __dataclass_builtins_object__=object)
    body = []
    for f in fields:
        value = _init_value(f, names, slots)
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f"__dataclass_builtins_object__.__setattr__"
                        f"({self_name},{f.name!r},{value})")
        else:
            body.append(f"{self_name}.{f.name}={value}")
    if has_post_init:
        handed = ",".join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT_NAME}({handed})")
    params = [_init_param(f) for f in std_fields if f.init]
    keyword_params = [_init_param(f) for f in kw_only_fields if f.init]
    if keyword_params:
        params += ["*", *keyword_params]
    return _create_fn("__init__", [self_name, *params], body or ["pass"], locals=names,
                      globals=globals, return_type=None)


def _repr_fn(fields, globals):
    shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in fields])
    body = 'return f"{self.__class__.__qualname__}(' + shown + ')"'
    return _recursive_repr(_create_fn("__repr__", ("self",), [body], globals=globals))


def _compare_fn(name, op, fields, globals):
    mine, theirs = _tuple_str("self", fields), _tuple_str("other", fields)
    return _create_fn(name, ("self", "other"),
                      ["if other.__class__ is self.__class__:",
                       f" return {mine}{op}{theirs}",
                       "return NotImplemented"], globals=globals)


def _frozen_get_del_attr(cls, fields, globals):
    names = {"cls": cls, "FrozenInstanceError": FrozenInstanceError}
    condition = "type(self) is cls"
    if fields:
        condition += f" or name in ({', '.join(repr(f.name) for f in fields)},)"
    return (_create_fn("__setattr__", ("self", "name", "value"),
                       [f"if {condition}:",
                        ' raise FrozenInstanceError(f"cannot assign to field {name!r}")',
                        "super(cls, self).__setattr__(name, value)"],
                       locals=dict(names), globals=globals),
            _create_fn("__delattr__", ("self", "name"),
                       [f"if {condition}:",
                        ' raise FrozenInstanceError(f"cannot delete field {name!r}")',
                        "super(cls, self).__delattr__(name)"],
                       locals=dict(names), globals=globals))


def _hash_fn(fields, globals):
    return _create_fn("__hash__", ("self",), [f"return hash({_tuple_str('self', fields)})"],
                      globals=globals)


# --- what annotations mean ------------------------------------------------------------------------

def _is_classvar(a_type, typing):
    return (a_type is typing.ClassVar
            or typing.get_origin(a_type) is typing.ClassVar)


def _is_initvar(a_type, dataclasses):
    return a_type is dataclasses.InitVar or type(a_type) is dataclasses.InitVar


def _is_kw_only(a_type, dataclasses):
    return a_type is dataclasses.KW_ONLY


def _word_at(text, start):
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[start:end], end


def _split_annotation(text):
    """Of 'module.Name[...]' the module (or None) and the name."""
    skipped = len(text) - len(text.lstrip())
    first, end = _word_at(text, skipped)
    rest = text[end:].lstrip()
    if first and rest.startswith("."):
        rest = rest[1:].lstrip()
        second, _ = _word_at(rest, 0)
        if second:
            return first, second
    return None, first


def _is_type(annotation, cls, a_module, a_type, is_type_predicate):
    """Does an annotation that is a string name a_type, as the module of cls sees it?"""
    module_name, name = _split_annotation(annotation)
    if not name:
        return False
    module = sys.modules.get(cls.__module__)
    namespace = None
    if not module_name:
        namespace = getattr(module, "__dict__", None)
    elif module and module.__dict__.get(module_name) is a_module:
        namespace = sys.modules.get(a_type.__module__).__dict__
    return bool(namespace and is_type_predicate(namespace.get(name), a_module))


def _means(annotation, cls, a_module, a_type, predicate):
    return (predicate(annotation, a_module)
            or isinstance(annotation, str)
            and _is_type(annotation, cls, a_module, a_type, predicate))


def _get_field(cls, a_name, a_type, default_kw_only):
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING    # a slot of that name
        f = field(default=default)
    f.name = a_name
    f.type = a_type
    f._field_type = _FIELD
    typing = sys.modules.get("typing")
    if typing and _means(a_type, cls, typing, typing.ClassVar, _is_classvar):
        f._field_type = _FIELD_CLASSVAR
    this_module = sys.modules[__name__]
    if f._field_type is _FIELD and _means(a_type, cls, this_module, InitVar, _is_initvar):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field "
                         f"{f.name} is not allowed: use default_factory")
    return f


# --- the class ------------------------------------------------------------------------------------

def _set_qualname(cls, value):
    if isinstance(value, types.FunctionType):
        value.__qualname__ = f"{cls.__qualname__}.{value.__name__}"
    return value


def _set_new_attribute(cls, name, value):
    """True, and nothing done, if the class has the attribute itself."""
    if name in cls.__dict__:
        return True
    _set_qualname(cls, value)
    setattr(cls, name, value)
    return False


def _own_fields(cls, kw_only):
    """The fields of the class's own annotations."""
    this_module = sys.modules[__name__]
    annotations = cls.__dict__.get("__annotations__", {})
    found = []
    seen_kw_only = False
    for name, a_type in annotations.items():
        if _means(a_type, cls, this_module, KW_ONLY, _is_kw_only):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            found.append(_get_field(cls, name, a_type, kw_only))
    for f in found:
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _collect_fields(cls, kw_only, frozen):
    collected = {}
    has_bases = frozen_base = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is None:
            continue
        has_bases = True
        for f in base_fields.values():
            collected[f.name] = f
        if getattr(base, _PARAMS).frozen:
            frozen_base = True
    for f in _own_fields(cls, kw_only):
        collected[f.name] = f
    if has_bases and frozen_base and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if has_bases and not frozen_base and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return collected


def _decide_hash(cls, unsafe_hash, eq, frozen, has_explicit_hash, field_list, globals):
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not eq or has_explicit_hash:
        return
    elif not frozen:
        cls.__hash__ = None
        return
    hashed = [f for f in field_list if (f.compare if f.hash is None else f.hash)]
    cls.__hash__ = _set_qualname(cls, _hash_fn(hashed, globals))


def _text_signature(cls):
    import inspect
    try:
        return str(inspect.signature(cls)).replace(" -> None", "")
    except (TypeError, ValueError):
        return ""


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                   weakref_slot):
    globals = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    collected = _collect_fields(cls, kw_only, frozen)
    setattr(cls, _FIELDS, collected)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING
                             or class_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    all_init = [f for f in collected.values() if f._field_type is not _FIELD_CLASSVAR]
    std_fields = [f for f in all_init if f.init and not f.kw_only]
    kw_only_fields = [f for f in all_init if f.init and f.kw_only]
    if init:
        _set_new_attribute(cls, "__init__", _init_fn(
            all_init, std_fields, kw_only_fields, frozen, hasattr(cls, _POST_INIT_NAME),
            "__dataclass_self__" if "self" in collected else "self", globals, slots))
    field_list = [f for f in collected.values() if f._field_type is _FIELD]
    if repr:
        _set_new_attribute(cls, "__repr__", _repr_fn([f for f in field_list if f.repr], globals))
    compared = [f for f in field_list if f.compare]
    if eq:
        _set_new_attribute(cls, "__eq__", _compare_fn("__eq__", "==", compared, globals))
    if order:
        for name, op in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new_attribute(cls, name, _compare_fn(name, op, compared, globals)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if frozen:
        for function in _frozen_get_del_attr(cls, field_list, globals):
            if _set_new_attribute(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} "
                                f"in class {cls.__name__}")
    _decide_hash(cls, unsafe_hash, eq, frozen, has_explicit_hash, field_list, globals)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _text_signature(cls)
    if match_args:
        _set_new_attribute(cls, "__match_args__", tuple(f.name for f in std_fields))
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    abc.update_abstractmethods(cls)
    return cls


# --- slots ----------------------------------------------------------------------------------------

def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)    # the class may be frozen


def _get_slots(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return
    if isinstance(slots, str):
        yield slots
    elif hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    else:
        yield from slots


def _add_slots(cls, is_frozen, weakref_slot):
    """A class can't get slots afterwards: make it anew."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {name for base in cls.__mro__[1:-1] for name in _get_slots(base)}
    wanted = names + ("__weakref__",) if weakref_slot else names
    namespace["__slots__"] = tuple(name for name in wanted if name not in inherited)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        # Without these the class couldn't be copied.
        if "__getstate__" not in namespace:
            cls.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            cls.__setstate__ = _dataclass_setstate
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: add methods that follow from the annotations of the class."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args,
                              kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# --- what can be done with dataclasses ------------------------------------------------------------

def fields(class_or_instance):
    """The fields, in order, as Field objects."""
    try:
        known = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in known.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    cls = obj if isinstance(obj, type) and not isinstance(obj, types.GenericAlias) else type(obj)
    return hasattr(cls, _FIELDS)


def _convert(obj, from_fields):
    """A copy of obj with the dataclasses in it converted by from_fields(pairs)."""
    if _is_dataclass_instance(obj):
        return from_fields([(f.name, _convert(getattr(obj, f.name), from_fields))
                            for f in fields(obj)])
    kind = type(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_convert(item, from_fields) for item in obj])
    if isinstance(obj, (list, tuple)):
        return kind(_convert(item, from_fields) for item in obj)
    if isinstance(obj, dict):
        pairs = ((_convert(key, from_fields), _convert(value, from_fields))
                 for key, value in obj.items())
        if hasattr(kind, "default_factory"):
            made = kind(obj.default_factory)
            for key, value in pairs:
                made[key] = value
            return made
        return kind(pairs)
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict; dataclasses inside of lists, tuples and dicts likewise."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple; dataclasses inside likewise."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False):
    """A new dataclass of (name, type, field) triples; the latter two may be left out."""
    body = {} if namespace is None else namespace
    defaults, annotations = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, a_type = item, "typing.Any"
        elif len(item) == 2:
            name, a_type = item
        elif len(item) == 3:
            name, a_type, spec = item
            defaults[name] = spec
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = a_type

    def fill(space):
        space.update(body)
        space.update(defaults)
        space["__annotations__"] = annotations

    cls = types.new_class(cls_name, bases, {}, fill)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object of the same type with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be "
                                 "specified with replace()")
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
