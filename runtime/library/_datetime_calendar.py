"""The proleptic Gregorian calendar, and texts of dates and times, for module datetime."""

import time as _time

MINYEAR = 1
MAXYEAR = 9999
MAXORDINAL = 3652059          # of December 31st, 9999

_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# ---- Days ----------------------------------------------------------------------------------------

def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month]


def days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def days_before_month(year, month):
    return _BEFORE_MONTH[month] + (month > 2 and is_leap(year))


def to_ordinal(year, month, day):
    return days_before_year(year) + days_before_month(year, month) + day


def from_ordinal(n):
    """(year, month, day); the first of January of year 1 is day 1."""
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = days_before_month(year, month)
    if before > n:
        month -= 1
        before = days_before_month(year, month)
    return year, month, n - before + 1


def first_iso_monday(year):
    """The ordinal of the Monday with which the ISO year begins."""
    first = to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def from_iso_week(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53:
        is_wrong = True
        if week == 53:
            # Years that begin on a Thursday, and leap years that begin on a Wednesday, have 53.
            weekday = to_ordinal(year, 1, 1) % 7
            is_wrong = not (weekday == 4 or (weekday == 3 and is_leap(year)))
        if is_wrong:
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    ordinal = first_iso_monday(year) + (week - 1) * 7 + day - 1
    if ordinal > MAXORDINAL:
        raise ValueError(f"year {MAXYEAR + 1} is out of range")
    return from_ordinal(ordinal)


# ---- Checks --------------------------------------------------------------------------------------

def check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= days_in_month(year, month):
        raise ValueError("day is out of range for month")


def check_time(hour, minute, second, microsecond, fold):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


# ---- Writing -------------------------------------------------------------------------------------

def struct_time(y, m, d, hh, mm, ss, dst):
    weekday = (to_ordinal(y, m, d) + 6) % 7
    return _time.struct_time((y, m, d, hh, mm, ss, weekday, days_before_month(y, m) + d, dst))


def format_time(hh, mm, ss, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    if timespec == 'hours':
        return "%02d" % hh
    if timespec == 'minutes':
        return "%02d:%02d" % (hh, mm)
    if timespec == 'seconds':
        return "%02d:%02d:%02d" % (hh, mm, ss)
    if timespec == 'milliseconds':
        return "%02d:%02d:%02d.%03d" % (hh, mm, ss, us // 1000)
    if timespec == 'microseconds':
        return "%02d:%02d:%02d.%06d" % (hh, mm, ss, us)
    raise ValueError("Unknown timespec value")


def format_offset(offset, separator=':'):
    """An offset from UTC (a timedelta or None): +hh:mm, with seconds only if there are some."""
    if offset is None:
        return ''
    total = (offset.days * 86400 + offset.seconds) * 1000000 + offset.microseconds
    sign = '-' if total < 0 else '+'
    seconds, microseconds = divmod(abs(total), 1000000)
    minutes, seconds = divmod(seconds, 60)
    text = "%s%02d%s%02d" % ((sign,) + divmod(minutes, 60)[:1] + (separator, minutes % 60))
    if seconds or microseconds:
        text += "%s%02d" % (separator, seconds)
        if microseconds:
            text += ".%06d" % microseconds
    return text


def strftime(object, format, timetuple):
    """time.strftime() with %f, %z and %Z, which a struct_time can't answer."""
    parts = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i == len(format):
            parts.append(c)
            continue
        c = format[i]
        i += 1
        if c == 'f':
            parts.append('%06d' % getattr(object, 'microsecond', 0))
        elif c == 'z':
            offset = object.utcoffset() if hasattr(object, "utcoffset") else None
            parts.append(format_offset(offset, ''))
        elif c == 'Z':
            name = object.tzname() if hasattr(object, "tzname") else None
            if name is not None:
                parts.append(name.replace('%', '%%'))
        else:
            parts.append('%' + c)
    return _time.strftime(''.join(parts), timetuple)


# ---- Reading ISO 8601 ----------------------------------------------------------------------------

def _number(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError("not a number")
    return int(text)


def parse_date(text):
    """YYYY-MM-DD, YYYYMMDD, YYYY-Www, YYYYWww, YYYY-Www-D, YYYYWwwD: (year, month, day)."""
    if len(text) not in (7, 8, 10):
        raise ValueError("Invalid isoformat string")
    year = _number(text[:4])
    has_separator = text[4] == '-'
    place = 4 + has_separator
    if text[place] == 'W':
        week = _number(text[place + 1:place + 3])
        place += 3
        day = 1
        if len(text) > place:
            if (text[place] == '-') != has_separator:
                raise ValueError("Inconsistent use of dash separator")
            place += has_separator
            if len(text) != place + 1:
                raise ValueError("Invalid isoformat string")
            day = _number(text[place:])
        return from_iso_week(year, week, day)
    month = _number(text[place:place + 2])
    place += 2
    if (text[place:place + 1] == '-') != has_separator:
        raise ValueError("Inconsistent use of dash separator")
    place += has_separator
    if len(text) != place + 2:
        raise ValueError("Invalid isoformat string")
    return year, month, _number(text[place:])


def _parse_clock(text):
    # [hour, minute, second, microsecond] of HH[:MM[:SS[.ffffff]]], with or without the colons.
    parts = [0, 0, 0, 0]
    place = 0
    has_colons = text[2:3] == ':'
    for i in range(3):
        if len(text) - place < 2:
            raise ValueError("Incomplete time component")
        parts[i] = _number(text[place:place + 2])
        place += 2
        following = text[place:place + 1]
        if not following or following in '.,' or i == 2:
            break
        if has_colons:
            if following != ':':
                raise ValueError("Invalid time separator: %c" % following)
            place += 1
    if place < len(text):
        if text[place] not in '.,' or i < 2:
            raise ValueError("Invalid microsecond component")
        digits = text[place + 1:]
        _number(digits[:6])
        if not digits[6:].isdigit() and digits[6:]:
            raise ValueError("Non-digit values in unparsed fraction")
        parts[3] = int(digits[:6].ljust(6, '0'))
    return parts


def parse_time(text):
    """A time with or without an offset: ([hour, minute, second, microsecond], offset).

    The offset is None, or its length in microseconds."""
    if len(text) < 2:
        raise ValueError("Isoformat time too short")
    place = max(text.find('-'), text.find('+'), text.find('Z'))
    clock = text if place < 0 else text[:place]
    parts = _parse_clock(clock)
    if place < 0:
        return parts, None
    zone = text[place + 1:]
    if text[place] == 'Z':
        if zone:
            raise ValueError("Malformed time zone string")
        return parts, 0
    if len(zone) in (0, 1, 3):
        raise ValueError("Malformed time zone string")
    hours, minutes, seconds, microseconds = _parse_clock(zone)
    offset = ((hours * 60 + minutes) * 60 + seconds) * 1000000 + microseconds
    return parts, -offset if text[place] == '-' else offset


def split_datetime(text):
    """(date, separator, time): where the date ends depends on how it is written."""
    if len(text) == 7:
        return text, '', ''
    if text[4] == '-':
        if text[5] == 'W':
            if len(text) < 8:
                raise ValueError("Invalid ISO string")
            place = 10 if text[8:9] == '-' and len(text) > 9 and (
                len(text) == 10 or not text[10].isdigit()) else 8
        else:
            place = 10
    elif text[4] == 'W':
        place = 7
        while place < len(text) and text[place].isascii() and text[place].isdigit():
            place += 1
        if place >= 9:
            place = 7 if place % 2 == 0 else 8
    else:
        place = 8
    return text[:place], text[place:place + 1], text[place + 1:]
