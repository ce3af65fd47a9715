"""Get useful information from live Python objects.

This module encapsulates the interface provided by the internal special
attributes (co_*, im_*, tb_*, etc.) in a friendlier fashion.
It also provides some help for examining source code and class layout.
"""

import builtins
import collections
import collections.abc
import functools
import sys
import types

from _inspect_signature import *
from _inspect_signature import (
    ArgInfo, Arguments, FullArgSpec, _empty, _void, _ParameterKind, _POSITIONAL_ONLY,
    _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD, formatannotation,
    formatannotationrelativeto, formatargvalues, getargs, getargvalues, getcallargs,
    getfullargspec)

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_NOFREE = 64
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512
TPFLAGS_IS_ABSTRACT = 1 << 20


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """Compute the annotations dict for an object.

    obj may be a callable, class, or module.
    Passing in an object of any other type raises TypeError.

    Returns a dict.  get_annotations() returns a new dict every time
    it's called; calling it twice on the same object will return two
    different but equivalent dicts.  If eval_str is true, eval() is called
    on values of type str.
    """
    own_globals = own_locals = None
    if isinstance(obj, type):
        annotations = obj.__dict__.get("__annotations__")
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        own_globals = getattr(module, "__dict__", None)
        own_locals = dict(vars(obj))
        wrapper = obj
    elif isinstance(obj, types.ModuleType):
        annotations = getattr(obj, "__annotations__", None)
        own_globals = getattr(obj, "__dict__")
        wrapper = None
    elif callable(obj):
        annotations = getattr(obj, "__annotations__", None)
        own_globals = getattr(obj, "__globals__", None)
        wrapper = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if annotations is None:
        return {}
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not annotations or not eval_str:
        return dict(annotations)
    while wrapper is not None:
        if hasattr(wrapper, "__wrapped__"):
            wrapper = wrapper.__wrapped__
        elif isinstance(wrapper, functools.partial):
            wrapper = wrapper.func
        else:
            if hasattr(wrapper, "__globals__"):
                own_globals = wrapper.__globals__
            break
    globals = own_globals if globals is None else globals
    locals = own_locals if locals is None else locals
    return {key: eval(value, globals, locals) if isinstance(value, str) else value
            for key, value in annotations.items()}


# --- what something is ----------------------------------------------------------------------------

def ismodule(object):
    """Return true if the object is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Return true if the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Return true if the object is an instance method."""
    return isinstance(object, types.MethodType)


def ismethoddescriptor(object):
    """Return true if the object is a method descriptor.

    But not if ismethod() or isclass() or isfunction() are true.

    An object passing this test has a __get__ attribute but not a __set__ attribute.
    """
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__")


def isdatadescriptor(object):
    """Return true if the object is a data descriptor.

    Data descriptors have a __set__ or a __delete__ attribute.  Examples are
    properties (defined in Python) and getsets and members (defined in C).
    """
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    """Return true if the object is a member descriptor."""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Return true if the object is a getset descriptor."""
    return isinstance(object, types.GetSetDescriptorType)


def isfunction(object):
    """Return true if the object is a user-defined function."""
    return isinstance(object, types.FunctionType)


def _has_code_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    while isinstance(f, functools.partial):
        f = f.func
    if not (isfunction(f) or hasattr(getattr(f, "__code__", None), "co_flags")):
        return False
    return bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Return true if the object is a user-defined generator function."""
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Return true if the object is a coroutine function."""
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    """Return true if the object is an asynchronous generator function."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def _is_of(object, name):
    cls = getattr(types, name, None)
    return cls is not None and isinstance(object, cls)


def isasyncgen(object):
    """Return true if the object is an asynchronous generator."""
    return _is_of(object, "AsyncGeneratorType")


def isgenerator(object):
    """Return true if the object is a generator."""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Return true if the object is a coroutine."""
    return _is_of(object, "CoroutineType")


def isawaitable(object):
    """Return true if object can be passed to an ``await`` expression."""
    return (iscoroutine(object)
            or isgenerator(object) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or isinstance(object, collections.abc.Awaitable))


def istraceback(object):
    """Return true if the object is a traceback."""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Return true if the object is a frame object."""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Return true if the object is a code object."""
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    """Return true if the object is a built-in function or method."""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    """Return true if the object is a method wrapper."""
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object) or ismethodwrapper(object))


def isabstract(object):
    """Return true if the object is an abstract base class (ABC)."""
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


# --- members --------------------------------------------------------------------------------------

def _getmembers(object, predicate, getter):
    results, done = [], set()
    names = dir(object)
    mro = getmro(object) if isclass(object) else ()
    if isclass(object):
        # Attributes that only the metaclass computes, like those of types.DynamicClassAttribute.
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, getattr(types, "DynamicClassAttribute", ())):
                    names.append(name)
    for name in names:
        try:
            value = getter(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((name, value))
        done.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name.
    Optionally, only return members that satisfy a given predicate."""
    return _getmembers(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name
    without triggering dynamic lookup via the descriptor protocol,
    __getattr__ or __getattribute__. Optionally, only return members that
    satisfy a given predicate."""
    return _getmembers(object, predicate, getattr_static)


Attribute = collections.namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """Return list of attribute-descriptor tuples.

    For each name in dir(cls), the return list contains a 4-tuple
    with these elements: the name, the kind of attribute this is
    ('class method', 'static method', 'property', 'method', 'data'),
    the class which defined this attribute, and the object itself."""
    mro = getmro(cls)
    meta_mro = tuple(c for c in getmro(type(cls)) if c not in (type, object))
    class_bases = (cls,) + mro
    all_bases = class_bases + meta_mro
    names = dir(cls)
    for base in mro:
        for name, value in base.__dict__.items():
            if isinstance(value, getattr(types, "DynamicClassAttribute", ())):
                if value.fget is not None:
                    names.append(name)
    result, done = [], set()
    for name in names:
        home = from_get = from_dict = None
        got = False
        if name not in done:
            try:
                if name == "__dict__":
                    raise Exception("__dict__ is special, don't want the proxy")
                from_get = getattr(cls, name)
                got = True
            except MemoryError:
                raise
            except Exception:
                pass
            else:
                home = getattr(from_get, "__objclass__", home)
                if home not in class_bases:
                    home = None
                    last = None
                    for base in class_bases:
                        if getattr(base, name, None) is from_get:
                            last = base
                    for base in meta_mro:
                        try:
                            other = base.__getattr__(cls, name)
                        except AttributeError:
                            continue
                        if other is from_get:
                            last = base
                    if last is not None:
                        home = last
        for base in all_bases:
            if name in base.__dict__:
                from_dict = base.__dict__[name]
                if home not in meta_mro:
                    home = base
                break
        if home is None:
            continue
        obj = from_get if got else from_dict
        if isinstance(from_dict, (staticmethod, types.BuiltinMethodType)):
            kind, obj = "static method", from_dict
        elif isinstance(from_dict, (classmethod, types.ClassMethodDescriptorType)):
            kind, obj = "class method", from_dict
        elif isinstance(from_dict, property):
            kind, obj = "property", from_dict
        elif isroutine(obj):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, home, obj))
        done.add(name)
    return result


def getmro(cls):
    "Return tuple of base classes (including cls) in method resolution order."
    return cls.__mro__


def walktree(classes, children, parent):
    """Recursive helper function for getclasstree()."""
    results = []
    classes.sort(key=lambda c: (c.__module__, c.__name__))
    for c in classes:
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=False):
    """Arrange the given list of classes into a hierarchy of nested lists.

    Where a nested list appears, it contains classes derived from the class
    whose entry immediately precedes the list.  Each entry is a 2-tuple
    containing a class and a tuple of its base classes.  If the 'unique'
    argument is true, exactly one entry appears in the returned structure
    for each class in the given list.  Otherwise, classes using multiple
    inheritance and their descendants will appear multiple times."""
    children = {}
    roots = []
    for c in classes:
        if c.__bases__:
            for parent in c.__bases__:
                below = children.setdefault(parent, [])
                if c not in below:
                    below.append(c)
                if unique and parent in classes:
                    break
        elif c not in roots:
            roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def unwrap(func, *, stop=None):
    """Get the object wrapped by *func*.

   Follows the chain of :attr:`__wrapped__` attributes returning the last
   object in the chain.

   *stop* is an optional callback accepting an object in the wrapper chain
   as its sole argument that allows the unwrapping to be terminated early if
   the callback returns a true value. If the callback never returns a true
   value, the last object in the chain is returned as usual. For example,
   :func:`signature` uses this to stop unwrapping if any object in the
   chain has a ``__signature__`` attribute defined.

   :exc:`ValueError` is raised if a cycle is encountered.

    """
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen[id(func)] = func
    return func


# --- attributes without running code --------------------------------------------------------------

_sentinel = object()
_get_dict = type.__dict__["__dict__"].__get__
_get_mro = type.__dict__["__mro__"].__get__


def _check_class(klass, attr):
    for entry in _get_mro(klass):
        if _shadowed_dict(type(entry)) is _sentinel and attr in _get_dict(entry):
            return _get_dict(entry)[attr]
    return _sentinel


def _shadowed_dict(klass):
    """A __dict__ that a class defines for its instances."""
    for entry in _get_mro(klass):
        own = _get_dict(entry)
        if "__dict__" in own:
            value = own["__dict__"]
            if not (type(value) is types.GetSetDescriptorType and value.__name__ == "__dict__"
                    and value.__objclass__ is entry):
                return value
    return _sentinel


def getattr_static(obj, attr, default=_sentinel):
    """Retrieve attributes without triggering dynamic lookup via the
       descriptor protocol,  __getattr__ or __getattribute__.

       Note: this function may not be able to retrieve all attributes
       that getattr can fetch (like dynamically created attributes)
       and may find attributes that getattr can't (like descriptors
       that raise AttributeError). It can also return descriptor objects
       instead of instance members in some cases. See the
       documentation for details.
    """
    on_instance = _sentinel
    is_type = issubclass(type(obj), type)
    if not is_type:
        klass = type(obj)
        shadowed = _shadowed_dict(klass)
        if shadowed is _sentinel or type(shadowed) is types.MemberDescriptorType:
            try:
                on_instance = object.__getattribute__(obj, "__dict__").get(attr, _sentinel)
            except AttributeError:
                pass
    else:
        klass = obj
    on_class = _check_class(klass, attr)
    if on_instance is not _sentinel and on_class is not _sentinel:
        meta = type(on_class)
        if _check_class(meta, "__get__") is not _sentinel and (
                _check_class(meta, "__set__") is not _sentinel
                or _check_class(meta, "__delete__") is not _sentinel):
            return on_class
    if on_instance is not _sentinel:
        return on_instance
    if on_class is not _sentinel:
        return on_class
    if is_type:
        for entry in _get_mro(type(klass)):
            if _shadowed_dict(type(entry)) is _sentinel and attr in _get_dict(entry):
                return _get_dict(entry)[attr]
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# --- docstrings -----------------------------------------------------------------------------------

def _findclass(func):
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _place_of(obj):
    """The name under which a class has the object, and the class; None if there is none."""
    if ismethod(obj):
        name = obj.__func__.__name__
        owner = obj.__self__
        if isclass(owner) and getattr(getattr(owner, name, None), "__func__") is obj.__func__:
            return name, owner
        return name, owner.__class__
    if isfunction(obj):
        cls = _findclass(obj)
        return (obj.__name__, cls) if cls and getattr(cls, obj.__name__) is obj else None
    if isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        if isclass(owner) and owner.__qualname__ + "." + name == obj.__qualname__:
            return name, owner
        return name, owner.__class__
    if isinstance(obj, property):
        name = obj.fget.__name__
        cls = _findclass(obj.fget)
        return (name, cls) if cls and getattr(cls, name) is obj else None
    if ismethoddescriptor(obj) or isdatadescriptor(obj):
        name, cls = obj.__name__, obj.__objclass__
        return (name, cls) if getattr(cls, name) is obj else None
    return None


def _finddoc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object:
                try:
                    doc = base.__doc__
                except AttributeError:
                    continue
                if doc is not None:
                    return doc
        return None
    place = _place_of(obj)
    if place is None:
        return None
    name, cls = place
    if ismemberdescriptor(obj):
        slots = getattr(cls, "__slots__", None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in cls.__mro__:
        try:
            doc = getattr(base, name).__doc__
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """Get the documentation string for an object.

    All tabs are expanded to spaces.  To clean up docstrings that are
    indented to line up with blocks of code, any whitespace than can be
    uniformly removed from the second line onwards is removed."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _finddoc(object)
        except (AttributeError, TypeError):
            return None
    if not isinstance(doc, str):
        return None
    return cleandoc(doc)


def cleandoc(doc):
    """Clean up indentation from docstrings.

    Any whitespace that can be uniformly removed from the second line
    onwards is removed."""
    lines = doc.expandtabs().split("\n")
    margin = sys.maxsize
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            margin = min(margin, len(line) - content)
    if lines:
        lines[0] = lines[0].lstrip()
    if margin < sys.maxsize:
        for i in range(1, len(lines)):
            lines[i] = lines[i][margin:]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


# --- files and source -----------------------------------------------------------------------------

def getfile(object):
    """Work out which source or compiled file an object was defined in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was "
                    "expected, got {}".format(type(object).__name__))


def getmodulename(path):
    """Return the module name for a given file, or None."""
    name = path.rsplit("/", 1)[-1]
    return name[:-3] if name.endswith(".py") else None


def getsourcefile(object):
    """Return the filename that can be used to locate an object's source.
    Return None if no way can be identified to get the source.
    """
    name = getfile(object)
    if _lines_of(name):
        return name
    module = getmodule(object, name)
    # Another file's name only counts if a loader can tell what is in it.
    return name if getattr(module, "__loader__", None) is not None else None


def _lines_of(name, module=None):
    """The lines of a file, or of what the module's loader says; [] if there are none."""
    import linecache
    if module is None:
        return linecache.getlines(name)
    loader = getattr(module, "__loader__", None)
    return linecache.getlines(name, {"__name__": module.__name__, "__loader__": loader})


def getabsfile(object, _filename=None):
    """Return an absolute path to the source or compiled file for an object."""
    name = _filename or getsourcefile(object) or getfile(object)
    if not name.startswith("/") and not name.startswith("<"):
        from os.path import abspath
        name = abspath(name)
    return name


def getmodule(object, _filename=None):
    """Return the module an object was defined in, or None if not found."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = _filename or getfile(object)
    except (TypeError, OSError):
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, "__file__", None) == file:
            return module
    main = sys.modules["__main__"]
    name = getattr(object, "__name__", None)
    if name is None:
        return None
    if getattr(main, name, None) is object:
        return main
    return builtins if getattr(builtins, name, None) is object else None


def _class_line(tree, qualname):
    """The index of the first line of the class with this qualified name, decorators included."""
    import ast
    found = []

    def search(node, prefix):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                search(child, prefix + [child.name, "<locals>"])
            elif isinstance(child, ast.ClassDef):
                path = prefix + [child.name]
                if ".".join(path) == qualname:
                    first = child.decorator_list[0] if child.decorator_list else child
                    found.append(first.lineno - 1)
                search(child, path)
            else:
                search(child, prefix)

    search(tree, [])
    return found


def findsource(object):
    """Return the entire source file and starting line number for an object.

    The argument may be a module, class, method, function, traceback, frame,
    or code object.  The source code is returned as a list of all the lines
    in the file and the line number indexes a line in that list.  An OSError
    is raised if the source code cannot be retrieved."""
    import linecache
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = _lines_of(file, module)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        import ast
        found = _class_line(ast.parse("".join(lines)), object.__qualname__)
        if not found:
            raise OSError("could not find class definition")
        return lines, found[0]
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if not iscode(object):
        raise OSError("could not find code object")
    line = object.co_firstlineno - 1
    if line >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, line


def getcomments(object):
    """Get lines of comments immediately preceding an object's source code.

    Returns None when source can't be found.
    """
    try:
        lines, line = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == "#":
            end += 1
        return "".join(text.expandtabs() for text in lines[start:end]) if end > start else None
    indent = indentsize(lines[line])
    start = line
    while start > 0 and lines[start - 1].lstrip()[:1] == "#" and indentsize(lines[start - 1]) == indent:
        start -= 1
    comments = [text.expandtabs().lstrip() for text in lines[start:line]]
    while comments and comments[0].strip() == "#":
        comments.pop(0)
    while comments and comments[-1].strip() == "#":
        comments.pop()
    return "".join(comments) if comments else None


def indentsize(line):
    """Return the indent size, in spaces, at the start of a line of text."""
    text = line.expandtabs()
    return len(text) - len(text.lstrip())


class EndOfBlock(Exception):
    pass


def _logical_end(lines):
    """How many lines the statement at the top takes, in whatever block it stands."""
    import ast
    indent = indentsize(lines[0])
    for end in range(1, len(lines) + 1):
        text = "".join(lines[:end])
        if indent:
            text = "if 1:\n" + text
        try:
            tree = ast.parse(text)
        except SyntaxError:
            continue
        return end, tree.body[0].body[0] if indent else tree.body[0]
    return 1, None


def getblock(lines):
    """Extract the block of code at the top of the given list of lines."""
    import ast
    first = lines[0].lstrip()
    if not first.startswith(("def", "class", "async", "@")):
        return lines[:_logical_end(lines)[0]]
    indent = indentsize(lines[0])
    # The lines up to the next one that stands as far to the left: more than enough.
    end = 1
    while end < len(lines):
        text = lines[end].strip()
        if text and text[0] not in "#)]}@" and indentsize(lines[end]) <= indent:
            if not first.startswith("@"):
                break
            first = lines[end].lstrip()
        end += 1
    while end <= len(lines):
        text = "".join(lines[:end])
        shift = 0
        if indent:
            text = "if 1:\n" + text
            shift = 1
        try:
            tree = ast.parse(text)
        except SyntaxError:
            end += 1
            continue
        node = tree.body[0].body[0] if indent else tree.body[0]
        return lines[:_with_comments(lines, node.end_lineno - shift, node.body[0].col_offset)]
    return lines[:_logical_end(lines)[0]]


def _with_comments(lines, end, column):
    """The end of a block, with the comments behind it that stand as far to the right as its body."""
    for at in range(end, len(lines)):
        text = lines[at].strip()
        if text and text[0] != "#":
            break
        if text and indentsize(lines[at]) >= column:
            end = at + 1
    return end


def getsourcelines(object):
    """Return a list of source lines and starting line number for an object.

    The argument may be a module, class, method, function, traceback, frame,
    or code object.  The source code is returned as a list of the lines
    corresponding to the object and the line number indicates where in the
    original source file the first line of code was found.  An OSError is
    raised if the source code cannot be retrieved."""
    object = unwrap(object)
    lines, line = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[line:]), line + 1


def getsource(object):
    """Return the text of the source code for an object.

    The argument may be a module, class, method, function, traceback, frame,
    or code object.  The source code is returned as a single string.  An
    OSError is raised if the source code cannot be retrieved."""
    return "".join(getsourcelines(object)[0])


# --- frames ---------------------------------------------------------------------------------------

class _Place:
    """What frame descriptions have beside their tuple."""

    def __repr__(self):
        inner = ", ".join(f"{name}={getattr(self, name)!r}"
                          for name in (*self._fields, "positions"))
        return f"{type(self).__name__}({inner})"


class Traceback(_Place, collections.namedtuple(
        "_Traceback", ("filename", "lineno", "function", "code_context", "index"))):

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self


class FrameInfo(_Place, collections.namedtuple(
        "_FrameInfo", ("frame",) + Traceback._fields)):

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self


_Positions = collections.namedtuple(
    "Positions", ("lineno", "end_lineno", "col_offset", "end_col_offset"), defaults=(None,) * 4)


def _positions_of(frame, last):
    import itertools
    unit = len(frame.f_code.co_code) // max(1, sum(1 for _ in frame.f_code.co_positions()))
    place = next(itertools.islice(frame.f_code.co_positions(), last // unit, None), None)
    return _Positions(*place) if place else None


def getframeinfo(frame, context=1):
    """Get information about a frame or traceback object.

    A tuple of five things is returned: the filename, the line number of
    the current line, the function name, a list of lines of context from
    the source code, and the index of the current line within that list.
    The optional second argument specifies the number of lines of context
    to return, which are centered around the current line."""
    if istraceback(frame):
        last, line = frame.tb_lasti, frame.tb_lineno
        frame = frame.tb_frame
    else:
        line = getattr(frame, "f_lineno", None)
        last = getattr(frame, "f_lasti", 0)
    if not isframe(frame):
        raise TypeError("{!r} is not a frame or traceback object".format(frame))
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = line - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = line - 1 - start
    return Traceback(filename, line, frame.f_code.co_name, lines, index,
                     positions=_positions_of(frame, last))


def getlineno(frame):
    """Get the line number from a frame object, allowing for optimization."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """Get a list of records for a frame and all higher (calling) frames.

    Each record contains a frame object, filename, line number, function
    name, a list of lines of context, and index within the context."""
    records = []
    while frame:
        info = getframeinfo(frame, context)
        records.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return records


def getinnerframes(tb, context=1):
    """Get a list of records for a traceback's frame and all lower frames.

    Each record contains a frame object, filename, line number, function
    name, a list of lines of context, and index within the context."""
    records = []
    while tb:
        info = getframeinfo(tb, context)
        records.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return records


def currentframe():
    """Return the frame of the caller or None if this is not possible."""
    return sys._getframe(1)


def stack(context=1):
    """Return a list of records for the stack above the caller's frame."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Return a list of records for the stack below the current exception."""
    error = sys.exc_info()[1]
    return getinnerframes(None if error is None else error.__traceback__, context)


ClosureVars = collections.namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    """
    Get the mapping of free variables to their current values.

    Returns a named tuple of dicts mapping the current nonlocal, global
    and builtin references as seen by the body of the function. A final
    set of unbound names that could not be resolved is also provided.
    """
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    if func.__closure__ is None:
        nonlocals = {}
    else:
        nonlocals = {name: cell.cell_contents
                     for name, cell in zip(code.co_freevars, func.__closure__)}
    space = func.__globals__
    base = space.get("__builtins__", builtins.__dict__)
    if ismodule(base):
        base = base.__dict__
    from_globals, from_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in space:
            from_globals[name] = space[name]
        elif name in base:
            from_builtins[name] = base[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, from_globals, from_builtins, unbound)


# --- states ---------------------------------------------------------------------------------------

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"


def getgeneratorstate(generator):
    """Get current state of a generator-iterator.

    Possible states are:
      GEN_CREATED: Waiting to start execution.
      GEN_RUNNING: Currently being executed by the interpreter.
      GEN_SUSPENDED: Currently suspended at a yield expression.
      GEN_CLOSED: Execution has completed.
    """
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """
    Get the mapping of generator local variables to their current values.

    A dict is returned, with the keys the local variable names and values the
    bound values."""
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    frame = getattr(generator, "gi_frame", None)
    return frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    """Get current state of a coroutine object.

    Possible states are:
      CORO_CREATED: Waiting to start execution.
      CORO_RUNNING: Currently being executed by the interpreter.
      CORO_SUSPENDED: Currently suspended at an await expression.
      CORO_CLOSED: Execution has completed.
    """
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    """
    Get the mapping of coroutine local variables to their current values.

    A dict is returned, with the keys the local variable names and values the
    bound values."""
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}
