# Pattern objects, flags, the cache.

import re

p = re.compile(r'(?P<a>x)(y)(?P<b>z)', re.I | re.M)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), type(p.groupindex).__name__)
# expect: re.compile('(?P<a>x)(y)(?P<b>z)', re.IGNORECASE|re.MULTILINE) (?P<a>x)(y)(?P<b>z) 42 3 {'a': 1, 'b': 3} mappingproxy
print(re.compile('a'), re.compile(b'a', re.A | re.S), re.compile('a' * 300).__repr__()[-5:])
# expect: re.compile('a') re.compile(b'a', re.DOTALL|re.ASCII) aaaa)
print(re.compile('(?i)a').flags, re.compile('a', re.A).flags, re.compile(b'a').flags)
# expect: 34 256 0
print(re.compile('a') == re.compile('a'), re.compile('a') == re.compile(b'a'),
      re.compile('a') != re.compile('a', re.I), re.compile('a') is re.compile('a'),
      hash(re.compile('a')) == hash(re.compile('a')), re.compile('a') == 'a')
      # expect: True False True True True False
re.purge()
print(p.__copy__() is p, p.__deepcopy__({}) is p)    # expect: True True
print(repr(re.I), repr(re.I | re.M), repr(re.A), re.I | 8 == re.I | re.M, re.I.value, int(re.X | re.S))
# expect: re.IGNORECASE re.IGNORECASE|re.MULTILINE re.ASCII True 2 80
print(re.NOFLAG == 0, re.I & re.M == 0, bool(re.I & re.I), isinstance(re.I, re.RegexFlag))
# expect: True True True True
try:
    re.Pattern()
except TypeError as e:
    print(e)    # expect: cannot create 're.Pattern' instances
try:
    p.groups = 5
except AttributeError as e:
    print(type(e).__name__)    # expect: AttributeError
try:
    re.compile('a') < re.compile('b')
except TypeError as e:
    print(e)    # expect: '<' not supported between instances of 're.Pattern' and 're.Pattern'
import weakref
print(weakref.ref(p)() is p)    # expect: True
print(re.error.__mro__[1], re.error('message').pos, re.error('message', 'a\nb', 2))
# expect: <class 'Exception'> None message at position 2 (line 2, column 1)
print(sorted(re.__all__) == sorted(set(re.__all__)), all(hasattr(re, name) for name in re.__all__))
# expect: True True
