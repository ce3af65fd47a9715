"""Finding and loading modules, for scripts: specs, loaders, finders.

The import statement itself works in C; what is here is asked when a script looks at a module's
__spec__, puts finders into sys.meta_path, or loads modules by hand.
"""

import sys
import _imp

BuiltinImporter, FrozenImporter, PathFinder = _imp.finders()

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


class ModuleSpec:
    """The specification for a module, used for loading.

    A module's spec is the source for information about the module.  For
    data associated with the module, including source, use the spec's
    loader.

    `name` is the absolute name of the module.  `loader` is the loader
    to use when loading the module.  `parent` is the name of the
    package the module is in.  The parent is derived from the name.

    `is_package` determines if the module is considered a package or
    not.  On modules this is reflected by the `__path__` attribute.

    `origin` is the specific location used by the loader from which to
    load the module, if that information is available.  When filename is
    set, origin will match.

    `has_location` indicates that a spec's "origin" reflects a location.
    When this is True, `__file__` attribute of the module is set.

    `cached` is the location of the cached bytecode file, if any.  It
    corresponds to the `__cached__` attribute.

    `submodule_search_locations` is the sequence of path entries to
    search when importing submodules.  If set, is_package should be
    True--and False otherwise.
    """

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{self.__class__.__name__}({', '.join(args)})"

    def __eq__(self, other):
        smsl = self.submodule_search_locations
        try:
            return (self.name == other.name and self.loader == other.loader
                    and self.origin == other.origin
                    and smsl == other.submodule_search_locations
                    and self.cached == other.cached
                    and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the module's parent."""
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


# --- loaders --------------------------------------------------------------------------------------

class _LoaderBasics:
    """What all loaders of source have."""

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() "
                              "returns None")
        exec(code, module.__dict__)

    def load_module(self, fullname):
        """This method is deprecated."""
        return _load_module_shim(self, fullname)

    def is_package(self, fullname):
        """Does the loader's file name stand for a package?"""
        name = self.get_filename(fullname).rpartition("/")[2]
        return name.rpartition(".")[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"


class SourceLoader(_LoaderBasics):

    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {"mtime": self.path_mtime(path)}

    def get_source(self, fullname):
        """Concrete implementation of InspectLoader.get_source."""
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Return the code object compiled from source.

        The 'data' argument can be any object type that compile() supports.
        """
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    """Base file loader class which implements the loader protocol methods that
    require file system usage."""

    def __init__(self, fullname, path):
        """Cache the module name and the path to the file found by the
        finder."""
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, name=None):
        """Return the path to the source file as found by the finder."""
        self._check_name(name)
        return self.path

    def _check_name(self, name):
        if name is not None and name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)

    def get_data(self, path):
        """Return the data from path as raw bytes."""
        with open(path, "rb") as file:
            return file.read()


class SourceFileLoader(FileLoader, SourceLoader):
    """Concrete implementation of SourceLoader using the file system."""

    def path_stats(self, path):
        """Return the metadata for the path."""
        from os import stat
        st = stat(path)
        return {"mtime": st.st_mtime, "size": st.st_size}

    def load_module(self, fullname=None):
        """Load a module from a file.

        This method is deprecated.  Use exec_module() instead.
        """
        self._check_name(fullname)
        return _load_module_shim(self, fullname or self.name)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loader which handles sourceless file imports: there are none, code isn't kept in files."""

    def get_code(self, fullname):
        raise ImportError("there are no compiled files", name=fullname, path=self.path)

    def get_source(self, fullname):
        """Return None as there is no source code."""
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Loader for extension modules: there are none."""

    def get_code(self, fullname):
        """Return None as an extension module cannot create a code object."""
        return None

    def get_source(self, fullname):
        """Return None as extension modules have no source code."""
        return None

    def exec_module(self, module):
        raise ImportError("extension modules can't be loaded", name=self.name, path=self.path)


class NamespaceLoader:

    def __init__(self, name, path, path_finder):
        self._path = path
        self.name = name

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        """Load a namespace module."""
        return _load_module_shim(self, fullname)


for _class in (SourceLoader, FileLoader, SourceFileLoader, SourcelessFileLoader,
               ExtensionFileLoader, NamespaceLoader):
    _class.__module__ = "_frozen_importlib_external"
ModuleSpec.__module__ = "_frozen_importlib"
del _class


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string.

    Universal newline support is used in the decoding.
    """
    encoding = "utf-8"
    if source_bytes.startswith(b"\xef\xbb\xbf"):
        source_bytes = source_bytes[3:]
    else:
        for line in source_bytes.split(b"\n", 2)[:2]:
            if line.strip().startswith(b"#") and b"coding" in line:
                word = line.split(b"coding", 1)[1].lstrip(b":= \t")
                name = bytearray()
                for byte in word:
                    if not (chr(byte).isalnum() or byte in b"-_."):
                        break
                    name.append(byte)
                encoding = name.decode("ascii") or encoding
                break
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


# --- specs ----------------------------------------------------------------------------------------

_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=_POPULATE):
    """Return a module spec based on a file location.

    To indicate that the module is a package, set
    submodule_search_locations to a list of directory paths.  An
    empty list is sufficient, though its not otherwise useful to the
    import system.

    The loader must take a spec as its only __init__() arg.
    """
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = location.__fspath__() if hasattr(location, "__fspath__") else location
        if not location.startswith("/"):
            from os import getcwd
            location = getcwd() + "/" + location
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        if not location.endswith(tuple(SOURCE_SUFFIXES)):
            return None
        loader = spec.loader = SourceFileLoader(name, location)
    if submodule_search_locations is _POPULATE:
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
            else:
                if is_package:
                    spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(location.rpartition("/")[0])
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return a module spec based on various loader methods."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader,
                                       submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass

    put("__name__", spec.name)
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        loader = spec.loader = NamespaceLoader(spec.name, spec.submodule_search_locations, None)
    try:
        module.__loader__ = loader
    except AttributeError:
        pass
    put("__package__", spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None:
        put("__path__", spec.submodule_search_locations)
    if spec.has_location:
        put("__file__", spec.origin)
        if spec.cached is not None:
            put("__cached__", spec.cached)
    elif isinstance(loader, NamespaceLoader):
        put("__file__", None)
    return module


def module_from_spec(spec):
    """Create a module based on the provided spec."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    return _init_module_attrs(spec, module)


def _load(spec):
    """The module of a spec, imported: what the import statement does with a finder's answer."""
    if spec.loader is not None and not hasattr(spec.loader, "exec_module"):
        if not hasattr(spec.loader, "load_module"):
            raise ImportError("missing loader", name=spec.name)
        module = spec.loader.load_module(spec.name)
        module = sys.modules.pop(spec.name, module)
        sys.modules[spec.name] = module
        if getattr(module, "__loader__", None) is None:
            module.__loader__ = spec.loader
        if getattr(module, "__package__", None) is None:
            module.__package__ = spec.parent
        if getattr(module, "__spec__", None) is None:
            module.__spec__ = spec
        return module
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError("missing loader", name=spec.name)
            else:
                spec.loader.exec_module(module)
        except:
            try:
                del sys.modules[spec.name]
            except KeyError:
                pass
            raise
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


def _load_module_shim(loader, fullname):
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


def _exec(spec, module):
    """Execute the spec's specified module in an existing module's namespace."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name!r} not in sys.modules", name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=spec.name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if not hasattr(spec.loader, "exec_module"):
                spec.loader.load_module(name)
            else:
                spec.loader.exec_module(module)
    finally:
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


# --- what the classes in sys.meta_path do ---------------------------------------------------------

def _builtin_spec(fullname, path=None):
    if path is None and _imp.is_builtin(fullname):
        return ModuleSpec(fullname, BuiltinImporter, origin="built-in")
    return None


def _library_spec(fullname):
    if _imp.library_text(fullname) is None:
        return None
    spec = ModuleSpec(fullname, FrozenImporter, origin=f"<library>/{fullname}.py",
                      is_package=_imp.is_library_package(fullname))
    spec._set_fileattr = True
    return spec


def _path_spec(fullname, path=None, target=None):
    if path is None:
        path = sys.path
    tail = fullname.rpartition(".")[2]
    for entry in path if sys.path_hooks else ():
        finder = _path_finder(entry)
        if finder is not None and hasattr(finder, "find_spec"):
            spec = finder.find_spec(fullname, target)
            if spec is not None and (spec.loader is not None):
                return spec
    found = _imp.find(tail, list(path))
    kind, file, folders = found or (None, None, None)
    if kind in ("file", "package"):
        spec = ModuleSpec(fullname, SourceFileLoader(fullname, file), origin=file)
        spec._set_fileattr = True
        spec.submodule_search_locations = folders
        return spec
    spec = _library_spec(fullname)
    if spec is None and kind == "namespace":
        spec = ModuleSpec(fullname, None)
        spec.submodule_search_locations = folders
        spec.loader = NamespaceLoader(fullname, folders, None)
    return spec


def _path_finder(entry):
    """The finder that a hook makes for an entry of sys.path; remembered."""
    try:
        return sys.path_importer_cache[entry]
    except (KeyError, TypeError):
        pass
    for hook in sys.path_hooks:
        try:
            finder = hook(entry)
        except ImportError:
            continue
        sys.path_importer_cache[entry] = finder
        return finder
    sys.path_importer_cache[entry] = None
    return None


def _invalidate_path_caches():
    for name, finder in list(sys.path_importer_cache.items()):
        if finder is None:
            del sys.path_importer_cache[name]
        elif hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def _create_native(spec):
    module = sys.modules.get(spec.name)
    if module is not None:
        return module
    return __import__(spec.name, fromlist=("*",))


def _execute_native(module):
    name = module.__name__
    text = _imp.library_text(name)
    if text is not None and getattr(module, "__file__", "").startswith("<library>"):
        exec(_library_code(name), module.__dict__)


def _load_native(fullname):
    if not _imp.is_builtin(fullname) and _imp.library_text(fullname) is None:
        raise ImportError(f"{fullname!r} is not a built-in module", name=fullname)
    return __import__(fullname, fromlist=("*",))


def _library_text(fullname):
    text = _imp.library_text(fullname)
    if text is None:
        raise ImportError(f"{fullname!r} is not a frozen module", name=fullname)
    return text.decode()


def _library_code(fullname):
    return compile(_library_text(fullname), f"<library>/{fullname}.py", "exec", dont_inherit=True)


def _is_library_package(fullname):
    _library_text(fullname)
    return _imp.is_library_package(fullname)


class FileFinder:
    """File-based finder.

    Interactions with the file system are cached for performance, being
    refreshed when the directory the finder is handling has been modified.
    """

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details
                         for suffix in suffixes]
        self.path = path or "."

    def invalidate_caches(self):
        """Invalidate the directory mtime."""

    def find_spec(self, fullname, target=None):
        """Try to find a spec for the specified module.

        Returns the matching spec, or None if not found.
        """
        found = _imp.find(fullname.rpartition(".")[2], [self.path])
        if found is None:
            return None
        kind, file, folders = found
        if kind == "namespace":
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = folders
            return spec
        for suffix, loader in self._loaders:
            if file.endswith(suffix):
                return spec_from_file_location(fullname, file, loader=loader(fullname, file),
                                               submodule_search_locations=folders)
        return None

    @classmethod
    def path_hook(cls, *loader_details):
        """A class method which returns a closure to use on sys.path_hook
        which will return an instance using the specified loaders and the path
        called on the closure.

        If the path called on the closure is not a directory, ImportError is
        raised.
        """
        def path_hook_for_FileFinder(path):
            """Path hook for importlib.machinery.FileFinder."""
            from os.path import isdir
            if path and not isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f"FileFinder({self.path!r})"


FileFinder.__module__ = "_frozen_importlib_external"


def _specify(module):
    """Makes __spec__ and __loader__ of a module that the import statement has made."""
    names = module.__dict__
    name = names.get("__name__")
    file = names.get("__file__")
    if name == "__main__":
        return
    if file is None and "__path__" in names:
        spec = ModuleSpec(name, None)
        spec.submodule_search_locations = names["__path__"]
        spec.loader = NamespaceLoader(name, names["__path__"], None)
    elif file is None:
        spec = ModuleSpec(name, BuiltinImporter, origin="built-in")
    else:
        loader = SourceFileLoader(name, file)
        if file.startswith("<library>"):
            loader = FrozenImporter
        spec = ModuleSpec(name, loader, origin=file)
        spec._set_fileattr = True
        spec.submodule_search_locations = names.get("__path__")
    names["__spec__"] = spec
    names["__loader__"] = spec.loader


def _find_spec(name, path, target=None):
    """Find a module's spec, by sys.meta_path."""
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)
        if find is not None:
            spec = find(name, path, target)
            if spec is not None:
                return spec
    return None


def _resolve_name(name, package, level):
    """Resolve a relative module name to an absolute one."""
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{bits[0]}.{name}" if name else bits[0]


sys.modules.setdefault("_frozen_importlib", sys.modules[__name__])
sys.modules.setdefault("_frozen_importlib_external", sys.modules[__name__])
