# calls.py: calls every method of one built-in type (or one other section) with a table of
# arguments, and prints a line a call: what was called, and what came of it.
#
#     calls.py SECTION...      the sections are the keys of SECTIONS; `calls.py` alone names them
#
# Only what every Python has is used here: the script is run by CPython and by Ouro.
import builtins
import sys
from values import (FEW, MANY, TRIPLES, Failing, Floating, Getter, Index, Iterable, OwnDict, OwnInt,
                    OwnList, OwnStr, Plain, Truthless, function, generator, one, show, show_error)

# Sizes are the platform's and the interpreter's own; documentation is not behaviour; what a
# process-wide table holds is not a type's.
LEFT_OUT = {"__sizeof__", "__doc__", "__subclasshook__", "__init_subclass__", "__subclasses__",
            "__module__", "__dir__", "__dict__", "__weakref__", "__builtins__", "__globals__",
            "__getstate__"}
KEYWORDS = ["bogus", "key", "default", "start", "sep", "maxsplit", "encoding", "errors", "tabsize",
            "keepends", "byteorder", "length", "signed", "strict", "iterable", "x", "base", "object",
            "reverse", "real", "imag", "ndigits", "end", "string", "source", "delete", "fget", "doc",
            "obj", "mod", "exp", "number", "sequence", "function", "bytes_per_sep", "name",
            "bytes", "format", "shape", "order", "value", "index", "type", "chars"]
UNCHANGING = (int, float, complex, str, bytes, tuple, frozenset, range, type(None), type(int | str))
lines = []


def say(label, outcome):
    lines.append(label + "  =>  " + outcome)
    if len(lines) > 500:
        flush()


def flush():
    text = "\n".join([line.replace("\n", "\\n") for line in lines])
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    lines.clear()


def outcome(called, arguments, keywords, subject=None):
    """Calls, and shows the result, or the error; and the subject when it can change."""
    try:
        result = called(*arguments, **keywords)
        # Whether a value that can't change is itself again is nobody's business.
        same = result is subject and not isinstance(result, UNCHANGING)
        text = "itself" if same else show(result)
    except Exception as error:
        text = show_error(error)
    if isinstance(subject, (list, dict, set, bytearray)):
        text += "  self: " + show(subject)
    return text


def is_hash_of_text(name, result):
    """Hashes of text differ by seed, those of objects by address."""
    return name == "__hash__"


def takes_long(name, subject, values):
    """Powers and roundings of astronomic size, and repetitions that would fill the memory."""
    if name in ("__pow__", "__rpow__", "__ipow__", "pow", "**", "**=", "<<", ">>", "__lshift__",
                "__rlshift__", "<<=", "__round__", "round"):
        return any([type(value) is int and abs(value) > 2**40 for value in (subject, *values)])
    return False


def arity_error(text):
    return text.startswith("TypeError") and ("argument" in text) and (
        "expected" in text or "take" in text or "given" in text)


def labelled(name, labels, keywords=""):
    return name + "(" + ", ".join(list(labels) + ([keywords] if keywords else [])) + ")"


def try_call(prefix, name, make, values, keywords=None, keyword_label=""):
    """One call; `make` gives (called, subject). None when it was left out."""
    arguments = [value() for label, value in values]
    called, subject = make()
    if takes_long(name, subject, arguments):
        return None
    text = outcome(called, arguments, keywords or {}, subject)
    say(prefix + labelled(name, [label for label, value in values], keyword_label), text)
    return text


def combinations(prefix, name, make, singles):
    """No argument, one of `singles`, two and three of few; stops where only the number counts."""
    try_call(prefix, name, make, [])
    for value in singles:
        try_call(prefix, name, make, [value])
    for table, count in ((FEW, 2), (TRIPLES, 3)):
        first = [try_call(prefix, name, make, [table[i]] * count) for i in (1, 2, -1)]
        if len(set(first)) == 1 and first[0] is not None and arity_error(first[0]):
            continue
        for a in table:
            for b in table:
                if count == 2:
                    try_call(prefix, name, make, [a, b])
                else:
                    for c in table:
                        try_call(prefix, name, make, [a, b, c])


def keyword_forms(prefix, name, make):
    for word in KEYWORDS:
        for values, keyword in (([], FEW[2]), ([FEW[6]], FEW[0]), ([FEW[9]], FEW[1])):
            try_call(prefix, name, make, values, {word: keyword[1]()}, word + "=" + keyword[0])
    try_call(prefix, name, make, [], {"a": 1, "b": 2}, "a=1, b=2")


def method_of(make_subject, name):
    def make():
        subject = make_subject()
        return getattr(subject, name), subject
    return make


def of_class(kind, name):
    return lambda: (getattr(kind, name), None)


def shown_names(kind, base):
    """The names to try: the type's own ones, and for the others that they are there."""
    names = []
    for name in sorted(dir(kind)):
        if name in LEFT_OUT:
            continue
        if base is not None and name in base.__dict__ and name not in kind.__dict__:
            say(kind.__name__ + " inherits " + name, "")
            continue
        names.append(name)
    return names


def methods(kind, subjects, base=None):
    """Everything of one type: attributes, methods with all arguments, through the class, and with a
    wrong self."""
    for name in shown_names(kind, base):
        say(kind.__name__ + " has " + name, "")
        for position, (label, make_subject) in enumerate(subjects):
            prefix = label + "."
            try:
                attribute = getattr(make_subject(), name)
            except Exception as error:
                say(prefix + name, show_error(error))
                continue
            if not callable(attribute):
                say(prefix + name, show(attribute))
                continue
            if name in ("__hash__", "__reduce_ex__", "__reduce__"):
                if kind in (int, float, complex, bool) or name != "__hash__":
                    try_call(prefix, name, method_of(make_subject, name), [])
                    try_call(prefix, name, method_of(make_subject, name), [FEW[2]])
                continue
            if name in ("__class__", "__new__"):
                continue
            if position == 0:
                combinations(prefix, name, method_of(make_subject, name), MANY)
                keyword_forms(prefix, name, method_of(make_subject, name))
            else:
                try_call(prefix, name, method_of(make_subject, name), [])
                for value in MANY:
                    try_call(prefix, name, method_of(make_subject, name), [value])
        through_class(kind, name)


def through_class(kind, name):
    if name in ("__class__", "__hash__", "__reduce__", "__reduce_ex__") or not callable(
            getattr(kind, name, None)):
        return
    prefix = "class " + kind.__name__ + "."
    try_call(prefix, name, of_class(kind, name), [])
    for value in MANY:
        try_call(prefix, name, of_class(kind, name), [value])
        if not isinstance(value[1](), kind):
            try_call(prefix, name, of_class(kind, name), [value, FEW[2]])


def constructor(kind):
    if kind in (type, property, super):
        singles = FEW
    else:
        singles = MANY
    combinations("new ", kind.__name__, lambda: (kind, None), singles)
    keyword_forms("new ", kind.__name__, lambda: (kind, None))


BINARY = [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b),
          ("/", lambda a, b: a / b), ("//", lambda a, b: a // b), ("%", lambda a, b: a % b),
          ("**", lambda a, b: a ** b), ("@", lambda a, b: a @ b), ("<<", lambda a, b: a << b),
          (">>", lambda a, b: a >> b), ("&", lambda a, b: a & b), ("|", lambda a, b: a | b),
          ("^", lambda a, b: a ^ b), ("==", lambda a, b: a == b), ("!=", lambda a, b: a != b),
          ("<", lambda a, b: a < b), ("<=", lambda a, b: a <= b), (">", lambda a, b: a > b),
          (">=", lambda a, b: a >= b), ("in", lambda a, b: a in b),
          ("[]", lambda a, b: a[b]), ("divmod", lambda a, b: divmod(a, b))]


def add(a, b):
    a += b
    return a


def subtract(a, b):
    a -= b
    return a


def multiply(a, b):
    a *= b
    return a


def power(a, b):
    a **= b
    return a


def shift(a, b):
    a <<= b
    return a


def meet(a, b):
    a &= b
    return a


def join(a, b):
    a |= b
    return a


def differ(a, b):
    a ^= b
    return a


def remainder(a, b):
    a %= b
    return a


def matrix(a, b):
    a @= b
    return a


def store(a, b):
    a[b] = 1


def store_list(a, b):
    a[b] = [7, 8]


def delete(a, b):
    del a[b]


def unpack(a, b):
    first, second = a
    return first, second


IN_PLACE = [("+=", add), ("-=", subtract), ("*=", multiply), ("**=", power), ("<<=", shift),
            ("&=", meet), ("|=", join), ("^=", differ), ("%=", remainder), ("@=", matrix),
            ("[]=1", store), ("[]=[7, 8]", store_list), ("del []", delete)]
UNARY = [("-", lambda a: -a), ("+", lambda a: +a), ("~", lambda a: ~a), ("not", lambda a: not a),
         ("first, second =", lambda a: unpack(a, None)), ("first, *rest =", lambda a: starred(a)),
         ("*", lambda a: [*a]), ("**", lambda a: {**a}), ("f(**)", lambda a: dict(**a)),
         ("f(*)", lambda a: max(*a)), ("for", lambda a: [item for item in a]),
         ("with", lambda a: entered(a)), ("()", lambda a: a()), (".x", lambda a: a.x),
         (".x=", lambda a: setattr(a, "x", 1)), ("del .x", lambda a: delattr(a, "x")),
         ("raise", lambda a: raised(a)), ("f''", lambda a: f"{a}"), ("f'!r:>5'", lambda a: f"{a!r:>5}"),
         ("f':>9'", lambda a: f"{a:>9}"), ("f':d'", lambda a: f"{a:d}"), ("f':g'", lambda a: f"{a:g}"),
         ("a[1:]", lambda a: a[1:]), ("a[::-1]", lambda a: a[::-1]), ("yield from", lambda a: list(through(a)))]


def starred(a):
    first, *rest = a
    return first, rest


def entered(a):
    with a as b:
        return b


def raised(a):
    raise a


def through(a):
    yield from a


def operators(table):
    for symbol, operation in table:
        for left_label, left in MANY:
            for right_label, right in MANY:
                a, b = left(), right()
                if takes_long(symbol, a, (b,)):
                    continue
                say(left_label + " " + symbol + " " + right_label,
                    outcome(operation, (a, b), {}, a if table is IN_PLACE else None))


def unary():
    for symbol, operation in UNARY:
        for label, value in MANY:
            if symbol in ("f''",) and label in ():
                continue
            say(symbol + " " + label, outcome(operation, (value(),), {}))


FORMATS = ["", "d", "5", "05", "<5", ">5", "^5", "=5", "*^9", "+", "-", " ", "#x", "x", "X", "o", "#o",
           "b", "#b", "c", "n", "e", "E", "f", "F", "g", "G", "%", "s", ",", "_", ",d", "_d", "_x", "_b",
           ",x", ",s", ".2", ".2f", ".0f", "#.0f", ".10g", "#g", ".3e", ".50f", ".0e", "010.3f", "+.3g",
           "z", "z.1f", "=+8", "<+8d", "r", "z5", "é>4", "{<4", "}>3", ".", "1.", ".-1", "5.2d", "5.2s", ".1%",
           ",.2f", "_.3e", "012,", "012,.1f", "+012_d", "-#10x", "#010b", "99999999999999999999", ".99999999999999999999f",
           "+s", "=5s", "0s", "05s", "#s", ",_d", "_,", "cc", "+c", ".2c", "#c", "ld", "1x2", "  ", "<", "<<5",
           "a", "A", "y", "Z", "+e", "020n", "_n", ",n", "\x00>5", "\x00", "é"]
FORMATTED = [0, 1, -1, 255, -123456789, 10**20, True, 0.0, -0.0, 1.0, -1.5, 123456.789, 1e22, 1e-7, 2.5,
             0.1 + 0.2, 1e16, 1e300, 5e-324, float("inf"), float("-inf"), float("nan"), "", "a",
             "abcdef", "é€😀", 1j, 1.5 - 2.25j, complex("nan+infj"), 0j, None, [1], (1,), b"ab", 0x10FFFF,
             0x110000, 65, 1234567.0, 9.999999, 0.5, 1.5, 99.95]
PERCENTS = ["%d", "%i", "%u", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%e", "%E",
            "%f", "%F", "%g", "%G", "%#g", "%.0f", "%.3f", "%10.2f", "%-10.2f|", "%010.2f", "%+.1e", "%c",
            "%5c", "%s", "%5s", "%-5s|", "%.2s", "%r", "%a", "%.3r", "%%", "%", "%y", "%ld", "%(a)s", "%(a", "%*d",
            "%.*f", "%s %s", "plain", "%b", "%#b", "%.d", "%.5d", "%+x", "% x", "%5%", "%999999999999999999999d",
            "%.999999999999999999999f", "%é", "%-05d|", "%#.3x", "%s%", "% +d", "%hd", "%Ld", "%(a)d", "%()s"]


def formats():
    for value in FORMATTED:
        for spec in FORMATS:
            say("format(" + repr(value) + ", " + ascii(spec) + ")", outcome(format, (value, spec), {}))
    for pattern in PERCENTS:
        for value in FORMATTED + [(1, 2), (5, 1.25), {"a": 1}, {"a": "x", "": 2}, (), Index(), Floating(),
                                  Plain]:
            say(ascii(pattern) + " % " + show(value),
                outcome(lambda a, b: a % b, (pattern, value), {}))
            raw = pattern.encode()
            say(ascii(raw) + " % " + show(value), outcome(lambda a, b: a % b, (raw, value), {}))
    for pattern in ["{}", "{0}", "{1}", "{a}", "{", "}", "{{", "}}", "{!r}", "{!s:>5}", "{!a}", "{!x}", "{!}", "{!rr}",
                    "{0.real}", "{0[0]}", "{0[a]}", "{0.}", "{0[}", "{0[]}", "{0]}", "{:{}}", "{:{:{}}}", "{} {0}",
                    "{0} {}", "{-1}", "{ 0}", "{0 }", "{a.b}", "{:>{w}}", "{:x}", "{:,}", "{0!r:}", "{0:{1}}",
                    "{0:{1}.{2}}", "{99999999999999999999}", "{0[99999999999999999999]}", "{:", "{!", "{!r", "{:{}",
                    "{0.a.b}", "{0[0][0]}", "{0[0]x}", "a{}b{}c", "{\x00}", "é{}é", "{:é^5}"]:
        for arguments in [(), (1,), (1, 5, 2), ("a", "b"), ([[1]],), ({"a": 1},), (2.5, ">9")]:
            say(ascii(pattern) + ".format" + show(arguments),
                outcome(pattern.format, arguments, {}))
            say(ascii(pattern) + ".format" + show(arguments) + " a, w",
                outcome(pattern.format, arguments, {"a": 1j, "w": 7}))


NUMBERS = ["0", "-0", "+1", "007", "0x1f", "0b2", "0o7", "1_0", "1__0", "_1", "1_", " 12 ", "1 2", "", " ", "-", "+-1",
           "1e5", "1.5", ".5", "5.", ".", "1e", "1e+", "1e400", "-1e400", "1e-400", "inf", "-Infinity", "nan",
           "+NaN", "infi", "1_0.0_1", "1_.0", "1._0", "1e1_0", "0x1p3", "٣", "１２", "1\x00", "\x001", "é", "z", "ZZ", "1j",
           "j", "-j", "1+2j", "1+j", "(1+2j)", " ( 1+2j ) ", "1 + 2j", "1+2", "1e2j", "infj", "nan-infj", "1+-2j", "((1j))",
           "9" * 30, "0." + "1" * 40, "2.2250738585072011e-308", "2.4703282292062327e-324",
           "2.4703282292062328e-324", "9007199254740993", "9007199254740992.99999", "1.7976931348623159e308",
           "179769313486231580793728971405301e276", "0x", "0b", "0_7", "0x_f", "\t1\n", "\xa01", "1\u2003", "-0x1f",
           "+0b1", "0B1", "0XfF", "\udc80", "1" * 5000, "0x1.8p1", "-0x.8p-1074", "0x1p-1075", "0x1p1024",
           "0x1.fffffffffffff7p1023", "0x1.fffffffffffff8p1023", "0x", "0x.p1", "1p", "-inf", "nan "]


def numbers():
    for text in NUMBERS:
        for kind in (int, float, complex, float.fromhex):
            name = getattr(kind, "__name__", "fromhex")
            say(name + "(" + ascii(text)[:60] + ")", outcome(kind, (text,), {}))
            say(name + "(" + ascii(text)[:60] + " as bytes)",
                outcome(kind, (text.encode("utf-8", "replace"),), {}))
        for base in (0, 2, 8, 10, 16, 36, 1, 37, -1, True, "a", 1.0, None, 2**70):
            say("int(" + ascii(text)[:60] + ", " + repr(base) + ")", outcome(int, (text, base), {}))
    values = [0, 1, -1, 2, -3, 7, 10, 255, 2**31, 2**49 - 1, 2**49, -2**49, -2**49 - 1, 2**63, -2**64, 10**25,
              -10**40, True, 0.0, -0.0, 0.5, -1.5, 2.5, 1e16, 1e308, -1e308, 5e-324, 2.0**53, float("inf"),
              float("-inf"), float("nan"), 1j, -0.0j, 1.5 - 2j, complex(float("inf"), 1), 0j, 1e200 + 1e200j]
    for symbol, operation in BINARY:
        for a in values:
            for b in values:
                if symbol in ("**", "<<") and (type(b) is not float or abs(b) > 2**20) and abs(b) > 300 \
                        and type(b) is not complex:
                    continue
                say(repr(a) + " " + symbol + " " + repr(b), outcome(operation, (a, b), {}))
    small = [0, 1, -1, 2, -2, 3, 5, -7, 10, 2**64 + 13, -10**20, True, 1.5, "a", None]
    for a in small:
        for b in small:
            for c in small:
                if type(b) is int and abs(b) > 2**40 and c is None:
                    continue
                say("pow" + repr((a, b, c)), outcome(pow, (a, b, c), {}))
    for a in values:
        say("hash(" + repr(a) + ")", outcome(hash, (a,), {}))
        for call in (int, float, complex, bool, abs, round, repr, bin, oct, hex, chr, divmod):
            say(call.__name__ + "(" + repr(a) + ")", outcome(call, (a,), {}))
        for digits in (None, 0, 1, -1, 2, -2, 15, -15, 25, -25, 400, -400, True, 1.0, "a"):
            say("round" + repr((a, digits)), outcome(round, (a, digits), {}))


SKIPPED_BUILTINS = {"exit", "quit", "input", "breakpoint", "open", "help", "copyright", "credits",
                    "license", "print", "__build_class__", "globals", "locals", "hash", "id", "vars",
                    "dir", "__import__", "exec", "eval", "compile", "__loader__", "__spec__"}


def functions():
    for name in sorted(dir(builtins)):
        value = getattr(builtins, name)
        if name.startswith("_") and name not in ("__import__",):
            continue
        say("builtins has", name)
        if name in SKIPPED_BUILTINS or isinstance(value, type) or not callable(value):
            continue
        make = lambda: (value, None)
        combinations("", name, make, MANY)
        keyword_forms("", name, make)
    for values in [([3, 1, 2],), ((),), ("ba",), ([1, "a"],), ([],), ({},), ([1j, 2j],), ([(1, "b"), (1, "a")],)]:
        for keywords in [{}, {"key": len}, {"key": None}, {"key": lambda x: -x}, {"default": 5}, {"reverse": True},
                         {"key": str, "default": None}, {"reverse": "x"}, {"reverse": None}, {"key": 5}]:
            for call in (sorted, min, max):
                shown = show(values) + " " + show(list(keywords)) + show([type(v).__name__ for v in keywords.values()])
                say(call.__name__ + " " + shown, outcome(call, values, keywords))
    for values in [([1.5, 2.5],), ([0.1] * 10,), ([1, 2.5, 3],), ([1, True, 2**70],), (["a"],), (["a"], ""), ([b"a"], b""),
                   ([[1]], []), ([b"a"], bytearray()), ([(1,)], ()), ([1], 0.5), ([1e308, 1e308],), ([2**62] * 5,),
                   ([1j, 2.5],), ([1, None],), ([float("inf"), float("-inf")],), ([1e16, 1, -1e16],)]:
        say("sum" + show(values), outcome(sum, values, {}))


def exceptions():
    arguments = [(), ("a",), (1, 2), ("a", "b", "c"), (1, "b", "c", 4, "e"), ([1],), (None,), ("m", ("f", 1, 2, "t")),
                 ("utf-8", b"ab", 0, 1, "r"), ("utf-8", "ab", 0, 1, "r"), ("ab", 0, 1, "r"), (2, "no"), (2, "no", "file"),
                 ("m", [ValueError(1)]), ("m", []), ("m", [1])]
    for name in sorted(dir(builtins)):
        kind = getattr(builtins, name)
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            continue
        say(name + " mro", show([base.__name__ for base in kind.__mro__]))
        for values in arguments:
            label = name + show(values)
            say(label, outcome(kind, values, {}))
            try:
                made = kind(*values)
            except Exception:
                continue
            say(label + " str", outcome(str, (made,), {}))
            for attribute in sorted(dir(made)):
                if attribute in LEFT_OUT or attribute in object.__dict__:
                    continue
                got = getattr(made, attribute, "not set")
                if not callable(got):
                    say(label + "." + attribute, show(got))
            say(label + " reduce", outcome(made.__reduce__, (), {}))
        for keywords in [{"name": "n"}, {"path": "p"}, {"obj": 1}, {"bogus": 1}, {"name": "n", "path": "p"}]:
            say(name + " " + show(keywords), outcome(kind, ("x",), keywords))
    kind = ValueError
    for attribute in ["args", "__cause__", "__context__", "__traceback__", "__suppress_context__", "__notes__"]:
        for label, value in MANY:
            made = ValueError("x")
            text = outcome(setattr, (made, attribute, value()), {})
            say("ValueError." + attribute + " = " + label, text + " then " + show(getattr(made, attribute, "none")))
        say("del ValueError." + attribute, outcome(delattr, (made, attribute), {}))
    methods(BaseException, [("BaseException('x')", lambda: BaseException("x")),
                            ("OSError(2, 'no', 'f')", lambda: OSError(2, "no", "f"))], object)


def iterators():
    makers = [("iter([1, 2, 3])", lambda: iter([1, 2, 3])), ("iter((1, 2))", lambda: iter((1, 2))),
              ("iter('aé')", lambda: iter("aé")), ("iter(b'ab')", lambda: iter(b"ab")),
              ("iter(bytearray(b'ab'))", lambda: iter(bytearray(b"ab"))),
              ("iter(range(3))", lambda: iter(range(3))), ("iter(range(2**70, 2**70 + 3))", lambda: iter(range(2**70, 2**70 + 3))),
              ("iter({1})", lambda: iter({1})), ("iter({1: 2})", lambda: iter({1: 2})),
              ("iter({1: 2}.values())", lambda: iter({1: 2}.values())), ("iter({1: 2}.items())", lambda: iter({1: 2}.items())),
              ("reversed([1, 2])", lambda: reversed([1, 2])), ("reversed((1, 2))", lambda: reversed((1, 2))),
              ("reversed({1: 2})", lambda: reversed({1: 2})), ("reversed({1: 2}.values())", lambda: reversed({1: 2}.values())),
              ("reversed({1: 2}.items())", lambda: reversed({1: 2}.items())), ("reversed(range(3))", lambda: reversed(range(3))),
              ("iter(Getter())", lambda: iter(Getter())), ("iter(callable, 3)", lambda: iter(iter([1, 2, 3]).__next__, 3)),
              ("iter(memoryview(b'ab'))", lambda: iter(memoryview(b"ab"))),
              ("enumerate('ab')", lambda: enumerate("ab")), ("enumerate('ab', 2**70)", lambda: enumerate("ab", 2**70)),
              ("zip('ab', 'cd')", lambda: zip("ab", "cd")), ("zip(strict)", lambda: zip("ab", "cde", strict=True)),
              ("map(str, [1, 2])", lambda: map(str, [1, 2])), ("map(max, 'ab', 'cd')", lambda: map(max, "ab", "cd")),
              ("filter(None, [0, 1])", lambda: filter(None, [0, 1])), ("generator()", lambda: generator())]
    seen = set()
    for label, make in makers:
        kind = type(make())
        if kind not in seen:
            seen.add(kind)
            methods(kind, [(label, make)], object)
            constructor(kind) if kind.__name__ not in ("enumerate", "zip", "map", "filter", "reversed") else None
        else:
            for name in ("__next__", "__length_hint__", "__reduce__", "__iter__"):
                if hasattr(make(), name):
                    try_call(label + ".", name, method_of(make, name), [])
        walked = make()
        for step in range(4):
            say(label + " step " + str(step), outcome(next, (walked,), {}))
            if hasattr(walked, "__length_hint__"):
                say(label + " hint " + str(step), outcome(walked.__length_hint__, (), {}))
            if hasattr(walked, "__setstate__"):
                say(label + " state " + str(step), outcome(walked.__reduce__, (), {}))
        for state in (0, 1, 2, -1, 10**30, "a", None, True):
            made = make()
            if hasattr(made, "__setstate__"):
                say(label + " setstate " + repr(state), outcome(made.__setstate__, (state,), {}) + " " + show(made))


SUBJECTS = {
    int: [("(5)", lambda: 5), ("(-3)", lambda: -3), ("(0)", lambda: 0), ("(2**70)", lambda: 2**70)],
    bool: [("True", lambda: True), ("False", lambda: False)],
    float: [("(2.5)", lambda: 2.5), ("(-0.0)", lambda: -0.0), ("inf", lambda: float("inf")),
            ("nan", lambda: float("nan")), ("(1e300)", lambda: 1e300)],
    complex: [("(1.5+2j)", lambda: 1.5 + 2j), ("(0j)", lambda: 0j)],
    str: [("'abcab'", lambda: "abcab"), ("''", lambda: ""), ("'Ä é ß😀'", lambda: "Ä é ß😀"),
          ("'a{}b%s'", lambda: "a{}b%s")],
    bytes: [("b'abcab'", lambda: b"abcab"), ("b''", lambda: b""), ("b'\\xff 1'", lambda: b"\xff 1")],
    bytearray: [("bytearray(b'abcab')", lambda: bytearray(b"abcab")), ("bytearray()", lambda: bytearray())],
    memoryview: [("memoryview(bytearray(b'abcab'))", lambda: memoryview(bytearray(b"abcab"))),
                 ("memoryview(b'')", lambda: memoryview(b""))],
    list: [("[3, 1, 2]", lambda: [3, 1, 2]), ("[]", lambda: []), ("['a', 1]", lambda: ["a", 1])],
    tuple: [("(3, 1, 2)", lambda: (3, 1, 2)), ("()", lambda: ())],
    dict: [("{1: 'a', 'b': 2}", lambda: {1: "a", "b": 2}), ("{}", lambda: {}),
           ("OwnDict({1: 2})", lambda: OwnDict({1: 2}))],
    set: [("{1, 2}", lambda: {1, 2}), ("set()", lambda: set())],
    frozenset: [("frozenset({1, 2})", lambda: frozenset({1, 2})), ("frozenset()", lambda: frozenset())],
    range: [("range(1, 9, 3)", lambda: range(1, 9, 3)), ("range(0)", lambda: range(0)),
            ("range(2**70, 2**70 + 3)", lambda: range(2**70, 2**70 + 3))],
    slice: [("slice(1, 9, 3)", lambda: slice(1, 9, 3)), ("slice(None)", lambda: slice(None))],
    type({}.keys()): [("{1: 2}.keys()", lambda: {1: 2}.keys()), ("{}.keys()", lambda: {}.keys())],
    type({}.values()): [("{1: 2}.values()", lambda: {1: 2}.values())],
    type({}.items()): [("{1: 2}.items()", lambda: {1: 2}.items())],
    type(None): [("None", lambda: None)],
    type(...): [("...", lambda: ...)],
    type(NotImplemented): [("NotImplemented", lambda: NotImplemented)],
    object: [("object()", lambda: object())],
    property: [("property(one)", lambda: property(one)), ("property()", lambda: property())],
    staticmethod: [("staticmethod(one)", lambda: staticmethod(one))],
    classmethod: [("classmethod(one)", lambda: classmethod(one))],
    super: [("super(OwnInt, OwnInt(3))", lambda: super(OwnInt, OwnInt(3)))],
    type: [("Plain", lambda: Plain), ("int", lambda: int)],
    type(one): [("function", lambda: function)],
    type(one.__code__): [("code", lambda: one.__code__)],
    type(len): [("len", lambda: len), ("[].append", lambda: [].append)],
    type("".join.__call__): [("''.join.__call__", lambda: "".join.__call__)],
    type(str.join): [("str.join", lambda: str.join)],
    type(int.__add__): [("int.__add__", lambda: int.__add__)],
    type(Iterable().__iter__): [("Iterable().__iter__", lambda: Iterable().__iter__)],
    type(int | str): [("int | str", lambda: int | str)],
    type(list[int]): [("list[int]", lambda: list[int])],
    type(Plain.__dict__): [("Index.__dict__", lambda: type("Made", (), {"x": 1}).__dict__)],
}

ATTRIBUTES_ONLY = ("code", "type", "function", "builtin_function_or_method", "method-wrapper",
                   "method_descriptor", "wrapper_descriptor", "method", "types.UnionType",
                   "GenericAlias", "mappingproxy")


def attributes(kind, subjects):
    """For types whose methods say little: names, attributes, and calls with one argument."""
    for name in shown_names(kind, object):
        say(kind.__name__ + " has " + name, "")
        if name in ("__hash__", "__reduce__", "__reduce_ex__", "__class__", "__new__", "__init__",
                    "__setattr__", "__delattr__", "__call__", "co_consts", "co_code", "co_exceptiontable",
                    "co_filename", "co_linetable", "co_lnotab", "co_stacksize", "_co_code_adaptive",
                    "co_lines", "co_positions", "replace"):
            continue
        for label, make in subjects:
            try:
                attribute = getattr(make(), name)
            except Exception as error:
                say(label + "." + name, show_error(error))
                continue
            if not callable(attribute):
                say(label + "." + name, show(attribute))
                continue
            try_call(label + ".", name, method_of(make, name), [])
            for value in MANY:
                try_call(label + ".", name, method_of(make, name), [value])


def type_section(kind):
    def run():
        if kind.__name__ in ATTRIBUTES_ONLY or kind.__name__ == "UnionType":
            attributes(kind, SUBJECTS[kind])
        else:
            methods(kind, SUBJECTS[kind], None if kind is object else object)
        constructor(kind)
    return run


SECTIONS = {"type-" + kind.__name__: type_section(kind) for kind in SUBJECTS}
SECTIONS["binary"] = lambda: operators(BINARY)
SECTIONS["in-place"] = lambda: operators(IN_PLACE)
SECTIONS["unary"] = unary
SECTIONS["formats"] = formats
SECTIONS["numbers"] = numbers
SECTIONS["functions"] = functions
SECTIONS["exceptions"] = exceptions
SECTIONS["iterators"] = iterators

if len(sys.argv) == 1:
    print("\n".join(SECTIONS))
for section in sys.argv[1:]:
    SECTIONS[section]()
    say("end of " + section, "")
    flush()
