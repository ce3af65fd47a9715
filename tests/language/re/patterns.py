# Pattern objects, flags, the cache.

import re

p = re.compile(r'(?P<a>x)(y)(?P<b>z)', re.I | re.M)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), type(p.groupindex).__name__)
print(re.compile('a'), re.compile(b'a', re.A | re.S), re.compile('a' * 300).__repr__()[-5:])
print(re.compile('(?i)a').flags, re.compile('a', re.A).flags, re.compile(b'a').flags)
print(re.compile('a') == re.compile('a'), re.compile('a') == re.compile(b'a'),
      re.compile('a') != re.compile('a', re.I), re.compile('a') is re.compile('a'),
      hash(re.compile('a')) == hash(re.compile('a')), re.compile('a') == 'a')
re.purge()
print(~re.I, repr(re.NOFLAG), str(re.I), list(re.RegexFlag)); print(repr(re.I), repr(re.I | re.M), repr(re.A), re.I | 8 == re.I | re.M, re.I.value, int(re.X | re.S))
print(re.NOFLAG == 0, re.I & re.M == 0, bool(re.I & re.I), isinstance(re.I, re.RegexFlag))
try:
    re.Pattern()
except TypeError as e:
try:
    p.groups = 5
except AttributeError as e:
try:
    re.compile('a') < re.compile('b')
except TypeError as e:
import weakref
print(re.error.__mro__[1], re.error('message').pos, re.error('message', 'a\nb', 2))
print(sorted(re.__all__) == sorted(set(re.__all__)), all(hasattr(re, name) for name in re.__all__))
# expect-stderr:   File "{file}", line 18
# expect-stderr:     try:
# expect-stderr:     ^
# expect-stderr: IndentationError: expected an indented block after 'except' statement on line 17
# expect-exit: 1
