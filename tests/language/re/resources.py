# Patterns that take long or much: nothing crashes.

import re

print(re.match('(?:a|b)*c', 'ab' * 100000))    # expect: None
print(re.match('(a|b)*', 'ab' * 100000).end())    # expect: 200000
print(re.match('(?:.|\n)*?z', 'x' * 50000 + 'z').end())    # expect: 50001
print(re.match('(a?){25}a{25}', 'a' * 25).end())    # expect: 25
print(re.search('(a+)+$', 'a' * 18 + 'b'))    # expect: None
try:
    re.compile('(' * 5000 + ')' * 5000)
except RecursionError as e:
    print('RecursionError')    # expect: RecursionError
print(re.compile('(?:' * 100 + 'a' + ')' * 100).match('a'))
# expect: <re.Match object; span=(0, 1), match='a'>
print(len(re.findall('a', 'a' * 200000)), re.sub('a', '', 'a' * 100000 + 'b'))    # expect: 200000 b
print(re.compile('|'.join('w%d' % i for i in range(3000))).fullmatch('w2999'))
# expect: <re.Match object; span=(0, 5), match='w2999'>
print(re.compile(''.join('(%s)' % c for c in 'ab' * 150)).match('ab' * 150).lastindex)
# expect: 300
