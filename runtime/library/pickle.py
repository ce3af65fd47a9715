"""Objects as bytes, and back: all protocols of pickle, from 0 to 5."""

import codecs
import functools
import io
import struct
import sys
from copyreg import (_extension_cache, _extension_registry, _inverted_registry, dispatch_table)
from types import BuiltinFunctionType, FunctionType

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump",
           "dumps", "load", "loads", "PickleBuffer", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
bytes_types = (bytes, bytearray)


class PickleError(Exception):
    """A common base class for the other pickling exceptions."""


class PicklingError(PickleError):
    """The object can't be pickled."""


class UnpicklingError(PickleError):
    """The bytes aren't what pickle writes."""


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


class PickleBuffer:
    """Wrapper for potentially out-of-band buffers."""

    def __init__(self, buffer):
        self._view = memoryview(buffer)

    def raw(self):
        return self._view

    def release(self):
        self._view.release()


MARK = b"("
STOP = b"."
POP = b"0"
POP_MARK = b"1"
DUP = b"2"
FLOAT = b"F"
INT = b"I"
BININT = b"J"
BININT1 = b"K"
LONG = b"L"
BININT2 = b"M"
NONE = b"N"
PERSID = b"P"
BINPERSID = b"Q"
REDUCE = b"R"
STRING = b"S"
BINSTRING = b"T"
SHORT_BINSTRING = b"U"
UNICODE = b"V"
BINUNICODE = b"X"
APPEND = b"a"
BUILD = b"b"
GLOBAL = b"c"
DICT = b"d"
EMPTY_DICT = b"}"
APPENDS = b"e"
GET = b"g"
BINGET = b"h"
INST = b"i"
LONG_BINGET = b"j"
LIST = b"l"
EMPTY_LIST = b"]"
OBJ = b"o"
PUT = b"p"
BINPUT = b"q"
LONG_BINPUT = b"r"
SETITEM = b"s"
TUPLE = b"t"
EMPTY_TUPLE = b")"
SETITEMS = b"u"
BINFLOAT = b"G"
TRUE = b"I01\n"
FALSE = b"I00\n"
PROTO = b"\x80"
NEWOBJ = b"\x81"
EXT1 = b"\x82"
EXT2 = b"\x83"
EXT4 = b"\x84"
TUPLE1 = b"\x85"
TUPLE2 = b"\x86"
TUPLE3 = b"\x87"
NEWTRUE = b"\x88"
NEWFALSE = b"\x89"
LONG1 = b"\x8a"
LONG4 = b"\x8b"
BINBYTES = b"B"
SHORT_BINBYTES = b"C"
SHORT_BINUNICODE = b"\x8c"
BINUNICODE8 = b"\x8d"
BINBYTES8 = b"\x8e"
EMPTY_SET = b"\x8f"
ADDITEMS = b"\x90"
FROZENSET = b"\x91"
NEWOBJ_EX = b"\x92"
STACK_GLOBAL = b"\x93"
MEMOIZE = b"\x94"
FRAME = b"\x95"
BYTEARRAY8 = b"\x96"
NEXT_BUFFER = b"\x97"
READONLY_BUFFER = b"\x98"

_BATCH = 1000
_FRAME_TARGET = 64 * 1024
_TUPLES = {1: TUPLE1, 2: TUPLE2, 3: TUPLE3}

# Names of modules and functions that protocols below 3 write as Python 2 has them.
_OLD_NAMES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue",
              "configparser": "ConfigParser", "reprlib": "repr", "socketserver": "SocketServer"}
_NEW_NAMES = {old: new for new, old in _OLD_NAMES.items()}
_OLD_GLOBALS = {("builtins", "range"): ("__builtin__", "xrange"),
                ("functools", "reduce"): ("__builtin__", "reduce"),
                ("builtins", "chr"): ("__builtin__", "unichr"),
                ("builtins", "str"): ("__builtin__", "unicode"),
                ("builtins", "int"): ("__builtin__", "long"),
                ("itertools", "zip_longest"): ("itertools", "izip_longest"),
                ("builtins", "map"): ("itertools", "imap"),
                ("builtins", "zip"): ("itertools", "izip"),
                ("builtins", "filter"): ("itertools", "ifilter")}
_NEW_GLOBALS = {old: new for new, old in _OLD_GLOBALS.items()}


def encode_long(x):
    """The bytes of an int, the lowest first, in two's complement; none for 0."""
    if x == 0:
        return b""
    size = (x.bit_length() >> 3) + 1
    made = x.to_bytes(size, "little", signed=True)
    if x < 0 and size > 1 and made[-1] == 0xff and made[-2] & 0x80:
        made = made[:-1]
    return made


def decode_long(data):
    """The int of encode_long's bytes."""
    return int.from_bytes(data, "little", signed=True)


def _getattribute(obj, name):
    """What a dotted name leads to, and where it was found."""
    parent = None
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(f"Can't get local attribute {name!r} on {obj!r}")
        try:
            parent, obj = obj, getattr(obj, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {obj!r}") from None
    return obj, parent


def whichmodule(obj, name):
    """The module that an object comes from."""
    module_name = getattr(obj, "__module__", None)
    if module_name is not None:
        return module_name
    for module_name, module in list(sys.modules.items()):
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


# --- writing --------------------------------------------------------------------------------------

class _Framer:
    """From protocol 4 on the bytes come in frames, whose length stands before them."""

    def __init__(self, write):
        self._write = write
        self._frame = None

    def start(self):
        self._frame = []
        self._size = 0

    def end(self):
        self._flush()
        self._frame = None

    def write(self, data):
        if self._frame is None:
            return self._write(data)
        self._frame.append(data)
        self._size += len(data)

    def commit(self):
        """Between two objects a frame that is large enough may end."""
        if self._frame is not None and self._size >= _FRAME_TARGET:
            self._flush()

    def write_large(self, header, payload):
        """Large bytes stand between frames."""
        if self._frame is not None:
            self._flush()
            self._write(header)
            self._write(payload)
        else:
            self._write(header + payload)

    def _flush(self):
        if not self._frame:
            return
        data = b"".join(self._frame)
        if len(data) >= 4:
            self._write(FRAME + struct.pack("<Q", len(data)))
        self._write(data)
        self._frame = []
        self._size = 0


class Pickler:
    """Writes objects to a file; one that it has written before is only referred to."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self._buffer_callback = buffer_callback
        try:
            file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._framer = _Framer(file_write)
        self.write = self._framer.write
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3

    def clear_memo(self):
        """Forget what was written."""
        self.memo.clear()

    def dump(self, obj):
        """Write an object."""
        if not hasattr(self, "_framer"):
            raise PicklingError("Pickler.__init__() was not called by "
                                "%s.__init__()" % (self.__class__.__name__,))
        if self.proto >= 2:
            self.write(PROTO + bytes([self.proto]))
        if self.proto >= 4:
            self._framer.start()
        self.save(obj)
        self.write(STOP)
        if self.proto >= 4:
            self._framer.end()

    def memoize(self, obj):
        if self.fast:
            return
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif not self.bin:
            self.write(PUT + repr(index).encode("ascii") + b"\n")
        elif index < 256:
            self.write(BINPUT + bytes([index]))
        else:
            self.write(LONG_BINPUT + struct.pack("<I", index))

    def _get(self, index):
        if not self.bin:
            return GET + repr(index).encode("ascii") + b"\n"
        if index < 256:
            return BINGET + bytes([index])
        return LONG_BINGET + struct.pack("<I", index)

    def persistent_id(self, obj):
        """For subclasses: an id that stands for the object, or None."""
        return None

    def reducer_override(self, obj):
        return NotImplemented

    def save(self, obj, save_persistent_id=True):
        self._framer.commit()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self._save_persistent(pid)
                return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self._get(known[0]))
            return
        cls = type(obj)
        reduced = self.reducer_override(obj)
        if reduced is NotImplemented:
            method = self._dispatch.get(cls)
            if method is not None:
                method(self, obj)
                return
            reduce = getattr(self, "dispatch_table", dispatch_table).get(cls)
            if reduce is not None:
                reduced = reduce(obj)
            elif issubclass(cls, type):
                self.save_global(obj)
                return
            else:
                reduce = getattr(obj, "__reduce_ex__", None)
                if reduce is not None:
                    reduced = reduce(self.proto)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError("Can't pickle %r object: %r" % (cls.__name__, obj))
                    reduced = reduce()
        if isinstance(reduced, str):
            self.save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("%s must return string or tuple" % "__reduce__")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("Tuple returned by %s must have two to six elements"
                                % "__reduce__")
        self.save_reduce(obj=obj, *reduced)

    def _save_persistent(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings")

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None,
                    state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        if not callable(func):
            raise PicklingError("func from save_reduce() must be callable")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            self._save_newobj_ex(args, obj)
        elif self.proto >= 2 and name == "__newobj__":
            self._save_newobj(args, obj)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            # A recursive object is there already, by way of its own arguments.
            if id(obj) in self.memo:
                self.write(POP + self._get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            self.write(BUILD)
        else:
            self.save(state_setter)
            self.save(obj)
            self.save(state)
            self.write(TUPLE2 + REDUCE + POP)

    def _check_class(self, cls, obj, name):
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"args[0] from {name} args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f"args[0] from {name} args has the wrong class")

    def _save_newobj(self, args, obj):
        cls = args[0]
        self._check_class(cls, obj, "__newobj__")
        self.save(cls)
        self.save(args[1:])
        self.write(NEWOBJ)

    def _save_newobj_ex(self, args, obj):
        cls, args, kwargs = args
        self._check_class(cls, obj, "__newobj_ex__")
        if self.proto >= 4:
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            self.write(NEWOBJ_EX)
        else:
            self.save(functools.partial(cls.__new__, cls, *args, **kwargs))
            self.save(())
            self.write(REDUCE)

    def _save_none(self, obj):
        self.write(NONE)

    def _save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def _save_int(self, obj):
        if self.bin:
            if 0 <= obj <= 0xff:
                self.write(BININT1 + bytes([obj]))
                return
            if 0 <= obj <= 0xffff:
                self.write(BININT2 + struct.pack("<H", obj))
                return
            if -0x80000000 <= obj <= 0x7fffffff:
                self.write(BININT + struct.pack("<i", obj))
                return
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self.write(LONG1 + bytes([len(data)]) + data)
            else:
                self.write(LONG4 + struct.pack("<i", len(data)) + data)
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(INT + repr(obj).encode("ascii") + b"\n")
        else:
            self.write(LONG + repr(obj).encode("ascii") + b"L\n")

    def _save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + struct.pack(">d", obj))
        else:
            self.write(FLOAT + repr(obj).encode("ascii") + b"\n")

    def _write_bytes(self, short, middle, long, data):
        size = len(data)
        if short is not None and size <= 0xff:
            self.write(short + bytes([size]) + data)
        elif size > 0xffffffff and self.proto >= 4:
            self._framer.write_large(long + struct.pack("<Q", size), data)
        elif size >= _FRAME_TARGET:
            self._framer.write_large(middle + struct.pack("<I", size), data)
        else:
            self.write(middle + struct.pack("<I", size) + data)

    def _save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                self.save_reduce(codecs.encode, (str(obj, "latin1"), "latin1"), obj=obj)
            return
        self._write_bytes(SHORT_BINBYTES, BINBYTES, BINBYTES8, obj)
        self.memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        size = len(obj)
        if size >= _FRAME_TARGET:
            self._framer.write_large(BYTEARRAY8 + struct.pack("<Q", size), obj)
        else:
            self.write(BYTEARRAY8 + struct.pack("<Q", size) + obj)
        self.memoize(obj)

    def _save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        view = obj.raw()
        in_band = self._buffer_callback is None or bool(self._buffer_callback(obj))
        if not in_band:
            self.write(NEXT_BUFFER + (READONLY_BUFFER if view.readonly else b""))
        elif view.readonly:
            self._save_bytes(view.tobytes())
        else:
            self._save_bytearray(bytearray(view.tobytes()))

    def _save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            self._write_bytes(SHORT_BINUNICODE if self.proto >= 4 else None, BINUNICODE,
                              BINUNICODE8, data)
        else:
            escaped = obj.replace("\\", "\\u005c").replace("\0", "\\u0000")
            escaped = escaped.replace("\n", "\\u000a").replace("\r", "\\u000d")
            escaped = escaped.replace("\x1a", "\\u001a")
            self.write(UNICODE + escaped.encode("raw-unicode-escape") + b"\n")
        self.memoize(obj)

    def _save_tuple(self, obj):
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        size = len(obj)
        small = size <= 3 and self.proto >= 2
        if not small:
            self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            # It holds itself, by way of something else.
            if small:
                self.write(POP * size + self._get(known[0]))
            elif self.bin:
                self.write(POP_MARK + self._get(known[0]))
            else:
                self.write(POP * (size + 1) + self._get(known[0]))
            return
        self.write(_TUPLES[size] if small else TUPLE)
        self.memoize(obj)

    def _save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)

    def _batches(self, items):
        items = iter(items)
        while True:
            batch = []
            for item in items:
                batch.append(item)
                if len(batch) == _BATCH:
                    break
            if batch:
                yield batch
            if len(batch) < _BATCH:
                return

    def _batch_appends(self, items):
        if not self.bin:
            for item in items:
                self.save(item)
                self.write(APPEND)
            return
        for batch in self._batches(items):
            if len(batch) == 1:
                self.save(batch[0])
                self.write(APPEND)
                continue
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(APPENDS)

    def _save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())

    def _batch_setitems(self, items):
        if not self.bin:
            for key, value in items:
                self.save(key)
                self.save(value)
                self.write(SETITEM)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for key, value in batch:
                self.save(key)
                self.save(value)
            self.write(SETITEMS if len(batch) > 1 else SETITEM)

    def _save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)

    def _save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(POP_MARK + self._get(known[0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)

    def save_global(self, obj, name=None):
        """By its name: functions, classes."""
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            found, parent = _getattribute(sys.modules[module_name], name)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError("Can't pickle %r: it's not found as %s.%s"
                                % (obj, module_name, name)) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s"
                                % (obj, module_name, name))
        if self.proto >= 2 and self._save_extension(module_name, name):
            return
        last = name.rpartition(".")[2]
        if parent is sys.modules[module_name]:
            last = name
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not sys.modules[module_name]:
            self.save_reduce(getattr, (parent, last))
        else:
            self._write_global(obj, module_name, name)
        self.memoize(obj)

    def _save_extension(self, module_name, name):
        code = _extension_registry.get((module_name, name))
        if not code:
            return False
        if code <= 0xff:
            self.write(EXT1 + bytes([code]))
        elif code <= 0xffff:
            self.write(EXT2 + struct.pack("<H", code))
        else:
            self.write(EXT4 + struct.pack("<i", code))
        return True

    def _write_global(self, obj, module_name, name):
        encoding = "utf-8" if self.proto >= 3 else "ascii"
        if self.fix_imports:
            if (module_name, name) in _OLD_GLOBALS:
                module_name, name = _OLD_GLOBALS[module_name, name]
            elif module_name in _OLD_NAMES:
                module_name = _OLD_NAMES[module_name]
        try:
            self.write(GLOBAL + module_name.encode(encoding) + b"\n"
                       + name.encode(encoding) + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("can't pickle global identifier '%s.%s' using pickle protocol %i"
                                % (module_name, name, self.proto)) from None

    def _save_type(self, obj):
        if obj is type(None):
            self.save_reduce(type, (None,), obj=obj)
        elif obj is type(NotImplemented):
            self.save_reduce(type, (NotImplemented,), obj=obj)
        elif obj is type(...):
            self.save_reduce(type, (...,), obj=obj)
        else:
            self.save_global(obj)

    _dispatch = {
        type(None): _save_none, bool: _save_bool, int: _save_int, float: _save_float,
        bytes: _save_bytes, bytearray: _save_bytearray, str: _save_str, tuple: _save_tuple,
        list: _save_list, dict: _save_dict, set: _save_set, frozenset: _save_frozenset,
        FunctionType: save_global, BuiltinFunctionType: None, type: _save_type,
        PickleBuffer: _save_picklebuffer, type(...): lambda self, obj: self.save_global(
            obj, "Ellipsis"),
        type(NotImplemented): lambda self, obj: self.save_global(obj, "NotImplemented"),
    }


def _save_builtin(self, obj):
    """A function of a module by name; a bound method by its object."""
    owner = obj.__self__
    if owner is None or isinstance(owner, type(sys)):
        self.save_global(obj)
    else:
        self.save_reduce(getattr, (owner, obj.__name__), obj=obj)


Pickler._dispatch[BuiltinFunctionType] = _save_builtin


# --- reading --------------------------------------------------------------------------------------

def _parse_int(text):
    try:
        return int(text, 0)
    except ValueError:
        raise ValueError("could not convert string to int") from None


class Unpickler:
    """Reads objects that a Pickler wrote."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict",
                 buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        """Read the next object."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by "
                                  "%s.__init__()" % (self.__class__.__name__,))
        self.stack, self._marks, self._frame = [], [], None
        dispatch = self._dispatch
        try:
            while True:
                key = self._read_key()
                method = dispatch.get(key)
                if method is None:
                    raise UnpicklingError("invalid load key, '%s'."
                                          % (chr(key[0]) if 32 <= key[0] < 127
                                             else "\\x%02x" % key[0]))
                method(self)
        except _Stop as stop:
            return stop.value
        except IndexError:
            raise UnpicklingError("unexpected MARK found" if self._marks
                                  else "unpickling stack underflow") from None

    def _read_key(self):
        """The next opcode: where a frame ends the file goes on."""
        if self._frame is not None:
            key = self._frame.read(1)
            if key:
                return key
            self._frame = None
        key = self._file_read(1)
        if not key:
            raise EOFError("Ran out of input")
        return key

    def read(self, size):
        if self._frame is not None:
            data = self._frame.read(size)
            if data or not size:
                if len(data) < size:
                    raise UnpicklingError("pickle exhausted before end of frame")
                return data
            self._frame = None
        data = self._file_read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        return data

    def readline(self):
        if self._frame is not None:
            line = self._frame.readline()
            if line:
                if line[-1:] != b"\n":
                    raise UnpicklingError("pickle exhausted before end of frame")
                return line[:-1]
            self._frame = None
        line = self._file_readline()
        if not line:
            raise EOFError("Ran out of input")
        if line[-1:] != b"\n":
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _number(self, code):
        return struct.unpack(code, self.read(struct.calcsize(code)))[0]

    def _size(self, code):
        size = self._number(code)
        if size < 0:
            raise UnpicklingError("negative byte count in pickle")
        if size > sys.maxsize:
            raise UnpicklingError("pickle object exceeds system's maximum size of %d bytes"
                                  % sys.maxsize)
        return size

    def _pop_mark(self):
        items = self.stack
        if not self._marks:
            raise UnpicklingError("could not find MARK")
        self.stack = self._marks.pop()
        return items

    def persistent_load(self, pid):
        """For subclasses: the object that an id stands for."""
        raise UnpicklingError("unsupported persistent id encountered")

    def find_class(self, module, name):
        """The global object of that name."""
        if self.proto < 3 and self.fix_imports:
            if (module, name) in _NEW_GLOBALS:
                module, name = _NEW_GLOBALS[module, name]
            elif module in _NEW_NAMES:
                module = _NEW_NAMES[module]
        __import__(module, level=0)
        found = sys.modules[module]
        if self.proto >= 4:
            return _getattribute(found, name)[0]
        try:
            return getattr(found, name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None

    def _load_proto(self):
        proto = self.read(1)[0]
        if proto > HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % proto)
        self.proto = proto

    def _load_frame(self):
        size = self._size("<Q")
        data = self.read(size)
        self._frame = io.BytesIO(data)

    def _load_persid(self):
        try:
            pid = self.readline().decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings")
        self.stack.append(self.persistent_load(pid))

    def _load_int(self):
        data = self.readline()
        if data == FALSE[1:-1]:
            self.stack.append(False)
        elif data == TRUE[1:-1]:
            self.stack.append(True)
        else:
            self.stack.append(_parse_int(data))

    def _load_long(self):
        data = self.readline()
        self.stack.append(_parse_int(data[:-1] if data[-1:] == b"L" else data))

    def _decode_string(self, data):
        if self.encoding == "bytes":
            return data
        return data.decode(self.encoding, self.errors)

    def _load_string(self):
        data = self.readline()
        if len(data) < 2 or data[:1] != data[-1:] or data[:1] not in (b'"', b"'"):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self.stack.append(self._decode_string(codecs.escape_decode(data[1:-1])[0]))

    def _load_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data "
                                  "but no *buffers* argument was given")
        try:
            self.stack.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    def _load_readonly(self):
        view = memoryview(self.stack[-1])
        if not view.readonly:
            self.stack[-1] = view.toreadonly()

    def _push_tuple(self, size):
        items = tuple(self.stack[-size:])
        if len(items) < size:
            raise UnpicklingError("unexpected end of stack")
        self.stack[-size:] = [items]

    def _load_dict(self):
        items = self._pop_mark()
        self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def _instantiate(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            value = cls(*args)
        else:
            value = cls.__new__(cls)
        self.stack.append(value)

    def _load_inst(self):
        module = self.readline().decode("ascii")
        name = self.readline().decode("ascii")
        self._instantiate(self.find_class(module, name), self._pop_mark())

    def _load_obj(self):
        cls, *args = self._pop_mark()
        self._instantiate(cls, args)

    def _load_newobj(self):
        args = self.stack.pop()
        cls = self.stack.pop()
        self.stack.append(cls.__new__(cls, *args))

    def _load_newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        cls = self.stack.pop()
        self.stack.append(cls.__new__(cls, *args, **kwargs))

    def _load_global(self):
        module = self.readline().decode("utf-8")
        name = self.readline().decode("utf-8")
        self.stack.append(self.find_class(module, name))

    def _load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.stack.append(self.find_class(module, name))

    def _load_extension(self, code):
        if code in _extension_cache:
            self.stack.append(_extension_cache[code])
            return
        key = _inverted_registry.get(code)
        if not key:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError("unregistered extension code %d" % code)
        obj = _extension_cache[code] = self.find_class(*key)
        self.stack.append(obj)

    def _load_reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    def _load_pop(self):
        if self.stack or not self._marks:
            self.stack.pop()
        else:
            self._pop_mark()

    def _memo_get(self, index):
        try:
            self.stack.append(self.memo[index])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {index}") from None

    def _memo_put(self, index):
        if index < 0:
            raise ValueError("negative PUT argument")
        self.memo[index] = self.stack[-1]

    def _extend(self, items):
        target = self.stack[-1]
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            target.append(item)

    def _set_items(self, items):
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    def _add_items(self):
        items = self._pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def _load_build(self):
        state = self.stack.pop()
        target = self.stack[-1]
        setter = getattr(target, "__setstate__", None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            namespace = target.__dict__
            for key, value in state.items():
                namespace[sys.intern(key) if type(key) is str else key] = value
        if slots:
            for key, value in slots.items():
                setattr(target, key, value)

    def _load_mark(self):
        self._marks.append(self.stack)
        self.stack = []

    def _load_stop(self):
        raise _Stop(self.stack.pop())

    def _text(self, size):
        return str(self.read(size), "utf-8", "surrogatepass")


def _push(value):
    def push(self):
        made = value(self)    # first: it may go back to the stack before the last mark
        self.stack.append(made)
    return push


def _index(self):
    return int(self.readline())


Unpickler._dispatch = {
    PROTO: Unpickler._load_proto, FRAME: Unpickler._load_frame, MARK: Unpickler._load_mark,
    STOP: Unpickler._load_stop, PERSID: Unpickler._load_persid, INT: Unpickler._load_int,
    LONG: Unpickler._load_long, STRING: Unpickler._load_string, DICT: Unpickler._load_dict,
    INST: Unpickler._load_inst, OBJ: Unpickler._load_obj, NEWOBJ: Unpickler._load_newobj,
    NEWOBJ_EX: Unpickler._load_newobj_ex, GLOBAL: Unpickler._load_global,
    STACK_GLOBAL: Unpickler._load_stack_global, REDUCE: Unpickler._load_reduce,
    POP: Unpickler._load_pop, SETITEM: Unpickler._load_setitem, BUILD: Unpickler._load_build,
    ADDITEMS: Unpickler._add_items, NEXT_BUFFER: Unpickler._load_buffer,
    READONLY_BUFFER: Unpickler._load_readonly, POP_MARK: Unpickler._pop_mark,
    BINPERSID: _push(lambda self: self.persistent_load(self.stack.pop())),
    NONE: _push(lambda self: None), NEWTRUE: _push(lambda self: True),
    NEWFALSE: _push(lambda self: False), BININT: _push(lambda self: self._number("<i")),
    BININT1: _push(lambda self: self.read(1)[0]),
    BININT2: _push(lambda self: self._number("<H")),
    LONG1: _push(lambda self: decode_long(self.read(self.read(1)[0]))),
    LONG4: _push(lambda self: decode_long(self.read(self._size("<i")))),
    FLOAT: _push(lambda self: float(self.readline())),
    BINFLOAT: _push(lambda self: self._number(">d")),
    BINSTRING: _push(lambda self: self._decode_string(self.read(self._size("<i")))),
    SHORT_BINSTRING: _push(lambda self: self._decode_string(self.read(self.read(1)[0]))),
    BINBYTES: _push(lambda self: self.read(self._size("<I"))),
    SHORT_BINBYTES: _push(lambda self: self.read(self.read(1)[0])),
    BINBYTES8: _push(lambda self: self.read(self._size("<Q"))),
    BYTEARRAY8: _push(lambda self: bytearray(self.read(self._size("<Q")))),
    UNICODE: _push(lambda self: str(self.readline(), "raw-unicode-escape")),
    BINUNICODE: _push(lambda self: self._text(self._size("<I"))),
    SHORT_BINUNICODE: _push(lambda self: self._text(self.read(1)[0])),
    BINUNICODE8: _push(lambda self: self._text(self._size("<Q"))),
    EMPTY_TUPLE: _push(lambda self: ()), EMPTY_LIST: _push(lambda self: []),
    EMPTY_DICT: _push(lambda self: {}), EMPTY_SET: _push(lambda self: set()),
    TUPLE: _push(lambda self: tuple(self._pop_mark())),
    LIST: _push(lambda self: self._pop_mark()),
    FROZENSET: _push(lambda self: frozenset(self._pop_mark())),
    TUPLE1: lambda self: self._push_tuple(1), TUPLE2: lambda self: self._push_tuple(2),
    TUPLE3: lambda self: self._push_tuple(3),
    EXT1: lambda self: self._load_extension(self.read(1)[0]),
    EXT2: lambda self: self._load_extension(self._number("<H")),
    EXT4: lambda self: self._load_extension(self._number("<i")),
    DUP: _push(lambda self: self.stack[-1]),
    GET: lambda self: self._memo_get(_index(self)),
    BINGET: lambda self: self._memo_get(self.read(1)[0]),
    LONG_BINGET: lambda self: self._memo_get(self._number("<I")),
    PUT: lambda self: self._memo_put(_index(self)),
    BINPUT: lambda self: self._memo_put(self.read(1)[0]),
    LONG_BINPUT: lambda self: self._memo_put(self._number("<I")),
    MEMOIZE: lambda self: self._memo_put(len(self.memo)),
    APPEND: lambda self: self._extend([self.stack.pop()]),
    APPENDS: lambda self: self._extend(self._pop_mark()),
    SETITEMS: lambda self: self._set_items(self._pop_mark()),
}


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write an object to a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The bytes of an object."""
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read an object from a file."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding,
                     errors=errors).load()


def loads(s, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of bytes that dumps() gave."""
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(s), fix_imports=fix_imports, buffers=buffers, encoding=encoding,
                     errors=errors).load()


_Pickler, _Unpickler = Pickler, Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads
