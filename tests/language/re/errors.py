# Patterns that are wrong are refused with CPython's words, at CPython's places.

import re

wrong = [
    '(', ')', '*a', 'a**', '(?P<a', '(?P<1>x)', '[a', 'a{2,1}', '(?<=a*)b', r'\q', '(?z)', '(?P=x)',
    '(?i', 'x(?i)', '(?<x)', r'\8', '(?(1)a|b|c)', '(?(2)a)', '[z-a]', '\\', r'[\w-a]',
    '(?P<a>x)(?P<a>y)', '(?#', r'\x1', '(?-i', '(?i-i:a)', '(?P>x)', '(?', '(?P', 'a{99999999999}',
    r'\777', r'[\777]', "a\n(b", '(?P<>x)', '(?(', '(?(a)b)', '(?(0)a)', r'(a\1)', '(?P<a>(?P=a))',
    r'(?<=(a)\1)', r'(?<=(?(1)b|a))', '(?au)', '(?-u:a)', '(?i-:a)', '(?-', '(?-z', '(?iz',
    r'\u12', r'\U00110000', 'a|*', '(|+)', '^*', r'\b+', 'a{1}{2}', '(?L:a)', '[]', '[^]', '(?s', r'\Z*',
    '(?(-1)a)', '(?P', '(?P=', '(?P=a', '(?P<a', '(?P<a.>x)', '(?<', '(?>', '(?<=', '(?(1', '(?a-',
]
for pattern in wrong:
    try:
        print(repr(pattern), re.compile(pattern))
    except (re.error, OverflowError, ValueError) as e:
        print(repr(pattern), e, getattr(e, 'pos', None), getattr(e, 'lineno', None),
              getattr(e, 'colno', None))
              # expect: '(' missing ), unterminated subpattern at position 0 0 1 1
              # expect: ')' unbalanced parenthesis at position 0 0 1 1
              # expect: '*a' nothing to repeat at position 0 0 1 1
              # expect: 'a**' multiple repeat at position 2 2 1 3
              # expect: '(?P<a' missing >, unterminated name at position 4 4 1 5
              # expect: '(?P<1>x)' bad character in group name '1' at position 4 4 1 5
              # expect: '[a' unterminated character set at position 0 0 1 1
              # expect: 'a{2,1}' min repeat greater than max repeat at position 2 2 1 3
              # expect: '(?<=a*)b' look-behind requires fixed-width pattern None None None
              # expect: '\\q' bad escape \q at position 0 0 1 1
              # expect: '(?z)' unknown extension ?z at position 1 1 1 2
              # expect: '(?P=x)' unknown group name 'x' at position 4 4 1 5
              # expect: '(?i' missing -, : or ) at position 3 3 1 4
              # expect: 'x(?i)' global flags not at the start of the expression at position 1 1 1 2
              # expect: '(?<x)' unknown extension ?<x at position 1 1 1 2
              # expect: '\\8' invalid group reference 8 at position 1 1 1 2
              # expect: '(?(1)a|b|c)' conditional backref with more than two branches at position 8 8 1 9
              # expect: '(?(2)a)' invalid group reference 2 at position 3 3 1 4
              # expect: '[z-a]' bad character range z-a at position 1 1 1 2
              # expect: '\\' bad escape (end of pattern) at position 0 0 1 1
              # expect: '[\\w-a]' bad character range \w-a at position 1 1 1 2
              # expect: '(?P<a>x)(?P<a>y)' redefinition of group name 'a' as group 2; was group 1 at position 12 12 1 13
              # expect: '(?#' missing ), unterminated comment at position 0 0 1 1
              # expect: '\\x1' incomplete escape \x1 at position 0 0 1 1
              # expect: '(?-i' missing : at position 4 4 1 5
              # expect: '(?i-i:a)' bad inline flags: flag turned on and off at position 5 5 1 6
              # expect: '(?P>x)' unknown extension ?P> at position 1 1 1 2
              # expect: '(?' unexpected end of pattern at position 2 2 1 3
              # expect: '(?P' unexpected end of pattern at position 3 3 1 4
              # expect: 'a{99999999999}' the repetition number is too large None None None
              # expect: '\\777' octal escape value \777 outside of range 0-0o377 at position 0 0 1 1
              # expect: '[\\777]' octal escape value \777 outside of range 0-0o377 at position 1 1 1 2
              # expect: 'a\n(b' missing ), unterminated subpattern at position 2 (line 2, column 1) 2 2 1
              # expect: '(?P<>x)' missing group name at position 4 4 1 5
              # expect: '(?(' missing group name at position 3 3 1 4
              # expect: '(?(a)b)' unknown group name 'a' at position 3 3 1 4
              # expect: '(?(0)a)' bad group number at position 3 3 1 4
              # expect: '(a\\1)' cannot refer to an open group at position 2 2 1 3
              # expect: '(?P<a>(?P=a))' cannot refer to an open group at position 10 10 1 11
              # expect: '(?<=(a)\\1)' cannot refer to group defined in the same lookbehind subpattern at position 9 9 1 10
              # expect: '(?<=(?(1)b|a))' cannot refer to an open group at position 9 9 1 10
              # expect: '(?au)' bad inline flags: flags 'a', 'u' and 'L' are incompatible at position 4 4 1 5
              # expect: '(?-u:a)' bad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 4 4 1 5
              # expect: '(?i-:a)' missing flag at position 4 4 1 5
              # expect: '(?-' missing flag at position 3 3 1 4
              # expect: '(?-z' unknown flag at position 3 3 1 4
              # expect: '(?iz' unknown flag at position 3 3 1 4
              # expect: '\\u12' incomplete escape \u12 at position 0 0 1 1
              # expect: '\\U00110000' bad escape \U00110000 at position 0 0 1 1
              # expect: 'a|*' nothing to repeat at position 2 2 1 3
              # expect: '(|+)' nothing to repeat at position 2 2 1 3
              # expect: '^*' nothing to repeat at position 1 1 1 2
              # expect: '\\b+' nothing to repeat at position 2 2 1 3
              # expect: 'a{1}{2}' multiple repeat at position 4 4 1 5
              # expect: '(?L:a)' bad inline flags: cannot use 'L' flag with a str pattern at position 3 3 1 4
              # expect: '[]' unterminated character set at position 0 0 1 1
              # expect: '[^]' unterminated character set at position 0 0 1 1
              # expect: '(?s' missing -, : or ) at position 3 3 1 4
              # expect: '\\Z*' nothing to repeat at position 2 2 1 3
              # expect: '(?(-1)a)' bad character in group name '-1' at position 3 3 1 4
              # expect: '(?P' unexpected end of pattern at position 3 3 1 4
              # expect: '(?P=' missing group name at position 4 4 1 5
              # expect: '(?P=a' missing ), unterminated name at position 4 4 1 5
              # expect: '(?P<a' missing >, unterminated name at position 4 4 1 5
              # expect: '(?P<a.>x)' bad character in group name 'a.' at position 4 4 1 5
              # expect: '(?<' unexpected end of pattern at position 3 3 1 4
              # expect: '(?>' missing ), unterminated subpattern at position 0 0 1 1
              # expect: '(?<=' missing ), unterminated subpattern at position 0 0 1 1
              # expect: '(?(1' missing ), unterminated name at position 3 3 1 4
              # expect: '(?a-' missing flag at position 4 4 1 5

for pattern in [b'(?u)a', b'(?u:a)', b'(?P<a\xff', b'(\xff', b'\\q', rb'\u0041', b'(?P<1>a)']:
    try:
        print(pattern, re.compile(pattern))
    except re.error as e:
        print(pattern, e, e.pattern, e.msg)
        # expect: b'(?u)a' bad inline flags: cannot use 'u' flag with a bytes pattern at position 3 b'(?u)a' bad inline flags: cannot use 'u' flag with a bytes pattern
        # expect: b'(?u:a)' bad inline flags: cannot use 'u' flag with a bytes pattern at position 3 b'(?u:a)' bad inline flags: cannot use 'u' flag with a bytes pattern
        # expect: b'(?P<a\xff' missing >, unterminated name at position 4 b'(?P<a\xff' missing >, unterminated name
        # expect: b'(\xff' missing ), unterminated subpattern at position 0 b'(\xff' missing ), unterminated subpattern
        # expect: b'\\q' bad escape \q at position 0 b'\\q' bad escape \q
        # expect: b'\\u0041' bad escape \u at position 0 b'\\u0041' bad escape \u
        # expect: b'(?P<1>a)' bad character in group name '1' at position 4 b'(?P<1>a)' bad character in group name '1'

for flags in [re.L, re.A | re.U]:
    try:
        re.compile('a', flags)
    except ValueError as e:
        print(e)
        # expect: cannot use LOCALE flag with a str pattern
        # expect: ASCII and UNICODE flags are incompatible
for flags in [re.U, re.A | re.L]:
    try:
        re.compile(b'a', flags)
    except ValueError as e:
        print(e)
        # expect: cannot use UNICODE flag with a bytes pattern
        # expect: ASCII and LOCALE flags are incompatible
for bad in [5, None, bytearray(b'a')]:
    try:
        re.compile(bad)
    except TypeError as e:
        print(e)
        # expect: first argument must be string or compiled pattern
        # expect: first argument must be string or compiled pattern
        # expect: unhashable type: 'bytearray'
try:
    re.compile(re.compile('a'), re.I)
except ValueError as e:
    print(e)    # expect: cannot process flags argument with a compiled pattern
for function, string in [(re.match, b'a'), (re.search, 5), (re.sub, 'b'), (re.findall, None)]:
    try:
        function('a', string, *(['x', 'y'][:1] if function is re.sub else []))
        print('fine')
    except TypeError as e:
        print(e)
        # expect: cannot use a string pattern on a bytes-like object
        # expect: expected string or bytes-like object, got 'int'
        # expect: fine
        # expect: expected string or bytes-like object, got 'NoneType'
try:
    re.match(b'a', 'a')
except TypeError as e:
    print(e)    # expect: cannot use a bytes pattern on a string-like object
