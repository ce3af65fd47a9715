# What match objects know and do.

import re

m = re.match(r'(?P<x>a)(?P<y>b)?(c)', 'acd')
print(m)    # expect: <re.Match object; span=(0, 2), match='ac'>
print(m.group(), m.group(0), m.group(1, 'y', 3), m['x'], m[3], m['y'])
# expect: ac ac ('a', None, 'c') a c None
print(m.groups(), m.groups('-'), m.groupdict(), m.groupdict(default=0))
# expect: ('a', None, 'c') ('a', '-', 'c') {'x': 'a', 'y': None} {'x': 'a', 'y': 0}
print(m.start(), m.end(), m.span(), m.span('y'), m.start(3), m.end('x'))
# expect: 0 2 (0, 2) (-1, -1) 1 1
print(m.regs, m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re)
# expect: ((0, 2), (0, 1), (-1, -1), (1, 2)) 3 None 0 3 acd re.compile('(?P<x>a)(?P<y>b)?(c)')
print(m.expand(r'<\1\2\g<3>\g<x>\n>'), bool(m))
# expect: <aca
# expect: > True
for key in [4, -1, 'z', 1.5, None, 10 ** 30]:
    try:
        print(m[key])
    except IndexError as e:
        print(e)
        # expect: no such group
        # expect: no such group
        # expect: no such group
        # expect: no such group
        # expect: no such group
        # expect: no such group
try:
    m.group('nothing')
except IndexError as e:
    print(e)    # expect: no such group
print(m.__copy__() is m, m.__deepcopy__({}) is m)    # expect: True True
print(re.Match[str], re.Pattern[bytes], type(m))
# expect: re.Match[str] re.Pattern[bytes] <class 're.Match'>
print(re.search('b', 'abc').span(), re.search('x', 'abc'))    # expect: (1, 2) None
print(re.compile('b').search('abcb', 2).span(), re.compile('^b').match('ab', 1),
      re.compile('b$').search('abc', 0, 2))
      # expect: (3, 4) None <re.Match object; span=(1, 2), match='b'>
print(re.compile('a').match('ba', -5, 100), re.compile('a').match('ba', 5))    # expect: None None

# The last group that ended.
for pattern, string in [('(a)(b)', 'ab'), ('((a)(b))', 'ab'), ('(?:(a)|(b))*', 'ba'),
                        ('(a)()', 'a'), ('(?=(abc))(a)', 'abc'), ('(?P<n>a)|(?P<m>b)', 'b'),
                        ('(a)?b', 'b'), ('((a)|b)*', 'ab')]:
    m = re.match(pattern, string)
    print(pattern, m.lastindex, m.lastgroup, m.groups())
    # expect: (a)(b) 2 None ('a', 'b')
    # expect: ((a)(b)) 1 None ('ab', 'a', 'b')
    # expect: (?:(a)|(b))* 1 None ('a', 'b')
    # expect: (a)() 2 None ('a', '')
    # expect: (?=(abc))(a) 2 None ('abc', 'a')
    # expect: (?P<n>a)|(?P<m>b) 2 m (None, 'b')
    # expect: (a)?b None None (None,)
    # expect: ((a)|b)* 1 None ('b', 'a')
print(re.fullmatch('a|ab', 'ab'), re.fullmatch('a*?', 'aaa'), re.fullmatch('ab', 'abc'))
# expect: <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 3), match='aaa'> None
print(re.compile('b+').fullmatch('abbc', 1, 3))
# expect: <re.Match object; span=(1, 3), match='bb'>
long = re.match('x*', 'x' * 300)
print(len(repr(long)), repr(long)[:60])
# expect: 90 <re.Match object; span=(0, 300), match='xxxxxxxxxxxxxxxxxxxx
print(re.match(b'a(.)', bytearray(b'abc')).groups(), re.match(b'a', memoryview(b'ab')))
# expect: (b'b',) <re.Match object; span=(0, 1), match=b'a'>
