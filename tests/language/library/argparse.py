# argparse: what is parsed, what is refused, what help says.
# env: COLUMNS=80

import argparse
import sys

p = argparse.ArgumentParser(prog='prog', description='A program that does %(prog)s things and more, so '
                            'that its description is longer than one line.', epilog='The end.')
p.add_argument('file', help='a file')
p.add_argument('rest', nargs='*', type=int, help='numbers (default: %(default)s)')
p.add_argument('-v', '--verbose', action='count', default=0, help='say more')
p.add_argument('--level', choices=['low', 'high'], default='low', help='how much')
p.add_argument('-o', '--output', metavar='OUT', help='where to')
p.add_argument('--flag', action=argparse.BooleanOptionalAction)
p.add_argument('-D', dest='defines', action='append', default=[])
p.add_argument('--const', action='store_const', const=5)
p.add_argument('--pair', nargs=2, type=float)
p.add_argument('--version', action='version', version='%(prog)s 1.0')
group = p.add_mutually_exclusive_group()
group.add_argument('--yes', action='store_true')
group.add_argument('--no', action='store_false')
print(p.format_help())
for line in ['f', 'f 1 2 3 -vv', '-o out f --level=high', 'f --flag -D a -Db -D=c', 'f --no-flag --const',
             'f --pair 1 2.5', '-vo x f', 'f -- -1', 'f --verb']:
    print(p.parse_args(line.split()))
for line in ['', 'f x', 'f --level mid', 'f --yes --no', 'f --unknown', 'f -o', 'f --pair 1', 'f --ver',
             'f --flag=1', '--version', '-h']:
    try:
        p.parse_args(line.split())
    except SystemExit as e:
        print('exit', e.code)
        # The messages went to stderr.

sub = argparse.ArgumentParser(prog='git', exit_on_error=False)
commands = sub.add_subparsers(dest='command', title='commands', help='what to do')
add = commands.add_parser('add', help='adds', aliases=['a'])
add.add_argument('--all', action='store_true')
add.add_argument('paths', nargs='+')
commands.add_parser('log').set_defaults(function='log')
print(sub.format_help(), add.format_usage())
print(sub.parse_args(['add', 'x', '--all']), sub.parse_args(['log']), sub.parse_known_args(['a', 'p', '--q']))
try:
    sub.parse_args(['nothing'])
except argparse.ArgumentError as e:
    print(e)
class P(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)
q = P(prog='q', fromfile_prefix_chars='@', formatter_class=argparse.ArgumentDefaultsHelpFormatter)
q.add_argument('--n', type=int, required=True, help='n')
q.add_argument('--m', default='7', type=int, help='m')
print(q.parse_args(['--n', '5']), repr(q))
for args in [[], ['--n', 'x'], ['--n']]:
    try:
        q.parse_args(args)
    except ValueError as e:
        print(e)
print(q.format_help(), argparse.Namespace(a=1, b='x') == argparse.Namespace(b='x', a=1))
for bad in [lambda: p.add_argument('-v'), lambda: p.add_argument('x', required=True),
            lambda: p.add_argument('--z', action='foo'), lambda: p.add_argument('--z', type=5),
            lambda: p.add_argument('--z', nargs=0), lambda: p.add_argument('--', dest=None)]:
    try:
        bad()
    except (argparse.ArgumentError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 4, in <module>
# expect-stderr:     import argparse
# expect-stderr:   File "{file}", line 7, in <module>
# expect-stderr:     p = argparse.ArgumentParser(prog='prog', description='A program that does %(prog)s things and more, so '
# expect-stderr:         ^^^^^^^^^^^^^^^^^^^^^^^
# expect-stderr: AttributeError: partially initialized module 'argparse' has no attribute 'ArgumentParser' (most likely due to a circular import)
# expect-exit: 1
