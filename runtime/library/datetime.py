"""Dates and times: date, time, datetime, timedelta, and time zones.

The calendar is in _datetime_calendar, durations and zones are in _datetime_zone.
"""

import time as _time
from operator import index as _index

import _datetime_calendar as _calendar
from _datetime_calendar import MAXYEAR, MINYEAR
from _datetime_zone import divide_and_round as _divide_and_round
from _datetime_zone import (check_offset, check_tzinfo, check_tzname, timedelta, timezone, tzinfo)

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR",
           "UTC")

UTC = timezone.utc
_missing = object()


def _required(value, name, place):
    if value is _missing:
        raise TypeError(f"function missing required argument '{name}' (pos {place})")
    return _index(value)


def _type_name(object):
    cls = type(object)
    return f"{cls.__module__}.{cls.__qualname__}" if cls.__module__ != 'builtins' else cls.__name__


def _cannot_compare(x, y):
    raise TypeError("can't compare %s to %s" % (_type_name(x), _type_name(y)))


class IsoCalendarDate(tuple):
    """The result of date.isocalendar(): year, week, weekday."""

    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return '%s(year=%d, week=%d, weekday=%d)' % ((_type_name(self),) + tuple(self))


class date:
    """date(year, month, day) --> date object"""

    __slots__ = '_year', '_month', '_day', '_hashcode'

    def __new__(cls, year=_missing, month=_missing, day=_missing):
        if month is _missing and isinstance(year, (bytes, str)) and len(year) == 4:
            state = year.encode('latin1') if isinstance(year, str) else year
            if 1 <= state[2] <= 12:
                return cls._make(state[0] * 256 + state[1], state[2], state[3])
        year = _required(year, 'year', 1)
        month = _required(month, 'month', 2)
        day = _required(day, 'day', 3)
        _calendar.check_date(year, month, day)
        return cls._make(year, month, day)

    @classmethod
    def _make(cls, year, month, day):
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hashcode = -1
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """Create a date from a POSIX timestamp.

        The timestamp is a number, e.g. created via time.time(), that is interpreted
        as local time."""
        if timestamp is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        y, m, d, *rest = _time.localtime(timestamp)
        return cls(y, m, d)

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n, /):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        n = _index(n)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _calendar.MAXORDINAL:
            raise ValueError(f"year {_calendar.from_ordinal(n)[0]} is out of range")
        return cls(*_calendar.from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """Construct a date from a string in ISO 8601 format."""
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            return cls(*_calendar.parse_date(date_string))
        except MemoryError:
            raise
        except Exception:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """int, int, int -> Construct a date from the ISO year, week number and weekday.

        This is the inverse of the function date.isocalendar()"""
        return cls(*_calendar.from_iso_week(_index(year), _index(week), _index(day)))

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_type_name(self), self._year, self._month, self._day)

    def ctime(self):
        """Return ctime() style string."""
        weekday = self.toordinal() % 7 or 7
        return "%s %s %2d 00:00:00 %04d" % (_calendar.WEEKDAYS[weekday],
                                            _calendar.MONTHS[self._month], self._day, self._year)

    def strftime(self, format):
        """format -> strftime() style string."""
        return _calendar.strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return _calendar.struct_time(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        """Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."""
        return _calendar.to_ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    def _key(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        if isinstance(other, date):
            return date._key(self) == date._key(other)
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, date):
            return date._key(self) <= date._key(other)
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, date):
            return date._key(self) < date._key(other)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, date):
            return date._key(self) >= date._key(other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, date):
            return date._key(self) > date._key(other)
        return NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._getstate())
        return self._hashcode

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if 0 < ordinal <= _calendar.MAXORDINAL:
            return type(self)._from_ordinal(ordinal)
        raise OverflowError("date value out of range")

    __radd__ = __add__

    @classmethod
    def _from_ordinal(cls, ordinal):
        return cls(*_calendar.from_ordinal(ordinal))

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        """Return the day of the week represented by the date.
        Monday == 0 ... Sunday == 6"""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """Return the day of the week represented by the date.
        Monday == 1 ... Sunday == 7"""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """Return a named tuple containing ISO year, week number, and weekday."""
        year = self._year
        monday = _calendar.first_iso_monday(year)
        today = self.toordinal()
        week, day = divmod(today - monday, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _calendar.first_iso_monday(year), 7)
        elif week >= 52 and today >= _calendar.first_iso_monday(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate(year, week + 1, day + 1)

    def _getstate(self):
        high, low = divmod(self._year, 256)
        return bytes([high, low, self._month, self._day]),

    def __reduce__(self):
        return self.__class__, self._getstate()


class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

    All arguments are optional. tzinfo may be None, or an instance of
    a tzinfo subclass. The remaining arguments may be ints.
    """

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_hashcode', '_fold'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            state = hour.encode('latin1') if isinstance(hour, str) else hour
            if state[0] & 0x7F < 24:
                zone = minute or None
                if zone is not None and not isinstance(zone, _tzinfo_class):
                    raise TypeError("bad tzinfo state arg")
                hour, fold = state[0] & 0x7F, state[0] >> 7
                minute, second = state[1], state[2]
                microsecond = (state[3] << 8 | state[4]) << 8 | state[5]
                return cls._make(hour, minute, second, microsecond, zone, fold)
        hour, minute, second = _index(hour), _index(minute), _index(second)
        microsecond, fold = _index(microsecond), _index(fold)
        _calendar.check_time(hour, minute, second, microsecond, fold)
        check_tzinfo(tzinfo)
        return cls._make(hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _make(cls, hour, minute, second, microsecond, tzinfo, fold):
        self = object.__new__(cls)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        self._hashcode = -1
        return self

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def _key(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _compare(self, other, allow_mixed=False):
        # -1, 0, 1; 2: a naive and an aware time, which are unequal.
        mine, others = self._tzinfo, other._tzinfo
        mine_offset = others_offset = None
        same = mine is others
        if not same:
            mine_offset, others_offset = self.utcoffset(), other.utcoffset()
            same = mine_offset == others_offset
        a, b = self._key(), other._key()
        if not same:
            if mine_offset is None or others_offset is None:
                if allow_mixed:
                    return 2
                raise TypeError("can't compare offset-naive and offset-aware times")
            a = self._utc_microseconds(mine_offset)
            b = other._utc_microseconds(others_offset)
        return (a > b) - (a < b)

    def _utc_microseconds(self, offset):
        seconds = (self._hour * 60 + self._minute) * 60 + self._second
        return seconds * 1000000 + self._microsecond - offset._to_microseconds()

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            t = self.replace(fold=0) if self._fold else self
            offset = t.utcoffset()
            if not offset:
                self._hashcode = hash(t._getstate()[0])
            else:
                total = t._utc_microseconds(offset)
                if 0 <= total < 86400000000:
                    seconds, microsecond = divmod(total, 1000000)
                    minutes, second = divmod(seconds, 60)
                    self._hashcode = hash(time(*divmod(minutes, 60), second, microsecond))
                else:
                    self._hashcode = hash(total)
        return self._hashcode

    def __repr__(self):
        text = "%d, %d" % (self._hour, self._minute)
        if self._second or self._microsecond:
            text += ", %d" % self._second
        if self._microsecond:
            text += ", %d" % self._microsecond
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % (self._tzinfo,)
        if self._fold:
            text += ", fold=1"
        return "%s(%s)" % (_type_name(self), text)

    def isoformat(self, timespec='auto'):
        """Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].

        The optional argument timespec specifies the number of additional terms
        of the time to include. Valid options are 'auto', 'hours', 'minutes',
        'seconds', 'milliseconds' and 'microseconds'."""
        return (_calendar.format_time(self._hour, self._minute, self._second, self._microsecond,
                                      timespec) + _calendar.format_offset(self.utcoffset()))

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, time_string, /):
        """string -> time from a string in ISO 8601 format"""
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            parts, offset = _calendar.parse_time(time_string.removeprefix('T'))
            return cls(*parts, _zone_of(offset))
        except MemoryError:
            raise
        except Exception:
            raise ValueError(f'Invalid isoformat string: {time_string!r}') from None

    def strftime(self, format):
        """format -> strftime() style string."""
        timetuple = (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)
        return _calendar.strftime(self, format, timetuple)

    __format__ = date.__format__

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(None)
        check_offset("utcoffset", offset)
        return offset

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(None)
        check_tzname(name)
        return name

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(None)
        check_offset("dst", offset)
        return offset

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *,
                fold=None):
        """Return time with new specified fields."""
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def _getstate(self, protocol=3):
        high, low = divmod(self._microsecond, 256)
        higher, high = divmod(high, 256)
        hour = self._hour + 128 * (self._fold and protocol > 3)
        state = bytes([hour, self._minute, self._second, higher, high, low])
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return self.__class__, self._getstate(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_tzinfo_class = tzinfo


def _zone_of(offset):
    # The zone of an offset in microseconds.
    return None if offset is None else timezone(timedelta(microseconds=offset))


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

    The year, month and day arguments are required. tzinfo may be None, or an
    instance of a tzinfo subclass. The remaining arguments may be ints.
    """

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'

    def __new__(cls, year=_missing, month=_missing, day=_missing, hour=0, minute=0, second=0,
                microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)) and len(year) == 10:
            state = year.encode('latin1') if isinstance(year, str) else year
            if 1 <= state[2] & 0x7F <= 12:
                return cls._from_state(state, None if month is _missing else month)
        year = _required(year, 'year', 1)
        month = _required(month, 'month', 2)
        day = _required(day, 'day', 3)
        hour, minute, second = _index(hour), _index(minute), _index(second)
        microsecond, fold = _index(microsecond), _index(fold)
        _calendar.check_date(year, month, day)
        _calendar.check_time(hour, minute, second, microsecond, fold)
        check_tzinfo(tzinfo)
        return cls._fill(year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _fill(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold):
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        self._hashcode = -1
        return self

    @classmethod
    def _from_state(cls, state, zone):
        if zone is not None and not isinstance(zone, _tzinfo_class):
            raise TypeError("bad tzinfo state arg")
        return cls._fill(state[0] * 256 + state[1], state[2] & 0x7F, state[3], state[4], state[5],
                         state[6], (state[7] << 8 | state[8]) << 8 | state[9], zone, state[2] >> 7)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    # ---- Making ----------------------------------------------------------------------------------

    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        seconds = int(t // 1)
        fraction = round((t % 1) * 1e6) if isinstance(t, float) else int(t % 1 * 1000000)
        if fraction >= 1000000:
            seconds += 1
            fraction -= 1000000
        convert = _time.gmtime if utc else _time.localtime
        y, m, d, hh, mm, ss, *rest = convert(seconds)
        result = cls(y, m, d, hh, mm, min(ss, 59), fraction, tz)
        if tz is None and not utc:
            result = result._with_fold(seconds, convert)
        elif tz is not None:
            result = tz.fromutc(result)
        return result

    def _with_fold(self, seconds, convert):
        # The second of two equal local times has fold=1: a day earlier the clock was ahead.
        longest = 24 * 3600
        if seconds < longest and _time.gmtime(0)[0] != 1970:
            return self
        y, m, d, hh, mm, ss, *rest = convert(seconds - longest)
        earlier = type(self)(y, m, d, hh, mm, min(ss, 59), self._microsecond)
        transition = self - earlier - timedelta(0, longest)
        if transition.days < 0:
            y, m, d, hh, mm, ss, *rest = convert(
                seconds + transition // timedelta(0, 1))
            if type(self)(y, m, d, hh, mm, min(ss, 59), self._microsecond) == self:
                return self.replace(fold=1)
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        check_tzinfo(tz)
        return cls._fromtimestamp(timestamp, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """Construct a naive UTC datetime from a POSIX timestamp."""
        return cls._fromtimestamp(timestamp, True, None)

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz.

          tz
            Timezone object.

        If no tz is specified, uses local timezone."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """date, time -> datetime with same date and time fields"""
        if not isinstance(date, _date_class):
            raise TypeError("combine() argument 1 must be datetime.date, not %s"
                            % type(date).__name__)
        if not isinstance(time, _time_class):
            raise TypeError("combine() argument 2 must be datetime.time, not %s"
                            % type(time).__name__)
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second,
                   time.microsecond, tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """string -> datetime from a string in most ISO 8601 formats"""
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            day, separator, clock = _calendar.split_datetime(date_string)
            fields = _calendar.parse_date(day)
            parts, offset = _calendar.parse_time(clock) if separator else ([0, 0, 0, 0], None)
            return cls(*fields, *parts, _zone_of(offset))
        except MemoryError:
            raise
        except Exception:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    @classmethod
    def strptime(cls, date_string, format, /):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
        import _strptime
        return _strptime._strptime_datetime(cls, date_string, format)

    @classmethod
    def _from_ordinal(cls, ordinal):
        return cls(*_calendar.from_ordinal(ordinal))

    # ---- Asking ----------------------------------------------------------------------------------

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = self.dst()
        dst = -1 if dst is None else 1 if dst else 0
        return _calendar.struct_time(self._year, self._month, self._day, self._hour, self._minute,
                                     self._second, dst)

    def _seconds_since_epoch(self):
        days = self.toordinal() - 719163
        return ((days * 24 + self._hour) * 60 + self._minute) * 60 + self._second

    def _mktime(self):
        # The POSIX time of a naive local time: u with local(u) == t.
        t = self._seconds_since_epoch()
        longest = 24 * 3600

        def local(u):
            y, m, d, hh, mm, ss = _time.localtime(u)[:6]
            days = _calendar.to_ordinal(y, m, d) - 719163
            return ((days * 24 + hh) * 60 + mm) * 60 + ss

        a = local(t) - t
        u1 = t - a
        t1 = local(u1)
        if t1 == t:
            # One solution; with fold=0 look for an earlier one, with fold=1 for a later.
            u2 = u1 + (-longest, longest)[self._fold]
            b = local(u2) - u2
            if a == b:
                return u1
        else:
            b = t1 - u1
        u2 = t - b
        if local(u2) == t:
            return u2
        if t1 == t:
            return u1
        # A time that is skipped has no solution: the two guesses differ by the gap.
        return (max, min)[self._fold](u1, u2)

    def timestamp(self):
        "Return POSIX timestamp as float"
        if self._tzinfo is None:
            return self._mktime() + self._microsecond / 1e6
        return (self - _epoch).total_seconds()

    def utctimetuple(self):
        "Return UTC time tuple compatible with time.gmtime()."
        offset = self.utcoffset()
        if offset:
            self -= offset
        return _calendar.struct_time(self._year, self._month, self._day, self._hour, self._minute,
                                     self._second, 0)

    def date(self):
        "Return date object with same year, month and day."
        return _date_class(self._year, self._month, self._day)

    def time(self):
        "Return time object with same time but with tzinfo=None."
        return _time_class(self._hour, self._minute, self._second, self._microsecond,
                           fold=self._fold)

    def timetz(self):
        "Return time object with same time and tzinfo."
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo,
                           fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=True, *, fold=None):
        """Return datetime with new specified fields."""
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day,
                          self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def _local_timezone(self):
        if self._tzinfo is None:
            timestamp = self._mktime()
        else:
            timestamp = (self - _epoch) // timedelta(seconds=1)
        local = _time.localtime(timestamp)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def astimezone(self, tz=None):
        """tz -> convert to local time in new timezone tz"""
        if tz is None:
            tz = self._local_timezone()
        elif not isinstance(tz, _tzinfo_class):
            raise TypeError("tz argument must be an instance of tzinfo")
        mine = self._tzinfo
        if mine is None:
            mine = self._local_timezone()
            offset = mine.utcoffset(self)
        else:
            if tz is mine:
                return self
            offset = mine.utcoffset(self)
            if offset is None:
                mine = self.replace(tzinfo=None)._local_timezone()
                offset = mine.utcoffset(self)
        if tz is mine:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        """Return ctime() style string."""
        weekday = self.toordinal() % 7 or 7
        return "%s %s %2d %02d:%02d:%02d %04d" % (
            _calendar.WEEKDAYS[weekday], _calendar.MONTHS[self._month], self._day, self._hour,
            self._minute, self._second, self._year)

    def isoformat(self, sep='T', timespec='auto'):
        """[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
        sep is used to separate the year from the time, and defaults to 'T'.
        The optional argument timespec specifies the number of additional terms
        of the time to include. Valid options are 'auto', 'hours', 'minutes',
        'seconds', 'milliseconds' and 'microseconds'."""
        return ("%04d-%02d-%02d%c" % (self._year, self._month, self._day, sep)
                + _calendar.format_time(self._hour, self._minute, self._second, self._microsecond,
                                        timespec)
                + _calendar.format_offset(self.utcoffset()))

    def __repr__(self):
        fields = [self._year, self._month, self._day, self._hour, self._minute, self._second,
                  self._microsecond]
        if fields[-1] == 0:
            del fields[-1]
            if fields[-1] == 0:
                del fields[-1]
        text = ", ".join(map(str, fields))
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % (self._tzinfo,)
        if self._fold:
            text += ", fold=1"
        return "%s(%s)" % (_type_name(self), text)

    def __str__(self):
        "Convert to string, for str()."
        return self.isoformat(sep=' ')

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(self)
        check_offset("utcoffset", offset)
        return offset

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(self)
        check_tzname(name)
        return name

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(self)
        check_offset("dst", offset)
        return offset

    # ---- Comparing and arithmetic ----------------------------------------------------------------

    def _key(self):
        return (self._year, self._month, self._day, self._hour, self._minute, self._second,
                self._microsecond)

    def _compare(self, other, allow_mixed=False):
        mine, others = self._tzinfo, other._tzinfo
        mine_offset = others_offset = None
        same = mine is others
        if not same:
            mine_offset, others_offset = self.utcoffset(), other.utcoffset()
            # Times whose offset depends on the fold are equal to none in other zones.
            if allow_mixed and (mine_offset != self.replace(fold=not self._fold).utcoffset() or
                                others_offset != other.replace(fold=not other.fold).utcoffset()):
                return 2
            same = mine_offset == others_offset
        if same:
            a, b = self._key(), other._key()
            return (a > b) - (a < b)
        if mine_offset is None or others_offset is None:
            if allow_mixed:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        difference = self - other
        return -1 if difference.days < 0 else int(bool(difference))

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return False if isinstance(other, _date_class) else NotImplemented

    def _order(self, other):
        # What __lt__ and the like look at; None: NotImplemented.
        if isinstance(other, datetime):
            return self._compare(other)
        if isinstance(other, _date_class):
            _cannot_compare(self, other)
        return None

    def __le__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order <= 0

    def __lt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order < 0

    def __ge__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order >= 0

    def __gt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order > 0

    def _microseconds(self):
        seconds = ((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60 + self._second
        return seconds * 1000000 + self._microsecond

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds, microsecond = divmod(self._microseconds() + other._to_microseconds(), 1000000)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        ordinal, hour = divmod(hours, 24)
        if 0 < ordinal <= _calendar.MAXORDINAL:
            return type(self)(*_calendar.from_ordinal(ordinal), hour, minute, second, microsecond,
                              self._tzinfo)
        raise OverflowError("date value out of range")

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        base = timedelta(microseconds=self._microseconds() - other._microseconds())
        if self._tzinfo is other._tzinfo:
            return base
        mine, others = self.utcoffset(), other.utcoffset()
        if mine == others:
            return base
        if mine is None or others is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return base + others - mine

    def __hash__(self):
        if self._hashcode == -1:
            t = self.replace(fold=0) if self._fold else self
            offset = t.utcoffset()
            if offset is None:
                self._hashcode = hash(t._getstate()[0])
            else:
                self._hashcode = hash(timedelta(microseconds=self._microseconds()) - offset)
        return self._hashcode

    def _getstate(self, protocol=3):
        year_high, year_low = divmod(self._year, 256)
        high, low = divmod(self._microsecond, 256)
        higher, high = divmod(high, 256)
        month = self._month + 128 * (self._fold and protocol > 3)
        state = bytes([year_high, year_low, month, self._day, self._hour, self._minute,
                       self._second, higher, high, low])
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return self.__class__, self._getstate(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_date_class = date
_time_class = time

date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
