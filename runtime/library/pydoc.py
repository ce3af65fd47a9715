"""Documentation of objects as text: what help() prints."""

__all__ = ["help"]

import builtins
import sys
from collections import deque

import inspect

_titles = "Python Library Documentation: %s"


# --- docstrings -----------------------------------------------------------------------------------

def _getowndoc(obj):
    """The docstring of an object itself, not that of its class."""
    try:
        doc = object.__getattribute__(obj, "__doc__")
    except AttributeError:
        return None
    if doc is not None and obj is not type:
        of_type = type(obj).__doc__
        if isinstance(of_type, str) and of_type == doc:
            return None
    return doc


def _finddoc(obj):
    place = inspect._place_of(obj)
    if place is None:
        return None
    name, cls = place
    if inspect.ismemberdescriptor(obj):
        slots = getattr(cls, "__slots__", None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in cls.__mro__:
        try:
            doc = _getowndoc(getattr(base, name))
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def _getdoc(object):
    doc = _getowndoc(object)
    if doc is None:
        try:
            doc = _finddoc(object)
        except (AttributeError, TypeError):
            return None
    return inspect.cleandoc(doc) if isinstance(doc, str) else None


def getdoc(object):
    """Get the doc string or comments for an object."""
    text = _getdoc(object) or inspect.getcomments(object)
    if not text:
        return ""
    text = text.rstrip()
    first, newline, rest = text.partition("\n")
    return rest if newline and not first.strip(" ") else text


def splitdoc(doc):
    """Split a doc string into a synopsis line (if any) and the rest."""
    lines = doc.strip().split("\n")
    if len(lines) == 1:
        return lines[0], ""
    if not lines[1].rstrip():
        return lines[0], "\n".join(lines[2:])
    return "", "\n".join(lines)


# --- names ----------------------------------------------------------------------------------------

def classname(object, modname):
    """Get a class name and qualify it with a module name if necessary."""
    name = object.__name__
    return name if object.__module__ == modname else object.__module__ + "." + name


def isdata(object):
    """Check if an object is of a type that probably means it's data."""
    return not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
                or inspect.isframe(object) or inspect.istraceback(object)
                or inspect.iscode(object))


_hidden = {
    "__author__", "__builtins__", "__cached__", "__credits__", "__date__", "__doc__", "__file__",
    "__spec__", "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__",
    "__slots__", "__version__",
}


def visiblename(name, all=None, obj=None):
    """Decide whether to show documentation on a variable."""
    if name in _hidden:
        return 0
    if name.startswith("__") and name.endswith("__"):
        return 1
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True                  # a named tuple's
    if type(getattr(obj, name, None)).__name__ == "_Feature" and hasattr(obj, name):
        return False                 # from __future__ import ...
    return name in all if all is not None else not name.startswith("_")


def cram(text, maxlen):
    """Omit part of a string if needed to make it fit in a maximum length."""
    if len(text) <= maxlen:
        return text
    before = max(0, (maxlen - 3) // 2)
    after = max(0, maxlen - 3 - before)
    return text[:before] + "..." + text[len(text) - after:]


def stripid(text):
    """Remove the hexadecimal id from a Python object representation."""
    end = len(text)
    while end and text[end - 1] == ">":
        end -= 1
    at = text.rfind(" at 0x", 0, end)
    digits = text[at + 6:end]
    if (at < 0 or end == len(text) or not 6 <= len(digits) <= 16
            or digits.strip("0123456789abcdefABCDEF")):
        return text
    return text[:at] + text[end:]


def _is_bound_method(fn):
    if inspect.ismethod(fn):
        return True
    if inspect.isbuiltin(fn):
        owner = getattr(fn, "__self__", None)
        return not (inspect.ismodule(owner) or owner is None)
    return False


def _split(items, predicate):
    """Those of which the predicate is true, and the others."""
    return ([item for item in items if predicate(item)],
            [item for item in items if not predicate(item)])


def classify_class_attrs(object):
    """Wrap inspect.classify_class_attrs, with fixup for data descriptors."""
    results = []
    for name, kind, cls, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            is_readonly = isinstance(value, property) and value.fset is None
            kind = "readonly property" if is_readonly else "data descriptor"
        results.append((name, kind, cls, value))
    return results


def sort_attributes(attrs, object):
    "Sort the attrs list in-place by _fields and then alphabetically by name"
    fields = getattr(object, "_fields", [])
    try:
        order = {name: i - len(fields) for i, name in enumerate(fields)}
    except TypeError:
        order = {}
    attrs.sort(key=lambda attr: (order.get(attr[0], 0), attr[0]))


# --- values ---------------------------------------------------------------------------------------

class _Repr:
    """A short repr: at most 20 items of a sequence, six levels, a hundred characters."""

    def repr(self, x, level=6):
        method = getattr(self, "repr_" + type(x).__name__, None)
        return method(x, level) if method else cram(stripid(repr(x)), 100)

    def items(self, x, level, left, right, most, trail=""):
        if level <= 0 and x:
            inner = "..."
        else:
            shown = [self.repr(item, level - 1) for item in list(x)[:most]]
            if len(x) > most:
                shown.append("...")
            inner = ", ".join(shown)
            if len(x) == 1 and trail:
                right = trail + right
        return left + inner + right

    def repr_tuple(self, x, level):
        return self.items(x, level, "(", ")", 20, ",")

    def repr_list(self, x, level):
        return self.items(x, level, "[", "]", 20)

    def repr_set(self, x, level):
        return self.items(self.sorted(x), level, "{", "}", 6) if x else "set()"

    def repr_frozenset(self, x, level):
        return self.items(self.sorted(x), level, "frozenset({", "})", 6) if x else "frozenset()"

    def sorted(self, x):
        try:
            return sorted(x)
        except Exception:
            return list(x)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{...}"
        parts = [f"{self.repr(key, level - 1)}: {self.repr(x[key], level - 1)}"
                 for key in self.sorted(x)[:10]]
        if len(x) > 10:
            parts.append("...")
        return "{" + ", ".join(parts) + "}"

    def repr_str(self, x, level):
        test = cram(x, 100)
        shown = repr(test)
        if "\\" in test and "\\" not in shown.replace("\\\\", ""):
            return "r" + shown[0] + test + shown[0]
        return shown

    def repr_int(self, x, level):
        return cram(repr(x), 40)


# --- the text -------------------------------------------------------------------------------------

class TextDoc:
    """Formatter class for text documentation."""

    repr = _Repr().repr

    def bold(self, text):
        """Format a string in bold by overstriking."""
        return "".join(c + "\b" + c for c in text)

    def indent(self, text, prefix="    "):
        """Indent text by prepending a given prefix to each line."""
        if not text:
            return ""
        lines = [prefix + line for line in text.split("\n")]
        lines[-1] = lines[-1].rstrip()
        return "\n".join(lines)

    def section(self, title, contents):
        """Format a section with a given heading."""
        return self.bold(title) + "\n" + self.indent(contents).rstrip() + "\n\n"

    def document(self, object, name=None, *args):
        """Generate documentation for an object."""
        try:
            if inspect.ismodule(object):
                return self.docmodule(object, name, *args)
            if inspect.isclass(object):
                return self.docclass(object, name, *args)
            if inspect.isroutine(object):
                return self.docroutine(object, name, *args)
        except AttributeError:
            pass
        if inspect.isdatadescriptor(object):
            return self.docdata(object, name, *args)
        return self.docother(object, name, *args)

    # --- modules ---

    def formattree(self, tree, modname, parent=None, prefix=""):
        """Render in text a class tree as returned by inspect.getclasstree()."""
        result = ""
        for entry in tree:
            if type(entry) is tuple:
                c, bases = entry
                result += prefix + classname(c, modname)
                if bases and bases != (parent,):
                    result += "(%s)" % ", ".join(classname(base, modname) for base in bases)
                result += "\n"
            elif type(entry) is list:
                result += self.formattree(entry, modname, c, prefix + "    ")
        return result

    def members(self, module, all, predicate, is_own):
        return [(key, value) for key, value in inspect.getmembers(module, predicate)
                if (all is not None or is_own(value)) and visiblename(key, all, module)]

    def docmodule(self, object, name=None, mod=None):
        """Produce text documentation for a given module object."""
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        result = self.section("NAME", name + (synopsis and " - " + synopsis))
        all = getattr(object, "__all__", None)
        if description:
            result += self.section("DESCRIPTION", description)
        classes = self.members(object, all, inspect.isclass,
                               lambda c: (inspect.getmodule(c) or object) is object)
        functions = self.members(object, all, inspect.isroutine,
                                 lambda f: inspect.isbuiltin(f) or inspect.getmodule(f) is object)
        data = self.members(object, all, isdata, lambda _: True)
        result += self.contents_of(object, name)
        if classes:
            parts = [self.formattree(inspect.getclasstree([c for _, c in classes], 1), name)]
            parts += [self.document(value, key, name) for key, value in classes]
            result += self.section("CLASSES", "\n".join(parts))
        if functions:
            result += self.section("FUNCTIONS", "\n".join(
                self.document(value, key, name) for key, value in functions))
        if data:
            result += self.section("DATA", "\n".join(
                self.docother(value, key, name, maxlen=70) for key, value in data))
        return result + self.colophon(object)

    def contents_of(self, object, name):
        """The sections about submodules."""
        result = ""
        packaged = set()
        if hasattr(object, "__path__"):
            import pkgutil
            shown = []
            for _, module, is_package in pkgutil.iter_modules(object.__path__):
                packaged.add(module)
                shown.append(module + " (package)" if is_package else module)
            result += self.section("PACKAGE CONTENTS", "\n".join(sorted(shown)))
        below = sorted(key for key, value in inspect.getmembers(object, inspect.ismodule)
                       if value.__name__.startswith(name + ".") and key not in packaged)
        if below:
            result += self.section("SUBMODULES", "\n".join(below))
        return result

    def colophon(self, object):
        result = ""
        if hasattr(object, "__version__"):
            version = str(object.__version__)
            if version[:11] == "$Revision: " and version[-1:] == "$":
                version = version[11:-1].strip()
            result += self.section("VERSION", version)
        for title, name in (("DATE", "__date__"), ("AUTHOR", "__author__"),
                            ("CREDITS", "__credits__")):
            if hasattr(object, name):
                result += self.section(title, str(getattr(object, name)))
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = "(built-in)"
        return result + self.section("FILE", file)

    # --- classes ---

    def docclass(self, object, name=None, mod=None, *ignored):
        """Produce text documentation for a given class object."""
        real = object.__name__
        name = name or real
        own = object.__module__
        title = ("class " + self.bold(real) if name == real
                 else self.bold(name) + " = class " + real)
        if object.__bases__:
            title += "(%s)" % ", ".join(classname(base, own) for base in object.__bases__)
        contents = []
        try:
            signature = str(inspect.signature(object))
        except (ValueError, TypeError):
            signature = ""
        if signature not in ("", "()"):
            contents.append(name + signature + "\n")
        doc = getdoc(object)
        if doc:
            contents.append(doc + "\n")
        self.add_relatives(object, contents)
        _ClassText(self, object, mod, contents).add_attributes()
        text = "\n".join(contents)
        if not text:
            return title + "\n"
        return title + "\n" + self.indent(text.rstrip(), " |  ") + "\n"

    def add_relatives(self, object, contents):
        mro = inspect.getmro(object)
        if len(mro) > 2:
            contents.append("Method resolution order:")
            contents += ["    " + classname(base, object.__module__) for base in mro]
            contents.append("")
        below = sorted((str(cls.__name__) for cls in type.__subclasses__(object)
                        if not cls.__name__.startswith("_") and cls.__module__ == "builtins"),
                       key=str.lower)
        if below:
            contents.append("Built-in subclasses:")
            contents += ["    " + name for name in below[:4]]
            if len(below) > 4:
                contents.append(f"    ... and {len(below) - 4} other subclasses")
            contents.append("")

    # --- functions ---

    def docroutine(self, object, name=None, mod=None, cl=None):
        """Produce text documentation for a function or method object."""
        real = object.__name__
        name = name or real
        note = ""
        is_alias = False
        if _is_bound_method(object):
            cls = object.__self__.__class__
            if cl:
                if cls is not cl:
                    note = " from " + classname(cls, mod)
            elif object.__self__ is not None:
                note = " method of %s instance" % classname(cls, mod)
            else:
                note = " unbound %s method" % classname(cls, mod)
        is_async = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        if name == real:
            title = self.bold(real)
        else:
            is_alias = bool(cl) and inspect.getattr_static(cl, real, []) is object
            title = self.bold(name) + " = " + real
        arguments = None
        try:
            arguments = str(inspect.signature(object))
        except (ValueError, TypeError):
            pass
        if arguments and real == "<lambda>":
            title = self.bold(name) + " lambda "
            arguments = arguments[1:-1]
        declaration = ("async " if is_async else "") + title + (arguments or "(...)") + note
        if is_alias:
            return declaration + "\n"
        doc = getdoc(object) or ""
        return declaration + "\n" + (doc and self.indent(doc).rstrip() + "\n")

    # --- data ---

    def docdata(self, object, name=None, mod=None, cl=None):
        """Produce text documentation for a data descriptor."""
        result = self.bold(name) + "\n" if name else ""
        doc = getdoc(object) or ""
        return result + self.indent(doc) + "\n" if doc else result

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, maxlen=None, doc=None):
        """Produce text documentation for a data object."""
        shown = self.repr(object)
        if maxlen:
            chop = maxlen - len((name and name + " = " or "") + shown)
            if chop < 0:
                shown = shown[:chop] + "..."
        line = (name and self.bold(name) + " = " or "") + shown
        if not doc:
            doc = getdoc(object)
        if doc:
            line += "\n" + self.indent(str(doc)) + "\n"
        return line


class _ClassText:
    """The attributes of a class, by the class that defines them and by kind."""

    def __init__(self, text, cls, mod, contents):
        self.text = text
        self.cls = cls
        self.mod = mod
        self.push = contents.append
        self.has_section = False

    def add_attributes(self):
        attrs = [attr for attr in classify_class_attrs(self.cls)
                 if visiblename(attr[0], obj=self.cls)]
        mro = deque(inspect.getmro(self.cls))
        while attrs:
            home = mro.popleft() if mro else attrs[0][2]
            own, attrs = _split(attrs, lambda attr: attr[2] is home)
            if self.cls is not object and home is object:
                continue
            if home is self.cls:
                tag = "defined here"
            else:
                tag = "inherited from %s" % classname(home, self.cls.__module__)
            sort_attributes(own, self.cls)
            self.spill(f"Methods {tag}:\n", own, "method", self.show_method)
            self.spill(f"Class methods {tag}:\n", own, "class method", self.show_method)
            self.spill(f"Static methods {tag}:\n", own, "static method", self.show_method)
            self.spill(f"Readonly properties {tag}:\n", own, "readonly property",
                       self.show_descriptor)
            self.spill(f"Data descriptors {tag}:\n", own, "data descriptor", self.show_descriptor)
            self.spill(f"Data and other attributes {tag}:\n", own, "data", self.show_data)

    def spill(self, title, attrs, kind, show):
        chosen = [attr for attr in attrs if attr[1] == kind]
        if not chosen:
            return
        if self.has_section:
            self.push("-" * 70)
        self.has_section = True
        self.push(title)
        for name, _, home, value in chosen:
            self.push(show(name, home, value))

    def show_method(self, name, home, value):
        try:
            value = getattr(self.cls, name)
        except Exception:
            return self.text.docdata(value, name, self.mod)
        return self.text.document(value, name, self.mod, self.cls)

    def show_descriptor(self, name, home, value):
        return self.text.docdata(value, name, self.mod)

    def show_data(self, name, home, value):
        doc = getdoc(value)
        try:
            found = getattr(self.cls, name)
        except AttributeError:
            found = home.__dict__[name]
        return self.text.docother(found, name, self.mod, maxlen=70, doc=doc) + "\n"


class _PlainTextDoc(TextDoc):
    """Subclass of TextDoc which overrides string styling"""

    def bold(self, text):
        return text


text = TextDoc()
plaintext = _PlainTextDoc()


def plain(text):
    """Remove boldface formatting from text."""
    parts = text.split("\b")
    return "".join(part[:-1] for part in parts[:-1]) + parts[-1]


# --- finding --------------------------------------------------------------------------------------

def describe(thing):
    """Produce a short description of the given thing."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return "built-in module " + thing.__name__
        return ("package " if hasattr(thing, "__path__") else "module ") + thing.__name__
    if inspect.isbuiltin(thing):
        return "built-in function " + thing.__name__
    for is_kind, kind in ((inspect.isgetsetdescriptor, "getset descriptor"),
                          (inspect.ismemberdescriptor, "member descriptor")):
        if is_kind(thing):
            owner = thing.__objclass__
            return f"{kind} {owner.__module__}.{owner.__name__}.{thing.__name__}"
    if inspect.isclass(thing):
        return "class " + thing.__name__
    if inspect.isfunction(thing):
        return "function " + thing.__name__
    if inspect.ismethod(thing):
        return "method " + thing.__name__
    return type(thing).__name__


class ErrorDuringImport(Exception):
    """Errors that occurred while trying to import something to document it."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f"problem in {self.filename} - {self.exc.__name__}: {self.value}"


def safeimport(path, forceload=0, cache={}):
    """Import a module; handle errors; return None if the module isn't found."""
    try:
        module = __import__(path)
    except ModuleNotFoundError as error:
        if error.name and (path == error.name or path.startswith(error.name + ".")):
            return None
        raise ErrorDuringImport(path, sys.exc_info())
    except ImportError:
        raise ErrorDuringImport(path, sys.exc_info())
    for part in path.split(".")[1:]:
        try:
            module = getattr(module, part)
        except AttributeError:
            return None
    return module


def locate(path, forceload=0):
    """Locate an object by name or dotted path, importing as necessary."""
    parts = [part for part in path.split(".") if part]
    module, count = None, 0
    while count < len(parts):
        found = safeimport(".".join(parts[:count + 1]), forceload)
        if not found:
            break
        module, count = found, count + 1
    object = module or builtins
    for part in parts[count:]:
        try:
            object = getattr(object, part)
        except AttributeError:
            return None
    return object


def resolve(thing, forceload=0):
    """Given an object or a path to an object, get the object and its name."""
    if isinstance(thing, str):
        object = locate(thing, forceload)
        if object is None:
            raise ImportError("No Python documentation found for %r.\n"
                              "Use help() to get the interactive help utility.\n"
                              "Use help(str) for help on the str class." % thing)
        return object, thing
    name = getattr(thing, "__name__", None)
    return thing, name if isinstance(name, str) else None


def render_doc(thing, title=_titles, forceload=0, renderer=None):
    """Render text documentation, given an object or a path to an object."""
    renderer = renderer or text
    object, name = resolve(thing, forceload)
    description = describe(object)
    module = inspect.getmodule(object)
    if name and "." in name:
        description += " in " + name[:name.rfind(".")]
    elif module and module is not object:
        description += " in module " + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
            or inspect.isdatadescriptor(object) or _getdoc(object)):
        # Of a piece of data the methods are shown, not the value.
        if hasattr(object, "__origin__"):
            object = object.__origin__
        else:
            object = type(object)
            description += " object"
    return title % description + "\n\n" + renderer.document(object, name)


def plainpager(text):
    """Simply print unformatted text."""
    sys.stdout.write(plain(text))


pager = plainpager


def doc(thing, title=_titles, forceload=0, output=None, is_cli=False):
    """Display text documentation, given an object or a path to an object."""
    if output is not None:
        output.write(render_doc(thing, title, forceload, plaintext))
        return
    try:
        pager(render_doc(thing, title, forceload))
    except ImportError as error:
        if is_cli:
            raise
        print(error)


# --- help -----------------------------------------------------------------------------------------

class Helper:
    """What help() does: shows an object, or asks for names until there is none."""

    def __init__(self, input=None, output=None):
        self._input = input
        self._output = output

    @property
    def input(self):
        return self._input or sys.stdin

    @property
    def output(self):
        return self._output or sys.stdout

    def __repr__(self):
        frame = sys._getframe(1)
        if frame.f_code.co_name == "?":
            self()
            return ""
        return f"<{type(self).__module__}.{type(self).__qualname__} instance>"

    _asked_for_nothing = object()

    def __call__(self, request=_asked_for_nothing):
        if request is not self._asked_for_nothing:
            self.help(request)
            return
        self.intro()
        self.interact()
        self.output.write(
            "\nYou are now leaving help and returning to the Python interpreter.\n"
            "If you want to ask for help on a particular object directly from the\n"
            "interpreter, you can type \"help(object)\".  Executing \"help('string')\"\n"
            "has the same effect as typing a particular string at the help> prompt.\n")

    def intro(self):
        self.output.write(
            "\nWelcome to Ouro's help utility!\n\n"
            "Enter the name of any module, class or function to get help on it. To quit\n"
            "this help utility and return to the interpreter, just type \"quit\".\n\n")

    def interact(self):
        while True:
            try:
                self.output.write("help> ")
                self.output.flush()
                request = self.input.readline()
                if not request:
                    break
            except (KeyboardInterrupt, EOFError):
                break
            request = request.strip()
            if (len(request) > 2 and request[0] == request[-1] in ("'", '"')
                    and request[0] not in request[1:-1]):
                request = request[1:-1]
            if request.lower() in ("q", "quit"):
                break
            self.help(request)

    def help(self, request, is_cli=False):
        if isinstance(request, Helper):
            self()
            return
        if isinstance(request, str):
            request = request.strip()
            if request in ("True", "False", "None"):
                request = eval(request)
            elif not request:
                request = str
        doc(request, "Help on %s:", output=self._output, is_cli=is_cli)
        self.output.write("\n")


help = Helper()


def main():
    """What `-m pydoc name ...` does."""
    if len(sys.argv) < 2:
        print("pydoc - the Python documentation tool\n\npydoc <name> ...\n"
              "    Show text documentation on something.")
        return
    for name in sys.argv[1:]:
        try:
            help.help(name, is_cli=True)
        except (ImportError, ErrorDuringImport) as error:
            print(error)
            sys.exit(1)


if __name__ == "__main__":
    main()
