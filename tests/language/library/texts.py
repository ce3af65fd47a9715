# fnmatch, getopt, shlex.

import fnmatch
import getopt
import shlex

for name, pattern in [('a.py', '*.py'), ('a.txt', '*.py'), ('ab', 'a?'), ('a]', 'a[]]'), ('ac', 'a[!b]'),
                      ('a-', 'a[a-]'), ('a\nb', 'a*'), ('x', '[z-a]'), ('[', '[')]:
    print(fnmatch.fnmatch(name, pattern), fnmatch.translate(pattern))
    # expect: True (?s:.*\.py)\Z
    # expect: False (?s:.*\.py)\Z
    # expect: True (?s:a.)\Z
    # expect: True (?s:a[]])\Z
    # expect: True (?s:a[^b])\Z
    # expect: True (?s:a[a\-])\Z
    # expect: True (?s:a.*)\Z
    # expect: False (?s:(?!))\Z
    # expect: True (?s:\[)\Z
print(fnmatch.filter(['a.py', 'b.c', 'c.py'], '*.py'), fnmatch.fnmatchcase(b'ab', b'A*'))
# expect: ['a.py', 'c.py'] False

print(getopt.getopt(['-a', '-bx', '--long', '--arg=5', 'rest', '-c'], 'ab:', ['long', 'arg=']))
# expect: ([('-a', ''), ('-b', 'x'), ('--long', ''), ('--arg', '5')], ['rest', '-c'])
print(getopt.gnu_getopt(['x', '-a', 'y', '--', '-z'], 'a'))
# expect: ([('-a', '')], ['x', 'y', '-z'])
for args in [['-q'], ['-b'], ['--nothing'], ['--arg'], ['--long=1'], ['--l']]:
    try:
        print(getopt.getopt(args, 'ab:', ['long', 'arg=', 'lone']))
    except getopt.GetoptError as e:
        print(e, '|', e.opt)
        # expect: option -q not recognized | q
        # expect: option -b requires argument | b
        # expect: option --nothing not recognized | nothing
        # expect: option --arg requires argument | arg
        # expect: option --long must not have an argument | long
        # expect: option --l not a unique prefix | l

print(shlex.split('a "b c" d\\ e \'f g\' # h'), shlex.split('x # y', comments=True))
# expect: ['a', 'b c', 'd e', 'f g', '#', 'h'] ['x']
print(shlex.quote("it's"), shlex.quote(''), shlex.quote('plain'), shlex.join(['a b', 'c']))
# expect: 'it'"'"'s' '' plain 'a b' c
for text in ['"abc', 'a\\']:
    try:
        shlex.split(text)
    except ValueError as e:
        print(e)
        # expect: No closing quotation
        # expect: No escaped character
print(list(shlex.shlex('a && b || c; d>e', punctuation_chars=True)), list(shlex.shlex("x='1' # c")))
# expect: ['a', '&&', 'b', '||', 'c', ';', 'd', '>', 'e'] ['x', '=', "'1'"]
