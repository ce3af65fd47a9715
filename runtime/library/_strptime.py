"""Times read from texts by a format, as time.strptime() and datetime.strptime() do."""

import re
import time
from datetime import date as _date
from datetime import timedelta as _timedelta
from datetime import timezone as _timezone

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["", "january", "february", "march", "april", "may", "june", "july", "august",
           "september", "october", "november", "december"]
_FORMATS = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}


def _names(names, group):
    longest_first = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
    return '(?P<%s>%s)' % (group, '|'.join(longest_first))


def _zones():
    names = {'utc', 'gmt'} | {name.lower() for name in time.tzname}
    return _names(names, 'Z')


def _directives():
    return {
        'd': r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
        'f': r"(?P<f>[0-9]{1,6})",
        'H': r"(?P<H>2[0-3]|[0-1]\d|\d)",
        'I': r"(?P<I>1[0-2]|0[1-9]|[1-9])",
        'G': r"(?P<G>\d\d\d\d)",
        'j': r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
        'm': r"(?P<m>1[0-2]|0[1-9]|[1-9])",
        'M': r"(?P<M>[0-5]\d|\d)",
        'S': r"(?P<S>6[0-1]|[0-5]\d|\d)",
        'U': r"(?P<U>5[0-3]|[0-4]\d|\d)",
        'W': r"(?P<W>5[0-3]|[0-4]\d|\d)",
        'w': r"(?P<w>[0-6])",
        'u': r"(?P<u>[1-7])",
        'V': r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
        'y': r"(?P<y>\d\d)",
        'Y': r"(?P<Y>\d\d\d\d)",
        'z': r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))",
        'A': _names(_DAYS, 'A'),
        'a': _names([name[:3] for name in _DAYS], 'a'),
        'B': _names(_MONTHS, 'B'),
        'b': _names([name[:3] for name in _MONTHS], 'b'),
        'p': _names(['am', 'pm'], 'p'),
        'Z': _zones(),
        '%': '%',
    }


_cache = {}


def _expression(format):
    try:
        return _cache[format]
    except KeyError:
        pass
    directives = _directives()
    text = re.sub(r"([\\.^$*+?\(\){}\[\]|])", r"\\\1", format)
    text = re.sub(r'\s+', r'\\s+', text)
    parts = []
    while '%' in text:
        before, text = text.split('%', 1)
        parts.append(before)
        if not text:
            raise ValueError("stray %% in format '%s'" % format) from None
        letter, text = text[0], text[1:]
        if letter in _FORMATS:
            text = re.sub(r'\s+', r'\\s+', _FORMATS[letter]) + text
            continue
        if letter not in directives:
            bad = '\\' if letter == '\\' else letter
            raise ValueError("'%s' is a bad directive in format '%s'" % (bad, format)) from None
        parts.append(directives[letter])
    try:
        expression = re.compile(''.join(parts) + text, re.IGNORECASE)
    except re.error as error:
        # A directive that stands twice names its group twice.
        raise error from None
    if len(_cache) > 5:
        _cache.clear()
    _cache[format] = expression
    return expression


def _offset(text):
    # %z: (seconds, microseconds) east of UTC.
    whole = text
    if text == 'Z':
        return 0, 0
    if text[3] == ':':
        text = text[:3] + text[4:]
        if len(text) > 5:
            if text[5] != ':':
                raise ValueError(f"Inconsistent use of : in {whole}")
            text = text[:5] + text[6:]
    seconds = int(text[1:3]) * 3600 + int(text[3:5]) * 60 + int(text[5:7] or 0)
    microseconds = int(text[8:].ljust(6, "0"))
    return (-seconds, -microseconds) if text[0] == '-' else (seconds, microseconds)


def _day_of_year(year, week, weekday, begins_on_monday):
    first = (_date(year, 1, 1).weekday() + (0 if begins_on_monday else 1)) % 7
    if not begins_on_monday:
        weekday = (weekday + 1) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    """(fields of a struct_time, microseconds, microseconds of the offset)"""
    for index, arg in enumerate([data_string, format]):
        if not isinstance(arg, str):
            raise TypeError("strptime() argument {} must be str, not {}".format(index, type(arg)))
    found = _expression(format).match(data_string)
    if not found:
        raise ValueError("time data %r does not match format %r" % (data_string, format))
    if len(data_string) != found.end():
        raise ValueError("unconverted data remains: %s" % data_string[found.end():])
    fields = {name: text for name, text in found.groupdict().items() if text is not None}
    return _interpret(fields)


def _hour(fields):
    if 'H' in fields:
        return int(fields['H'])
    if 'I' not in fields:
        return 0
    hour = int(fields['I']) % 12
    return hour + 12 if fields.get('p', '').lower() == 'pm' else hour


def _month(fields):
    if 'm' in fields:
        return int(fields['m'])
    if 'B' in fields:
        return _MONTHS.index(fields['B'].lower())
    if 'b' in fields:
        return [name[:3] for name in _MONTHS].index(fields['b'].lower())
    return 1


def _weekday(fields):
    if 'A' in fields:
        return _DAYS.index(fields['A'].lower())
    if 'a' in fields:
        return [name[:3] for name in _DAYS].index(fields['a'].lower())
    if 'w' in fields:
        return (int(fields['w']) + 6) % 7
    return int(fields['u']) - 1 if 'u' in fields else None


def _year(fields):
    if 'Y' in fields:
        return int(fields['Y'])
    if 'y' in fields:
        year = int(fields['y'])
        return year + (2000 if year <= 68 else 1900)
    return None


def _zone(fields):
    # (is it summer time?, the zone's name)
    name = fields.get('Z')
    if name is None:
        return -1, None
    lower = name.lower()
    if lower in ('utc', 'gmt'):
        return 0, name
    if time.tzname[0] == time.tzname[1] and time.daylight:
        return -1, name
    return (1 if time.daylight and lower == time.tzname[1].lower() else 0), name


def _check_iso(fields):
    if 'G' in fields:
        if 'j' in fields:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year "
                             "directive '%G'. Use '%Y' instead.")
        if 'V' not in fields or _weekday(fields) is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive "
                             "'%V' and a weekday directive ('%A', '%a', '%w', or '%u').")
    elif 'V' in fields:
        if _weekday(fields) is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive "
                             "'%G' and a weekday directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                         "Use the ISO year '%G' instead.")


def _interpret(fields):
    _check_iso(fields)
    year, month, day = _year(fields), _month(fields), int(fields.get('d', 1))
    weekday = _weekday(fields)
    julian = int(fields['j']) if 'j' in fields else None
    is_leap_guess = year is None and month == 2 and day == 29
    year = 1904 if is_leap_guess else 1900 if year is None else year
    if julian is None and weekday is not None:
        if 'G' in fields:
            found = _date.fromisocalendar(int(fields['G']), int(fields['V']), weekday + 1)
            year, month, day = found.year, found.month, found.day
            julian = found.toordinal() - _date(year, 1, 1).toordinal() + 1
        elif 'U' in fields or 'W' in fields:
            week = int(fields['U'] if 'U' in fields else fields['W'])
            julian = _day_of_year(year, week, weekday, 'W' in fields)
            if julian <= 0:
                year -= 1
                julian += 366 if _date(year, 12, 31).timetuple().tm_yday == 366 else 365
    if julian is None:
        julian = _date(year, month, day).toordinal() - _date(year, 1, 1).toordinal() + 1
    elif 'G' not in fields:
        found = _date.fromordinal(julian - 1 + _date(year, 1, 1).toordinal())
        year, month, day = found.year, found.month, found.day
    if weekday is None:
        weekday = _date(year, month, day).weekday()
    dst, name = _zone(fields)
    offset = microseconds = None
    if 'z' in fields:
        offset, microseconds = _offset(fields['z'])
    if is_leap_guess:
        year = 1900
    return ((year, month, day, _hour(fields), int(fields.get('M', 0)), int(fields.get('S', 0)),
             weekday, julian, dst, name, offset),
            int(fields.get('f', '0').ljust(6, '0')), microseconds or 0)


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """Return a time struct based on the input string and the format string."""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """Return a class cls instance based on the input string and the format string."""
    fields, fraction, offset_fraction = _strptime(data_string, format)
    name, offset = fields[-2:]
    args = fields[:6] + (fraction,)
    if offset is not None:
        delta = _timedelta(seconds=offset, microseconds=offset_fraction)
        args += (_timezone(delta, name) if name else _timezone(delta),)
    return cls(*args)
