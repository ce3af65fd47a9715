"""Objects that stand in for others and remember how they were used."""

import contextlib
import functools

__all__ = ["Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "NonCallableMock",
           "NonCallableMagicMock", "PropertyMock", "AsyncMock", "create_autospec", "mock_open"]


class _SentinelObject(object):
    "A unique, named, sentinel object."

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name

    def __reduce__(self):
        return "sentinel.%s" % self.name


class _Sentinel(object):
    """Access attributes to return a named object, usable as a sentinel."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING


class _ANY(object):
    "A helper object that compares equal to everything."

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


# --- calls --------------------------------------------------------------------------------------

class _Call(tuple):
    """How something was called: (name, arguments, keywords), also equal to parts of that."""

    def __new__(cls, name="", args=(), kwargs=None, two=False):
        kwargs = {} if kwargs is None else kwargs
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, name="", args=(), kwargs=None, two=False):
        self._mock_name = name

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __call__(self, *args, **kwargs):
        return _Call(self._mock_name or "", args, kwargs)

    def __getattr__(self, attr):
        if attr.startswith("__"):
            raise AttributeError(attr)
        name = f"{self._mock_name}.{attr}" if self._mock_name else attr
        return _Call(name)

    def __eq__(self, other):
        name, args, kwargs = _parts_of_call(self)
        try:
            other_name, other_args, other_kwargs = _parts_of_call(other)
        except TypeError:
            return False
        if name and other_name and name != other_name:
            return False
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __repr__(self):
        name, args, kwargs = _parts_of_call(self)
        texts = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
        name = f"call.{name}" if name else "call"
        return f"{name}({', '.join(texts)})"


def _parts_of_call(value):
    """(name, arguments, keywords) of a call, or of a tuple with some of them."""
    name, args, kwargs = "", (), {}
    if not isinstance(value, tuple):
        raise TypeError("not a call")
    for part in value:
        if isinstance(part, str):
            name = part
        elif isinstance(part, tuple):
            args = part
        elif isinstance(part, dict):
            kwargs = part
        else:
            raise TypeError("not a call")
    return name, args, kwargs


call = _Call()


class _CallList(list):
    """Calls; a shorter list is in it if its calls follow each other."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        length = len(value)
        return any(list(self[i:i + length]) == value for i in range(len(self) - length + 1))


# --- mocks --------------------------------------------------------------------------------------

_own_names = frozenset("""return_value side_effect called call_count call_args call_args_list
    mock_calls method_calls""".split())


class NonCallableMock:
    """A stand-in: its attributes are stand-ins, too."""

    def __new__(cls, /, *args, **kw):
        # Each has a class of its own, so that special methods can be set for it alone.
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, unsafe=False,
                 **kwargs):
        fields = self.__dict__
        fields["_mock_children"] = {}
        fields["_mock_parent"] = parent
        fields["_mock_name"] = name
        fields["_mock_wraps"] = wraps
        fields["_mock_sealed"] = False
        spec = spec_set if spec is None else spec
        names = spec if isinstance(spec, (list, tuple)) else None if spec is None else dir(spec)
        fields["_mock_methods"] = names
        fields["_spec_class"] = (None if spec is None or isinstance(spec, (list, tuple))
                                 else spec if isinstance(spec, type) else type(spec))
        fields["_mock_return_value"] = DEFAULT
        fields["_mock_side_effect"] = None
        self._forget_calls()
        self.configure_mock(**kwargs)

    def _forget_calls(self):
        self.__dict__.update(called=False, call_count=0, call_args=None,
                             call_args_list=_CallList(), mock_calls=_CallList(),
                             method_calls=_CallList())

    @property
    def __class__(self):
        return self.__dict__.get("_spec_class") or type(self)

    @property
    def return_value(self):
        if self._mock_return_value is DEFAULT:
            self._mock_return_value = self._get_child_mock(name="()", parent=self)
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        self._mock_return_value = value

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not isinstance(value, BaseException):
            value = iter(value)
        self.__dict__["_mock_side_effect"] = value

    def configure_mock(self, /, **kwargs):
        """Set attributes through keyword arguments; dots reach those of attributes."""
        for name, value in sorted(kwargs.items(), key=lambda entry: entry[0].count(".")):
            *way, last = name.split(".")
            obj = self
            for part in way:
                obj = getattr(obj, part)
            setattr(obj, last, value)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        "Restore the mock object to its initial state."
        self._forget_calls()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(return_value=return_value, side_effect=side_effect)

    def attach_mock(self, mock, attribute):
        """Attach a mock as an attribute of this one."""
        mock.__dict__["_mock_parent"] = self
        mock.__dict__["_mock_name"] = attribute
        setattr(self, attribute, mock)

    def _get_child_mock(self, /, **kw):
        for cls in type(self).__mro__[1:]:
            if cls is not type(self):
                return cls(**kw)

    def __getattr__(self, name):
        if name.startswith("_mock_") or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None and name not in methods:
            raise AttributeError("Mock object has no attribute %r" % name)
        if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if "
                                 f"{name!r} is meant to be an attribute.")
        child = self._mock_children.get(name, _missing)
        if child is None:
            raise AttributeError(name)
        if child is _missing:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            child = self._get_child_mock(parent=self, name=name, wraps=wraps)
            self._mock_children[name] = child
        return child

    def __setattr__(self, name, value):
        if name.startswith("__") and name.endswith("__"):
            function = value if not isinstance(value, NonCallableMock) else \
                (lambda self, *args, **kwargs: value(*args, **kwargs))
            setattr(type(self), name, function)
            return
        methods = self.__dict__.get("_mock_methods")
        if (methods is not None and name not in methods and name not in self.__dict__
                and name not in _own_names and not hasattr(type(self), name)
                and self.__dict__.get("_spec_set")):
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if isinstance(value, NonCallableMock) and name not in _own_names:
            self._mock_children[name] = value
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        self.__dict__.pop(name, None)
        self._mock_children[name] = None

    def __dir__(self):
        names = self._mock_methods or []
        return sorted(set(names) | set(object.__dir__(self)))

    def _full_name(self):
        parent, name = self._mock_parent, self._mock_name
        if parent is None:
            return name or "mock"
        above = parent._full_name()
        return above + name if name == "()" else f"{above}.{name}"

    def __repr__(self):
        name = ""
        if self._mock_name is not None or self._mock_parent is not None:
            name = f" name={self._full_name()!r}"
        spec = self._spec_class
        spec = f" spec={spec.__name__!r}" if spec is not None else ""
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    # --- assertions -----------------------------------------------------------------------------

    def _shown(self):
        return self._mock_name or "mock"

    def _shown_call(self, args, kwargs):
        return repr(_Call(self._shown(), args, kwargs))[5:]

    def assert_not_called(self):
        """assert that the mock was never called."""
        if self.call_count:
            raise AssertionError("Expected '%s' to not have been called. Called %s times.%s"
                                 % (self._shown(), self.call_count, self._calls_text()))

    def assert_called(self):
        """assert that the mock was called at least once"""
        if not self.call_count:
            raise AssertionError("Expected '%s' to have been called." % self._shown())

    def assert_called_once(self):
        """assert that the mock was called only once."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times.%s"
                                 % (self._shown(), self.call_count, self._calls_text()))

    def _calls_text(self):
        return f"\nCalls: {list(self.mock_calls)!r}." if self.mock_calls else ""

    def assert_called_with(self, /, *args, **kwargs):
        """assert that the last call was made with the specified arguments."""
        if self.call_args is None:
            raise AssertionError("expected call not found.\nExpected: %s\nActual: not called."
                                 % self._shown_call(args, kwargs))
        if self.call_args != (args, kwargs):
            actual = self._shown_call(*self.call_args)
            raise AssertionError("expected call not found.\nExpected: %s\nActual: %s"
                                 % (self._shown_call(args, kwargs), actual))

    def assert_called_once_with(self, /, *args, **kwargs):
        """assert that the mock was called exactly once, with the specified arguments."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s"
                                 % (self._shown(), self.call_count, self._calls_text()))
        self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """assert the mock has been called with the specified calls."""
        if not any_order:
            if list(calls) not in self.mock_calls:
                raise AssertionError("Calls not found.\nExpected: %s%s"
                                     % (_CallList(calls), self._calls_text().rstrip(".")))
            return
        rest = list(self.mock_calls)
        missing = []
        for one in calls:
            if one in rest:
                rest.remove(one)
            else:
                missing.append(one)
        if missing:
            raise AssertionError("%r does not contain all of %r in its call list, found %r instead"
                                 % (self._shown(), tuple(missing), self.mock_calls))

    def assert_any_call(self, /, *args, **kwargs):
        """assert the mock has been called with the specified arguments."""
        if (args, kwargs) not in [tuple(one) for one in self.call_args_list]:
            raise AssertionError("%s call not found" % self._shown_call(args, kwargs))


class CallableMixin(NonCallableMock):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._note_call(args, kwargs)
        return self._outcome(args, kwargs)

    def _note_call(self, args, kwargs):
        self.called = True
        self.call_count += 1
        self.call_args = _Call("", args, kwargs, two=True)
        self.call_args_list.append(self.call_args)
        self.mock_calls.append(_Call("", args, kwargs))
        name, mock = self._mock_name, self._mock_parent
        is_method = name != "()"
        while mock is not None and name is not None:
            if is_method:
                mock.method_calls.append(_Call(name, args, kwargs))
            mock.mock_calls.append(_Call(name, args, kwargs))
            if mock._mock_name is not None:
                is_method = is_method and mock._mock_name != "()"
                name = mock._mock_name + ("" if name.startswith("()") else ".") + name
            mock = mock._mock_parent

    def _outcome(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or (isinstance(effect, type)
                                                     and issubclass(effect, BaseException)):
                raise effect
            if not callable(effect):
                result = next(effect)
                if isinstance(result, BaseException) or (isinstance(result, type)
                                                         and issubclass(result, BaseException)):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A stand-in for anything: can be called, and has all attributes."""


_magic_results = {
    "__hash__": lambda self: object.__hash__(self), "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self), "__len__": 0, "__contains__": False,
    "__int__": 1, "__index__": 1, "__float__": 1.0, "__complex__": 1j, "__bool__": True,
    "__exit__": False,
}
_magic_names = """__getitem__ __setitem__ __delitem__ __enter__ __lt__ __gt__ __le__ __ge__
    __add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __and__ __or__ __xor__ __lshift__
    __rshift__ __neg__ __pos__ __invert__ __abs__""".split()


class _MagicMethod:
    """In a class: gives each mock a mock of its own for a special method."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, obj_type=None):
        if obj is None:
            return self
        magics = obj.__dict__.setdefault("_mock_magics", {})
        if self.name not in magics:
            magics[self.name] = self._make(obj)
        return magics[self.name]

    def _make(self, obj):
        mock = MagicMock(name=self.name, parent=obj)
        if self.name in ("__lt__", "__gt__", "__le__", "__ge__"):
            mock.return_value = NotImplemented
        elif self.name == "__iter__":
            mock.side_effect = lambda: (iter([]) if mock._mock_return_value is DEFAULT
                                        else iter(mock._mock_return_value))
        elif self.name in _magic_results:
            result = _magic_results[self.name]
            mock.return_value = result(obj) if callable(result) else result
        return mock


class _MagicMixin:
    """Special methods that do something harmless."""


for _name in [*_magic_results, *_magic_names, "__iter__"]:
    setattr(_MagicMixin, _name, _MagicMethod(_name))
del _name


class MagicMock(_MagicMixin, Mock):
    """A Mock with the special methods of containers and numbers."""


class NonCallableMagicMock(_MagicMixin, NonCallableMock):
    """A MagicMock that can't be called."""


class PropertyMock(Mock):
    """A mock intended to be used as a property on a class."""

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class AsyncMock(_MagicMixin, Mock):
    """A mock that is called with await."""

    async def __call__(self, /, *args, **kwargs):
        self._note_call(args, kwargs)
        self.__dict__["await_count"] = self.__dict__.get("await_count", 0) + 1
        result = self._outcome(args, kwargs)
        return (await result) if hasattr(result, "__await__") else result


def create_autospec(spec, spec_set=False, instance=False, **kwargs):
    """A mock with the attributes of another object."""
    return MagicMock(spec=spec, **kwargs)


def mock_open(mock=None, read_data=""):
    """A mock that can take the place of open()."""
    import io
    mock = MagicMock(name="open") if mock is None else mock
    make = io.BytesIO if isinstance(read_data, bytes) else io.StringIO

    def opened(*args, **kwargs):
        data = make(read_data)
        handle = MagicMock(name="handle")
        for name in ("read", "readline", "readlines"):
            getattr(handle, name).side_effect = getattr(data, name)
        handle.__enter__ = lambda self: handle
        handle.__iter__ = lambda self: iter(data)
        return handle
    mock.side_effect = opened
    return mock


# --- patching -----------------------------------------------------------------------------------

def _import_target(target):
    module, *rest = target.split(".")
    thing = __import__(module)
    name = module
    for part in rest:
        name += "." + part
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(name)
            thing = getattr(thing, part)
    return thing


class _patch(object):
    """Puts another object in an attribute's place for a while: as a context manager, as a
    decorator of functions and classes, or between start() and stop()."""

    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, new_callable, kwargs):
        self.getter, self.attribute, self.new = getter, attribute, new
        self.spec, self.create, self.new_callable, self.kwargs = spec, create, new_callable, kwargs

    def _copy(self):
        copy = _patch(self.getter, self.attribute, self.new, self.spec, self.create,
                      self.new_callable, self.kwargs)
        copy.attribute_name = self.attribute_name
        return copy

    def __enter__(self):
        target = self.target = self.getter()
        name = self.attribute
        own = getattr(target, "__dict__", {})
        self.is_local = name in own
        original = own[name] if self.is_local else getattr(target, name, _missing)
        if original is _missing and not self.create and not hasattr(_builtins(), name):
            raise AttributeError("%s does not have the attribute %r" % (target, name))
        self.original = original
        new = self.new
        if new is DEFAULT:
            make = self.new_callable or MagicMock
            spec = original if self.spec is True else self.spec
            kwargs = dict(self.kwargs)
            if spec is not None:
                kwargs["spec"] = spec
            if self.new_callable is None:
                kwargs.setdefault("name", name)
            new = make(**kwargs)
        setattr(target, name, new)
        return new

    def __exit__(self, *exc_info):
        if self.is_local and self.original is not _missing:
            setattr(self.target, self.attribute, self.original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and not hasattr(self.target, self.attribute) \
                    and self.original is not _missing:
                setattr(self.target, self.attribute, self.original)
        del self.target, self.original
        return False

    def start(self):
        """Activate a patch, returning any created mock."""
        return self.__enter__()

    def stop(self):
        """Stop an active patch."""
        return self.__exit__(None, None, None)

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                value = getattr(func, name)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                    setattr(func, name, self._copy()(value))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        def patched(*args, **keywargs):
            with contextlib.ExitStack() as stack:
                extra = []
                for patching in patched.patchings:
                    new = stack.enter_context(patching)
                    if patching.new is DEFAULT:
                        extra.append(new)
                return func(*args, *extra, **keywargs)
        patched.patchings = [self]
        return patched


def _builtins():
    import builtins
    return builtins


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, *, unsafe=False, **kwargs):
    """Replaces an attribute, named by its dotted path, by another object or by a MagicMock."""
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return _patch(lambda: _import_target(target), attribute, new, spec or spec_set or autospec,
                  create, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
                  autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Replaces an attribute of an object."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec or spec_set or autospec, create,
                  new_callable, kwargs)


class _patch_dict(object):
    """Changes a dictionary for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import_target(self.in_dict)
        self._original = dict(self.in_dict)
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *args):
        self.in_dict.clear()
        self.in_dict.update(self._original)
        return False

    start = __enter__

    def stop(self):
        return self.__exit__()

    def __call__(self, f):
        @functools.wraps(f)
        def inner(*args, **kw):
            with self:
                return f(*args, **kw)
        return inner


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None,
                    new_callable=None, **kwargs):
    """Replaces several attributes of one object."""
    if isinstance(target, str):
        target = _import_target(target)

    @contextlib.contextmanager
    def patching():
        with contextlib.ExitStack() as stack:
            yield {name: stack.enter_context(_patch_object(target, name, new, spec, create))
                   for name, new in kwargs.items()}
    return patching()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.TEST_PREFIX = "test"
