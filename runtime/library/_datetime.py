"""Under this name CPython has the parts of datetime that are in C."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
