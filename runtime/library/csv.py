"""CSV parsing and writing.

Readers and writers follow a dialect: the delimiter, how fields are quoted, and so on.
"""

import re
from io import StringIO

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE",
           "Error", "Dialect", "excel", "excel_tab", "field_size_limit", "reader", "writer",
           "register_dialect", "get_dialect", "list_dialects", "Sniffer", "unregister_dialect",
           "DictReader", "DictWriter", "unix_dialect", "__doc__", "__version__"]

__version__ = "1.0"

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)

_dialects = {}
_field_limit = 131072
_unset = object()


class Error(Exception):
    __module__ = '_csv'


# ---- Dialects ------------------------------------------------------------------------------------

def _character(name, value, may_be_none):
    if value is None and may_be_none:
        return None
    if not isinstance(value, str):
        raise TypeError('"%s" must be string%s, not %s'
                        % (name, ' or None' if may_be_none else '', type(value).__name__))
    if len(value) != 1:
        raise TypeError('"%s" must be a 1-character string' % name)
    return value


class _Format:
    """A dialect that has been checked: what readers and writers look at."""

    __slots__ = ('_fields',)

    def __init__(self, dialect=None, **kwargs):
        fields = {}
        for name, default in (('delimiter', ','), ('doublequote', True), ('escapechar', None),
                              ('lineterminator', '\r\n'), ('quotechar', '"'),
                              ('quoting', QUOTE_MINIMAL), ('skipinitialspace', False),
                              ('strict', False)):
            value = kwargs.pop(name, _unset)
            if value is _unset:
                value = getattr(dialect, name, _unset)
            if name == 'quoting' and value is _unset and fields['quotechar'] is None:
                value = QUOTE_NONE
            if value is _unset:
                value = default
            fields[name] = value
        if kwargs:
            raise TypeError("'%s' is an invalid keyword argument for this function"
                            % next(iter(kwargs)))
        fields['delimiter'] = _character('delimiter', fields['delimiter'], False)
        fields['escapechar'] = _character('escapechar', fields['escapechar'], True)
        fields['quotechar'] = _character('quotechar', fields['quotechar'], True)
        for name in ('doublequote', 'skipinitialspace', 'strict'):
            fields[name] = bool(fields[name])
        if not isinstance(fields['lineterminator'], str):
            raise TypeError('"lineterminator" must be a string')
        if type(fields['quoting']) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= fields['quoting'] <= 3:
            raise TypeError('bad "quoting" value')
        if fields['quotechar'] is None and fields['quoting'] != QUOTE_NONE:
            raise TypeError("quotechar must be set if quoting enabled")
        object.__setattr__(self, '_fields', fields)

    def __getattr__(self, name):
        try:
            return self._fields[name]
        except KeyError:
            raise AttributeError("'_csv.Dialect' object has no attribute %r" % name) from None

    def __setattr__(self, name, value):
        raise AttributeError("attribute '%s' of '_csv.Dialect' objects is not writable" % name)

    def __reduce__(self):
        raise TypeError("cannot pickle 'Dialect' instances")

    __reduce_ex__ = lambda self, protocol: self.__reduce__()


def _format(dialect, kwargs):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if isinstance(dialect, _Format) and not kwargs:
        return dialect
    return _Format(dialect, **kwargs)


class Dialect:
    """Describe a CSV dialect.

    This must be subclassed (see csv.excel).  Valid attributes are:
    delimiter, quotechar, escapechar, doublequote, skipinitialspace,
    lineterminator, quoting.
    """

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Format(self)
        except TypeError as e:
            raise Error(str(e))


class excel(Dialect):
    """Describe the usual properties of Excel-generated CSV files."""
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Describe the usual properties of Excel-generated TAB-delimited files."""
    delimiter = '\t'


class unix_dialect(Dialect):
    """Describe the usual properties of Unix-generated CSV files."""
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, **kwargs):
    """Create a mapping from a string name to a dialect class."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _format(dialect, kwargs)


def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def get_dialect(name):
    """Return the dialect instance associated with name."""
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


def field_size_limit(limit=_unset):
    """Sets an upper limit on parsed fields; returns the old one."""
    global _field_limit
    old = _field_limit
    if limit is not _unset:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _field_limit = limit
    return old


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


# ---- Reading -------------------------------------------------------------------------------------

class _Reader:
    """CSV reader: an iterator of lists of fields. A record may span several lines."""

    def __init__(self, iterable, dialect=None, **kwargs):
        self._lines = iter(iterable)
        self.dialect = _format(dialect, kwargs)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        # States: 'start' of a record, 'field' start, 'in' a field, 'quoted', 'quote' behind a quote
        # in quotes, 'escape' and 'quoted escape' behind the escape character, 'eol'.
        self._fields = []
        self._field = []
        self._is_number = False
        state = 'start'
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state in ('start', 'eol') or not (self._field or state == 'quoted'):
                    raise
                if self.dialect.strict:
                    raise Error('unexpected end of data') from None
                self._save()
                return self._fields
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in "
                            "text mode)" % type(line).__name__)
            self.line_num += 1
            state = self._read_line(line, state)
            if state == 'start':
                return self._fields

    def _read_line(self, line, state):
        step = self._step
        for c in line:
            state = step(c, state)
        return step(None, state)        # the end of the line

    def _save(self):
        field = ''.join(self._field)
        self._field = []
        if self._is_number:
            self._is_number = False
            field = float(field)
        self._fields.append(field)

    def _add(self, c):
        if len(self._field) >= _field_limit:
            raise Error("field larger than field limit (%d)" % _field_limit)
        self._field.append(c)

    def _step(self, c, state):
        d = self.dialect
        is_end = c is None or c == '\n' or c == '\r'
        if state == 'start':
            if c is None:
                return state
            if is_end:
                return 'eol'
            state = 'field'
        if state == 'field':
            return self._begin_field(c, is_end, d)
        if state == 'escape':
            self._add('\n' if c is None else c)
            return 'escaped eol' if c == '\n' or c == '\r' else 'in'
        if state == 'escaped eol':
            if c is None:
                return state
            state = 'in'
        if state == 'in':
            if is_end:
                self._save()
                return 'start' if c is None else 'eol'
            if c == d.escapechar:
                return 'escape'
            if c == d.delimiter:
                self._save()
                return 'field'
            self._add(c)
            return state
        if state == 'quoted':
            return self._step_quoted(c, d)
        if state == 'quoted escape':
            self._add('\n' if c is None else c)
            return 'quoted'
        if state == 'quote':
            return self._step_behind_quote(c, is_end, d)
        # 'eol': only line breaks may follow.
        if c is None:
            return 'start'
        if is_end:
            return state
        raise Error("new-line character seen in unquoted field - do you need to open the file in "
                    "universal-newline mode?")

    def _begin_field(self, c, is_end, d):
        if is_end:
            self._save()
            return 'start' if c is None else 'eol'
        if c == d.quotechar and d.quoting != QUOTE_NONE:
            return 'quoted'
        if c == d.escapechar:
            return 'escape'
        if c == ' ' and d.skipinitialspace:
            return 'field'
        if c == d.delimiter:
            self._save()
            return 'field'
        self._is_number = d.quoting == QUOTE_NONNUMERIC
        self._add(c)
        return 'in'

    def _step_quoted(self, c, d):
        if c is None:
            return 'quoted'
        if c == d.escapechar:
            return 'quoted escape'
        if c == d.quotechar and d.quoting != QUOTE_NONE:
            return 'quote' if d.doublequote else 'in'
        self._add(c)
        return 'quoted'

    def _step_behind_quote(self, c, is_end, d):
        if d.quoting != QUOTE_NONE and c is not None and c == d.quotechar:
            self._add(c)
            return 'quoted'
        if c is not None and c == d.delimiter:
            self._save()
            return 'field'
        if is_end:
            self._save()
            return 'start' if c is None else 'eol'
        if d.strict:
            raise Error("'%c' expected after '%c'" % (d.delimiter, d.quotechar))
        self._add(c)
        return 'in'


_Reader.__name__ = _Reader.__qualname__ = 'reader'
_Reader.__module__ = '_csv'


def reader(iterable, /, dialect=None, **kwargs):
    """csv_reader = reader(iterable [, dialect='excel']
                            [optional keyword args])

    The "iterable" argument can be any object that returns a line
    of input for each iteration, such as a file object or a list.
    The returned object is an iterator.  Each iteration returns a row
    of the CSV file (which can span multiple input lines)."""
    return _Reader(iterable, dialect, **kwargs)


# ---- Writing -------------------------------------------------------------------------------------

class _Writer:
    """CSV writer: writerow() joins the fields of a sequence."""

    def __init__(self, fileobj, dialect=None, **kwargs):
        write = getattr(fileobj, 'write', None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = _format(dialect, kwargs)

    def _needs_care(self, c):
        d = self.dialect
        return c == d.delimiter or c == d.escapechar or c == d.quotechar or c in d.lineterminator

    def _join(self, text, is_quoted):
        # The text of a field, quoted or escaped as it needs.
        d = self.dialect
        parts = []
        for c in text:
            if self._needs_care(c):
                wants_escape = d.quoting == QUOTE_NONE
                if not wants_escape:
                    if c == d.quotechar:
                        if d.doublequote:
                            parts.append(d.quotechar)
                        else:
                            wants_escape = True
                    elif c == d.escapechar:
                        wants_escape = True
                    if not wants_escape:
                        is_quoted = True
                if wants_escape:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    parts.append(d.escapechar)
            parts.append(c)
        text = ''.join(parts)
        return d.quotechar + text + d.quotechar if is_quoted else text

    def _field(self, field, is_only):
        d = self.dialect
        is_quoted = d.quoting == QUOTE_ALL
        if d.quoting == QUOTE_NONNUMERIC:
            is_quoted = not isinstance(field, (int, float)) and not hasattr(field, '__float__')
        text = '' if field is None else field if isinstance(field, str) else str(field)
        if is_only and not text:
            if d.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            is_quoted = True
        return self._join(text, is_quoted)

    def writerow(self, row):
        """writerow(iterable)

        Construct and write a CSV record from an iterable of fields.  Non-string
        elements will be converted to string."""
        try:
            fields = list(iter(row))
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        is_only = len(fields) == 1
        texts = [self._field(field, is_only) for field in fields]
        return self._write(self.dialect.delimiter.join(texts) + self.dialect.lineterminator)

    def writerows(self, rows):
        """writerows(iterable of iterables)

        Construct and write a series of iterables to a csv file.  Non-string
        elements will be converted to string."""
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = 'writer'
_Writer.__module__ = '_csv'


def writer(fileobj, /, dialect=None, **kwargs):
    """csv_writer = csv.writer(fileobj [, dialect='excel']
                                [optional keyword args])

    The "fileobj" argument can be any object that supports the file API."""
    return _Writer(fileobj, dialect, **kwargs)


# ---- Rows as dicts -------------------------------------------------------------------------------

class DictReader:
    """Rows become dicts, with the first row (or `fieldnames`) as keys."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel",
                 *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        result = dict(zip(names, row))
        if len(names) < len(row):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class DictWriter:
    """Writes dicts as rows, in the order of `fieldnames`."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel",
                 *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: "
                                 + ", ".join([repr(name) for name in wrong]))
        return (rowdict.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


# ---- Guessing ------------------------------------------------------------------------------------

class Sniffer:
    '''"Sniffs" the format of a CSV file (i.e. delimiter, quotechar)
    Returns a Dialect object.'''

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """Returns a dialect (or None) corresponding to the sample"""
        quotechar, doublequote, delimiter, skipinitialspace = \
            self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, skipinitialspace = self._guess_delimiter(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skipinitialspace
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        # Texts between quotes that stand between delimiters.
        matches = []
        for pattern in (
                r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
                r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
                r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
                r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)'):
            matches = list(re.finditer(pattern, data, re.DOTALL | re.MULTILINE))
            if matches:
                break
        if not matches:
            return '', False, None, 0
        quotes, delims, spaces = {}, {}, 0
        for match in matches:
            groups = match.groupdict()
            quotes[groups['quote']] = quotes.get(groups['quote'], 0) + 1
            key = groups.get('delim')
            if key and (delimiters is None or key in delimiters):
                delims[key] = delims.get(key, 0) + 1
            if groups.get('space'):
                spaces += 1
        quotechar = max(quotes, key=quotes.get)
        if delims:
            delim = max(delims, key=delims.get)
            skipinitialspace = delims[delim] == spaces
            if delim == '\n':
                delim = ''
        else:
            delim, skipinitialspace = '', 0
        double = re.compile(r"((%(delim)s)|^)\W*%(quote)s[^%(delim)s\n]*%(quote)s[^%(delim)s\n]*"
                            r"%(quote)s\W*((%(delim)s)|$)"
                            % {'delim': re.escape(delim), 'quote': quotechar}, re.MULTILINE)
        return quotechar, bool(double.search(data)), delim, skipinitialspace

    def _guess_delimiter(self, data, delimiters):
        # The character that most lines have equally often.
        data = list(filter(None, data.split('\n')))
        ascii = [chr(c) for c in range(127)]
        chunk_length = min(10, len(data))
        iteration = 0
        frequencies, modes, delims = {}, {}, {}
        start, end = 0, chunk_length
        while start < len(data):
            iteration += 1
            for line in data[start:end]:
                for char in ascii:
                    by_count = frequencies.setdefault(char, {})
                    count = line.count(char)
                    by_count[count] = by_count.get(count, 0) + 1
            for char, by_count in frequencies.items():
                items = list(by_count.items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    best = max(items, key=lambda x: x[1])
                    items.remove(best)
                    modes[char] = (best[0], best[1] - sum(item[1] for item in items))
                else:
                    modes[char] = items[0]
            total = float(min(chunk_length * iteration, len(data)))
            consistency, threshold = 1.0, 0.9
            while len(delims) == 0 and consistency >= threshold:
                for char, (count, lines) in modes.items():
                    if count > 0 and lines > 0 and lines / total >= consistency:
                        if delimiters is None or char in delimiters:
                            delims[char] = (count, lines)
                consistency -= 0.01
            if len(delims) == 1:
                delim = list(delims)[0]
                return delim, self._skips_space(data, delim)
            start = end
            end += chunk_length
        if not delims:
            return '', 0
        for char in self.preferred:
            if char in delims:
                return char, self._skips_space(data, char)
        delim = max((value, char) for char, value in delims.items())[1]
        return delim, self._skips_space(data, delim)

    @staticmethod
    def _skips_space(data, delim):
        return data[0].count(delim) == data[0].count("%c " % delim)

    def has_header(self, sample):
        """Do the types or lengths of the first row's fields differ from those below?"""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        columns = len(header)
        types = dict.fromkeys(range(columns))
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != columns:
                continue
            for column in list(types):
                try:
                    complex(row[column])
                    kind = complex
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != types[column]:
                    if types[column] is None:
                        types[column] = kind
                    else:
                        del types[column]
        votes = 0
        for column, kind in types.items():
            if type(kind) == type(0):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
