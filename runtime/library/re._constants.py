"""Some numbers of regular expressions, under the name that CPython's internals have."""

from _sre import MAGIC, MAXGROUPS, MAXREPEAT

from re import error
