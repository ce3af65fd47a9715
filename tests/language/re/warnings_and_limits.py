# Repeats beyond any string, and what patterns and templates warn of, at whose line.

import re, sys, warnings
warnings.simplefilter('always')
print(re.match('.{4294967294}', 'x'*1000), re.match('.{,4294967294}', 'x'*1000).end(), re.match('.{4294967290,}?', 'xx'), re.match('(?:a{4294967294})?b', 'b'))
# expect: None 1000 None <re.Match object; span=(0, 1), match='b'>
with warnings.catch_warnings(record=True) as w:
    re.compile('[[a]'); re.sub('(a)', r'\g<+1>', 'a'); re.compile('[a||b]'); re.compile('(a)(?(+1)b)')
here = sys._getframe().f_lineno
for x in w: print(here - x.lineno, x.category.__name__, x.message)
# expect: 1 FutureWarning Possible nested set at position 1
# expect: 1 DeprecationWarning bad character in group name '+1' at position 3
# expect: 1 FutureWarning Possible set union at position 2
# expect: 1 DeprecationWarning bad character in group name '+1' at position 6
