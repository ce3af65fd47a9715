"""The half of `inspect` that is about parameters: signatures, binding, argument specifications."""

import builtins
import collections
import functools
import sys
import types
from keyword import iskeyword

__all__ = ["Parameter", "BoundArguments", "Signature", "signature"]


class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


class _void:
    """A private marker - used in Parameter & Signature."""


_empty.__module__ = _void.__module__ = "inspect"


class _ParameterKind(int):
    """How arguments get to a parameter."""

    def __new__(cls, name, value, description):
        self = int.__new__(cls, value)
        self.name = self._name_ = name
        self.value = value
        self.description = description
        return self

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {self.value}>"

    def __reduce__(self):
        return _kind, (self.value,)


_POSITIONAL_ONLY = _ParameterKind("POSITIONAL_ONLY", 0, "positional-only")
_POSITIONAL_OR_KEYWORD = _ParameterKind("POSITIONAL_OR_KEYWORD", 1, "positional or keyword")
_VAR_POSITIONAL = _ParameterKind("VAR_POSITIONAL", 2, "variadic positional")
_KEYWORD_ONLY = _ParameterKind("KEYWORD_ONLY", 3, "keyword-only")
_VAR_KEYWORD = _ParameterKind("VAR_KEYWORD", 4, "variadic keyword")
_kinds = (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD)


def _kind(value):
    if not isinstance(value, int) or not 0 <= value < 5:
        raise ValueError(f"value {value!r} is not a valid Parameter.kind")
    return _kinds[value]


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)
    return _formatannotation


class Parameter:
    """Represents a parameter in a function signature.

    Has the following public attributes:

    * name : str
        The name of the parameter as a string.
    * default : object
        The default value for the parameter if specified.  If the
        parameter has no default value, this attribute is set to
        `Parameter.empty`.
    * annotation
        The annotation for the parameter if specified.  If the
        parameter has no annotation, this attribute is set to
        `Parameter.empty`.
    * kind : str
        Describes how argument values are bound to the parameter.
        Possible values: `Parameter.POSITIONAL_ONLY`,
        `Parameter.POSITIONAL_OR_KEYWORD`, `Parameter.VAR_POSITIONAL`,
        `Parameter.KEYWORD_ONLY`, `Parameter.VAR_KEYWORD`.
    """

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._kind = _kind(kind)
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The hidden parameter of a comprehension.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as "
                                 f"positional or keyword arguments, not {self._kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        is_keyword = iskeyword(name) and self._kind is not _POSITIONAL_ONLY
        if is_keyword or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {"_default": self._default, "_annotation": self._annotation})

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """Creates a customized copy of the Parameter."""
        name = self._name if name is _void else name
        kind = self._kind if kind is _void else kind
        annotation = self._annotation if annotation is _void else annotation
        default = self._default if default is _void else default
        return type(self)(name, kind, default=default, annotation=annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            sign = " = " if self._annotation is not _empty else "="
            text = f"{text}{sign}{self._default!r}"
        if self._kind == _VAR_POSITIONAL:
            return "*" + text
        return "**" + text if self._kind == _VAR_KEYWORD else text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind
                and self._default == other._default and self._annotation == other._annotation)


class BoundArguments:
    """Result of `Signature.bind` call.  Holds the mapping of arguments
    to the function's parameters.

    Has the following public attributes:

    * arguments : dict
        An ordered mutable mapping of parameters' names to arguments' values.
        Does not contain arguments' default values.
    * signature : Signature
        The Signature object that created this instance.
    * args : tuple
        Tuple of positional arguments values.
    * kwargs : dict
        Dict of keyword arguments values.
    """

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if not by_keyword:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Set default values for missing arguments.

        For variable-positional arguments (*args) the default is an
        empty tuple.

        For variable-keyword arguments (**kwargs) the default is an
        empty dict.
        """
        complete = []
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                value = self.arguments[name]
            elif parameter.default is not _empty:
                value = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                value = ()
            elif parameter.kind is _VAR_KEYWORD:
                value = {}
            else:
                continue             # from bind_partial()
            complete.append((name, value))
        self.arguments = dict(complete)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({args})>"


def _check_order(parameters):
    """The parameters by name; ValueError if they can't stand in this order."""
    names = {}
    last = _POSITIONAL_ONLY
    has_default = False
    for parameter in parameters:
        kind, name = parameter.kind, parameter.name
        if kind < last:
            raise ValueError("wrong parameter order: "
                             f"{last.description} parameter before {kind.description} parameter")
        if kind > last:
            last = kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if parameter.default is not _empty:
                has_default = True
            elif has_default:
                raise ValueError("non-default argument follows default argument")
        if name in names:
            raise ValueError(f"duplicate parameter name: {name!r}")
        names[name] = parameter
    return names


class Signature:
    """A Signature object represents the overall signature of a function.
    It stores a Parameter object for each parameter accepted by the
    function, as well as information specific to the function itself.

    A Signature object has the following public attributes and methods:

    * parameters : OrderedDict
        An ordered mapping of parameters' names to the corresponding
        Parameter objects (keyword-only arguments are in the same order
        as listed in `code.co_varnames`).
    * return_annotation : object
        The annotation for the return type of the function if specified.
        If the function has no annotation for its return type, this
        attribute is set to `Signature.empty`.
    * bind(*args, **kwargs) -> BoundArguments
        Creates a mapping from positional and keyword arguments to
        parameters.
    * bind_partial(*args, **kwargs) -> BoundArguments
        Creates a partial mapping from positional and keyword arguments
        to parameters (simulating 'functools.partial' behavior.)
    """

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        """Constructs Signature from the given list of Parameter
        objects and 'return_annotation'.  All arguments are optional.
        """
        if parameters is None:
            named = collections.OrderedDict()
        elif __validate_parameters__:
            named = collections.OrderedDict(_check_order(parameters))
        else:
            named = collections.OrderedDict((p.name, p) for p in parameters)
        self._parameters = types.MappingProxyType(named)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """Constructs Signature for the given callable object."""
        return _from_callable(obj, cls, follow_wrapped, globals, locals, eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """Creates a customized copy of the Signature.
        Pass 'parameters' and/or 'return_annotation' arguments
        to override them in the new copy.
        """
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def _basis(self):
        ordered = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        keywords = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return ordered, keywords, self.return_annotation

    def __hash__(self):
        ordered, keywords, annotation = self._basis()
        return hash((ordered, frozenset(keywords.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._basis() == other._basis()

    def _bind(self, args, kwargs, *, partial=False):
        binder = _Binder(self, args, kwargs, partial)
        return self._bound_arguments_cls(self, binder.run())

    def bind(self, /, *args, **kwargs):
        """Get a BoundArguments object, that maps the passed `args`
        and `kwargs` to the function's signature.  Raises `TypeError`
        if the passed arguments can not be bound.
        """
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Get a BoundArguments object, that partially maps the
        passed `args` and `kwargs` to the function's signature.
        Raises `TypeError` if the passed arguments can not be bound.
        """
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        shown = []
        needs_slash = False
        needs_star = True
        for parameter in self.parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                needs_slash = True
            elif needs_slash:
                shown.append("/")
                needs_slash = False
            if kind == _VAR_POSITIONAL:
                needs_star = False
            elif kind == _KEYWORD_ONLY and needs_star:
                shown.append("*")
                needs_star = False
            shown.append(str(parameter))
        if needs_slash:
            shown.append("/")
        text = f"({', '.join(shown)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text


class _Binder:
    """Gives arguments to parameters as a call does."""

    def __init__(self, signature, args, kwargs, partial):
        self.waiting = list(signature.parameters.values())
        self.args = list(args)
        self.kwargs = kwargs
        self.partial = partial
        self.bound = {}
        self.left = []               # parameters for the second step

    def run(self):
        self.positional()
        self.keywords()
        return self.bound

    def missing(self, parameter):
        raise TypeError(f"missing a required argument: {parameter.name!r}") from None

    def positional(self):
        while self.args:
            if not self.waiting:
                raise TypeError("too many positional arguments") from None
            parameter = self.waiting.pop(0)
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments") from None
            if parameter.kind == _VAR_POSITIONAL:
                self.bound[parameter.name] = tuple(self.args)
                self.args = []
                return
            if parameter.name in self.kwargs and parameter.kind != _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {parameter.name!r}") from None
            self.bound[parameter.name] = self.args.pop(0)
        self.without_arguments()

    def without_arguments(self):
        """What the next parameters do without positional arguments: most wait for keywords."""
        while self.waiting:
            parameter = self.waiting[0]
            if parameter.kind == _VAR_POSITIONAL:
                self.waiting.pop(0)
                return
            if parameter.name in self.kwargs:
                if parameter.kind == _POSITIONAL_ONLY:
                    raise TypeError(f"{parameter.name!r} parameter is positional only, "
                                    "but was passed as a keyword") from None
                return
            if parameter.kind == _VAR_KEYWORD or parameter.default is not _empty:
                return
            if not self.partial:
                self.missing(parameter)
            return

    def keywords(self):
        kwargs = dict(self.kwargs)
        rest = None
        for parameter in self.waiting:
            if parameter.kind == _VAR_KEYWORD:
                rest = parameter
                continue
            if parameter.kind == _VAR_POSITIONAL:
                continue
            if parameter.name not in kwargs:
                if not self.partial and parameter.default is _empty:
                    self.missing(parameter)
                continue
            if parameter.kind == _POSITIONAL_ONLY:
                raise TypeError(f"{parameter.name!r} parameter is positional only, "
                                "but was passed as a keyword")
            self.bound[parameter.name] = kwargs.pop(parameter.name)
        if not kwargs:
            return
        if rest is None:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        self.bound[rest.name] = kwargs


# --- functions of scripts -------------------------------------------------------------------------

def _is_function_like(obj):
    """Duck typing for what is compiled elsewhere but looks like a function."""
    if not callable(obj) or isinstance(obj, type):
        return False
    code = getattr(obj, "__code__", None)
    return (isinstance(code, types.CodeType) and isinstance(getattr(obj, "__name__", None), str)
            and isinstance(getattr(obj, "__defaults__", _void), (tuple, type(None)))
            and isinstance(getattr(obj, "__kwdefaults__", _void), (dict, type(None)))
            and isinstance(getattr(obj, "__annotations__", None), (dict, type(None))))


def _from_function(cls, function, globals=None, locals=None, eval_str=False):
    from inspect import get_annotations
    if not isinstance(function, types.FunctionType) and not _is_function_like(function):
        raise TypeError(f"{function!r} is not a Python function")
    text = getattr(function, "__text_signature__", None)
    if text:
        return _from_text(cls, function, text)
    make = cls._parameter_cls
    code = function.__code__
    names = code.co_varnames
    count, total = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
    annotations = get_annotations(function, globals=globals, locals=locals, eval_str=eval_str)
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(make(name, kind, default=default,
                               annotation=annotations.get(name, _empty)))

    for i, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        at = i - (count - len(defaults))
        add(name, kind, defaults[at] if at >= 0 else _empty)
    if code.co_flags & 4:
        add(names[total], _VAR_POSITIONAL)
    for name in names[count:total]:
        add(name, _KEYWORD_ONLY, keyword_defaults.get(name, _empty))
    if code.co_flags & 8:
        add(names[total + bool(code.co_flags & 4)], _VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get("return", _empty),
               __validate_parameters__=not isinstance(function, types.FunctionType))


# --- functions in C -------------------------------------------------------------------------------

def _clean_text(text):
    """The text without '$', and the index of a parameter that is bound already, or None."""
    bound = None
    parts = []
    at = 0
    count = 0
    for piece in text.replace("\n", " ").split(","):
        word = piece.strip().lstrip("(").strip()
        if word.startswith("$"):
            bound = count
            piece = piece.replace("$", "", 1)
        parts.append(piece)
        count += 1
    return ",".join(parts), bound


class _Values:
    """Evaluates defaults in a text signature: constants, names of the module, sums of them."""

    def __init__(self, obj):
        name = getattr(obj, "__module__", None)
        module = sys.modules.get(name) if name else None
        self.names = dict(module.__dict__) if module else {}

    def value(self, node):
        import ast
        if isinstance(node, (ast.Name, ast.Attribute, ast.BinOp)):
            try:
                code = compile(ast.Expression(node), "<default>", "eval")
                value = eval(code, {"__builtins__": builtins, "sys": sys, **self.names})
            except (NameError, AttributeError):
                raise ValueError from None
            if isinstance(value, (str, int, float, bytes, bool, type(None))):
                return value
            raise ValueError
        return ast.literal_eval(node)


def _from_text(cls, obj, text, skip_bound_arg=True):
    import ast
    clean, bound = _clean_text(text)
    try:
        tree = ast.parse(f"def foo{clean}: pass")
    except SyntaxError:
        tree = None
    if not isinstance(tree, ast.Module):
        raise ValueError(f"{obj!r} has invalid signature")
    arguments = tree.body[0].args
    values = _Values(obj)
    make = cls._parameter_cls
    parameters = []

    def add(node, kind, default=None):
        value = _empty
        if default is not None:
            try:
                value = values.value(default)
            except ValueError:
                raise ValueError(f"{obj!r} builtin has invalid signature") from None
        parameters.append(make(node.arg, kind, default=value))

    positional = arguments.posonlyargs + arguments.args
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    for i, (node, default) in enumerate(zip(positional, defaults)):
        is_only = i < len(arguments.posonlyargs)
        add(node, _POSITIONAL_ONLY if is_only else _POSITIONAL_OR_KEYWORD, default)
    if arguments.vararg:
        add(arguments.vararg, _VAR_POSITIONAL)
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        add(node, _KEYWORD_ONLY, default)
    if arguments.kwarg:
        add(arguments.kwarg, _VAR_KEYWORD)
    if bound is not None:
        owner = getattr(obj, "__self__", None)
        is_module = isinstance(owner, types.ModuleType)
        is_function = isinstance(obj, type(len))
        if is_module or (is_function and skip_bound_arg):
            parameters.pop(0)
        elif owner is not None and skip_bound_arg:
            parameters.pop(0)
        else:
            parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return cls(parameters, return_annotation=cls.empty)


def _is_native(obj):
    from inspect import isbuiltin, ismethoddescriptor
    return (isbuiltin(obj) or ismethoddescriptor(obj)
            or isinstance(obj, (types.WrapperDescriptorType, types.MethodWrapperType,
                                types.ClassMethodDescriptorType))
            or obj in (type, object))


def _from_native(cls, obj, skip_bound_arg=True):
    text = getattr(obj, "__text_signature__", None)
    if not text:
        raise ValueError(f"no signature found for builtin {obj!r}")
    return _from_text(cls, obj, text, skip_bound_arg)


# --- other callables ------------------------------------------------------------------------------

def _without_first(signature):
    """What is left when the first parameter is bound."""
    parameters = tuple(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        parameters = parameters[1:]
    elif parameters[0].kind is not _VAR_POSITIONAL:
        raise ValueError("invalid argument type")
    return signature.replace(parameters=parameters)


def _of_partial(wrapped, partial, extra=()):
    """The signature of functools.partial(f, ...)."""
    old = wrapped.parameters
    new = collections.OrderedDict(old.items())
    args = extra + (partial.args or ())
    keywords = partial.keywords or {}
    try:
        bound = wrapped.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    to_keyword_only = False
    for name, parameter in old.items():
        try:
            value = bound.arguments[name]
        except KeyError:
            pass
        else:
            if parameter.kind is _POSITIONAL_ONLY:
                new.pop(name)
                continue
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    # A keyword may be given again: it stays, behind all positional ones.
                    to_keyword_only = True
                    new[name] = parameter.replace(default=value)
                else:
                    new.pop(parameter.name)
                    continue
            if parameter.kind is _KEYWORD_ONLY:
                new[name] = parameter.replace(default=value)
        if to_keyword_only:
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                new[name] = new[name].replace(kind=_KEYWORD_ONLY)
                new.move_to_end(name)
            elif parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                new.move_to_end(name)
            elif parameter.kind is _VAR_POSITIONAL:
                new.pop(parameter.name)
    return wrapped.replace(parameters=new.values())


_native_types = (types.WrapperDescriptorType, types.MethodWrapperType,
                 types.ClassMethodDescriptorType, types.BuiltinFunctionType)


def _user_method(cls, name):
    """A method that a script has defined; None for those of built-in classes."""
    try:
        method = getattr(cls, name)
    except AttributeError:
        return None
    return None if isinstance(method, _native_types) else method


def _of_class(obj, again, cls, skip_bound_arg):
    signature = None
    call = _user_method(type(obj), "__call__")
    if call is not None:
        signature = again(call)
    else:
        new, init = _user_method(obj, "__new__"), _user_method(obj, "__init__")
        for base in obj.__mro__:
            if new is not None and "__new__" in base.__dict__:
                signature = again(new)
                if skip_bound_arg:
                    return _without_first(signature)
                return signature
            if init is not None and "__init__" in base.__dict__:
                return _without_first(again(init)) if skip_bound_arg else again(init)
    if signature is not None:
        return _without_first(signature) if skip_bound_arg else signature
    for base in obj.__mro__[:-1]:
        text = getattr(base, "__text_signature__", None)
        if text:
            return _from_text(cls, base, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls.from_callable(object)
        raise ValueError(f"no signature found for builtin type {obj!r}")
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _from_callable(obj, cls, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                   skip_bound_arg=True):
    from inspect import unwrap

    def again(other, **more):
        return _from_callable(other, cls, follow_wrapped, globals, locals, eval_str,
                              more.get("skip_bound_arg", skip_bound_arg))

    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        signature = again(obj.__func__)
        return _without_first(signature) if skip_bound_arg else signature
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__")
                     or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return again(obj)
    signature = getattr(obj, "__signature__", None)
    if signature is not None:
        if not isinstance(signature, Signature):
            raise TypeError(f"unexpected object {signature!r} in __signature__ attribute")
        return signature
    partial_method = getattr(obj, "_partialmethod", None)
    if isinstance(partial_method, functools.partialmethod):
        return _of_partial_method(partial_method, again)
    if isinstance(obj, types.FunctionType) or _is_function_like(obj):
        return _from_function(cls, obj, globals, locals, eval_str)
    if _is_native(obj):
        return _from_native(cls, obj, skip_bound_arg)
    if isinstance(obj, functools.partial):
        return _of_partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _of_class(obj, again, cls, skip_bound_arg)
    call = _user_method(type(obj), "__call__")
    if call is None:
        if isinstance(obj, types.BuiltinFunctionType):
            raise ValueError(f"no signature found for builtin function {obj!r}")
        raise ValueError(f"callable {obj!r} is not supported by signature")
    try:
        signature = again(call)
    except ValueError as error:
        raise ValueError(f"no signature found for {obj!r}") from error
    return _without_first(signature) if skip_bound_arg else signature


def _of_partial_method(method, again):
    wrapped = again(method.func)
    signature = _of_partial(wrapped, method, (None,))
    first = tuple(wrapped.parameters.values())[0]
    if first.kind is _VAR_POSITIONAL:
        return signature             # *args takes self, too
    return signature.replace(parameters=(first, *signature.parameters.values()))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """Get a signature object for the passed callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals,
                                   locals=locals, eval_str=eval_str)


# --- older ways to say the same -------------------------------------------------------------------

FullArgSpec = collections.namedtuple(
    "FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations",
    module="inspect")
ArgInfo = collections.namedtuple("ArgInfo", "args varargs keywords locals", module="inspect")
Arguments = collections.namedtuple("Arguments", "args, varargs, varkw", module="inspect")


def getfullargspec(func):
    """Get the names and default values of a callable object's parameters.

    A tuple of seven things is returned:
    (args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations).
    'args' is a list of the parameter names.
    'varargs' and 'varkw' are the names of the * and ** parameters or None.
    'defaults' is an n-tuple of the default values of the last n parameters.
    'kwonlyargs' is a list of keyword-only parameter names.
    'kwonlydefaults' is a dictionary mapping names from kwonlyargs to defaults.
    'annotations' is a dictionary mapping parameter names to annotations.

    Notable differences from inspect.signature():
      - the "self" parameter is always reported, even for bound methods
      - wrapper chains defined by __wrapped__ *not* unwrapped automatically
    """
    try:
        signature = _from_callable(func, Signature, follow_wrapped=False, skip_bound_arg=False)
    except MemoryError:
        raise
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args, keyword_only, defaults = [], [], ()
    varargs = varkw = None
    keyword_defaults, annotations = {}, {}
    if signature.return_annotation is not signature.empty:
        annotations["return"] = signature.return_annotation
    for parameter in signature.parameters.values():
        kind, name = parameter.kind, parameter.name
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not parameter.empty:
                defaults += (parameter.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            keyword_only.append(name)
            if parameter.default is not parameter.empty:
                keyword_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not parameter.empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, keyword_only,
                       keyword_defaults or None, annotations)


def getargs(co):
    """Get information about the arguments accepted by a code object.

    Three things are returned: (args, varargs, varkw), where
    'args' is the list of argument names. Keyword-only arguments are
    appended. 'varargs' and 'varkw' are the names of the * and **
    arguments or None."""
    if not isinstance(co, types.CodeType):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    varargs = varkw = None
    at = count
    if co.co_flags & 4:
        varargs = names[at]
        at += 1
    if co.co_flags & 8:
        varkw = names[at]
    return Arguments(list(names[:count]), varargs, varkw)


def getargvalues(frame):
    """Get information about arguments passed into a particular frame.

    A tuple of four things is returned: (args, varargs, varkw, locals).
    'args' is a list of the argument names.
    'varargs' and 'varkw' are the names of the * and ** arguments or None.
    'locals' is the locals dictionary of the given frame."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name,
                    formatvalue=lambda value: "=" + repr(value)):
    """Format an argument spec from the 4 values returned by getargvalues."""
    shown = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        shown.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        shown.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(shown) + ")"


def _missing_arguments(f_name, names, is_positional, values):
    names = [repr(name) for name in names if name not in values]
    missing = len(names)
    if missing == 1:
        text = names[0]
    elif missing == 2:
        text = "{} and {}".format(*names)
    else:
        text = ", ".join(names[:-2]) + ", {} and {}".format(*names[-2:])
    raise TypeError("%s() missing %i required %s argument%s: %s" % (
        f_name, missing, "positional" if is_positional else "keyword-only",
        "" if missing == 1 else "s", text))


def _too_many(f_name, args, kwonly, varargs, defaults, given, values):
    at_least = len(args) - defaults
    given_kwonly = len([name for name in kwonly if name in values])
    if varargs:
        plural = at_least != 1
        text = "at least %d" % (at_least,)
    elif defaults:
        plural = True
        text = "from %d to %d" % (at_least, len(args))
    else:
        plural = len(args) != 1
        text = str(len(args))
    kwonly_text = ""
    if given_kwonly:
        kwonly_text = " positional argument%s (and %d keyword-only argument%s)" % (
            "s" if given != 1 else "", given_kwonly, "s" if given_kwonly != 1 else "")
    raise TypeError("%s() takes %s positional argument%s but %d%s %s given" % (
        f_name, text, "s" if plural else "", given, kwonly_text,
        "was" if given == 1 and not given_kwonly else "were"))


def getcallargs(func, /, *positional, **named):
    """Get the mapping of arguments to values.

    A dict is returned, with keys the function argument names (including the
    names of the * and ** arguments, if any), and values the respective bound
    values from 'positional' and 'named'."""
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, _ = getfullargspec(func)
    f_name = func.__name__
    values = {}
    if isinstance(func, types.MethodType) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    given, count = len(positional), len(args)
    default_count = len(defaults) if defaults else 0
    taken = min(given, count)
    for i in range(taken):
        values[args[i]] = positional[i]
    if varargs:
        values[varargs] = tuple(positional[taken:])
    possible = set(args + kwonlyargs)
    if varkw:
        values[varkw] = {}
    for name, value in named.items():
        if name not in possible:
            if not varkw:
                raise TypeError("%s() got an unexpected keyword argument %r" % (f_name, name))
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError("%s() got multiple values for argument %r" % (f_name, name))
        values[name] = value
    if given > count and not varargs:
        _too_many(f_name, args, kwonlyargs, varargs, default_count, given, values)
    if given < count:
        required = args[:count - default_count]
        for name in required:
            if name not in values:
                _missing_arguments(f_name, required, True, values)
        for i, name in enumerate(args[count - default_count:]):
            if name not in values:
                values[name] = defaults[i]
    missing = 0
    for name in kwonlyargs:
        if name not in values:
            if kwonlydefaults and name in kwonlydefaults:
                values[name] = kwonlydefaults[name]
            else:
                missing += 1
    if missing:
        _missing_arguments(f_name, kwonlyargs, False, values)
    return values


for _object in (Parameter, BoundArguments, Signature, _ParameterKind, signature, getfullargspec,
                getargs, getargvalues, formatargvalues, getcallargs, formatannotation):
    _object.__module__ = "inspect"
del _object
