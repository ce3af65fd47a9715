# sub, subn, split, findall, finditer: templates, functions, empty matches, limits.

import re

print(re.sub('x*', '-', 'abxd'), re.sub('', '-', 'abc'), re.sub(r'\b', '|', 'ab cd'))
# expect: -a-b--d- -a-b-c- |ab| |cd|
print(re.sub('a', 'b', 'banana', 2), re.subn('a', 'b', 'banana'), re.subn('z', 'b', 'banana'))
# expect: bbnbna ('bbnbnb', 3) ('banana', 0)
print(re.sub(r'(\w)(\w)', r'\2\1', 'abcd ef'), re.sub('(?P<n>a)', r'<\g<n>\g<1>\1>', 'cat'))
# expect: badc fe c<aaa>t
print(ascii(re.sub('a', r'\t\n\v\r\f\a\b\0\101\060\\', 'a')), re.sub('a', r'\.\-', 'a'))
# expect: '\t\n\x0b\r\x0c\x07\x08\x00A0\\' \.\-
print(re.sub('a', lambda m: m[0].upper(), 'banana'), re.sub('(a)|b', r'[\1]', 'ab'))
# expect: bAnAnA [a][]
print(re.sub('.', lambda m: None, 'abc') == '', re.sub(b'a', b'<\\g<0>>', b'cat'))
# expect: True b'c<a>t'
for template in [r'\g', r'\g<', r'\g<>', r'\g<1', r'\g<2>', r'\2', r'\q', r'\g<n', r'\g<1a1>',
                 r'\g<-1>', r'\g<n>', r'\400', r'\9', '\\', r'\g< >']:
    try:
        print(template, re.sub('(a)', template, 'a'))
    except (re.error, IndexError) as e:
        print(template, type(e).__name__, e)
        # expect: \g error missing < at position 2
        # expect: \g< error missing group name at position 3
        # expect: \g<> error missing group name at position 3
        # expect: \g<1 error missing >, unterminated name at position 3
        # expect: \g<2> error invalid group reference 2 at position 3
        # expect: \2 error invalid group reference 2 at position 1
        # expect: \q error bad escape \q at position 0
        # expect: \g<n error missing >, unterminated name at position 3
        # expect: \g<1a1> error bad character in group name '1a1' at position 3
        # expect: \g<-1> error bad character in group name '-1' at position 3
        # expect: \g<n> IndexError unknown group name 'n'
        # expect: \400 error octal escape value \400 outside of range 0-0o377 at position 0
        # expect: \9 error invalid group reference 9 at position 1
        # expect: \ error bad escape (end of pattern) at position 0
        # expect: \g< > error bad character in group name ' ' at position 3
for replacement in [b'x', 5, lambda m: 5]:
    try:
        re.sub('b', replacement, 'abc')
    except TypeError as e:
        print(e)
        # expect: sequence item 1: expected str instance, bytes found
        # expect: decoding to str: need a bytes-like object, int found
        # expect: sequence item 1: expected str instance, int found

print(re.split(',', 'a,b,c'), re.split('(,)', 'a,b'), re.split('x*', 'axbc'), re.split('', 'ab'))
# expect: ['a', 'b', 'c'] ['a', ',', 'b'] ['', 'a', '', 'b', 'c', ''] ['', 'a', 'b', '']
print(re.split(',', 'a,b,c', 1), re.split(',', 'a,b', maxsplit=-1), re.split('(a)|b', 'xby'))
# expect: ['a', 'b,c'] ['a,b'] ['x', None, 'y']
print(re.split(b',', b'a,b'), re.split(r'\s*;\s*', 'a ; b;c'), re.split('x', ''))
# expect: [b'a', b'b'] ['a', 'b', 'c'] ['']

print(re.findall('a', 'banana'), re.findall('(a)(n)?', 'banana'), re.findall('(n)a', 'banana'))
# expect: ['a', 'a', 'a'] [('a', 'n'), ('a', 'n'), ('a', '')] ['n', 'n']
print(re.findall('a|', 'ba'), re.findall('', 'ab'), re.compile('a').findall('aaaa', 1, 3))
# expect: ['', 'a', ''] ['', '', ''] ['a', 'a']
print([m.span() for m in re.finditer('a*?', 'aa')], [m[0] for m in re.finditer(r'\d+', 'a1b22')])
# expect: [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2)] ['1', '22']
print(type(re.finditer('a', 'a')).__name__)    # expect: callable_iterator
scanner = re.compile(r'\w').scanner('ab c')
print(scanner.match(), scanner.match(), scanner.match(), scanner.search(), scanner.pattern)
# expect: <re.Match object; span=(0, 1), match='a'> <re.Match object; span=(1, 2), match='b'> None None re.compile('\\w')

def number(scanner, text):
    return int(text)
scanner = re.Scanner([(r'\d+', number), (r'(a)(b)', lambda s, t: t.upper()), (r'\s+', None)])
print(scanner.scan('12 ab 34 ?'))    # expect: ([12, 'AB', 34], '?')

# The string may be matched again while it is being replaced.
text = 'word ' * 400
print(len(re.sub(r'\w+', lambda m: re.sub('o', '0', 'foo' * 200)[:2], text)))    # expect: 1200
data = bytearray(b'a-b-c-d')
def shrink(m):
    data.clear()
    return b'.'
try:
    print(len(re.sub(b'-', shrink, data)) >= 0)
except BufferError:
    print(True)    # expect: True
print(re.escape('a.b*c[] \n-é'), re.escape(b'a.b\xff'))
# expect: a\.b\*c\[\]\ \
# expect: \-é b'a\\.b\xff'
