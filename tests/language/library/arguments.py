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
# expect: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect:             [--yes | --no]
# expect:             file [rest ...]
# expect:
# expect: A program that does prog things and more, so that its description is longer
# expect: than one line.
# expect:
# expect: positional arguments:
# expect:   file                  a file
# expect:   rest                  numbers (default: None)
# expect:
# expect: options:
# expect:   -h, --help            show this help message and exit
# expect:   -v, --verbose         say more
# expect:   --level {low,high}    how much
# expect:   -o OUT, --output OUT  where to
# expect:   --flag, --no-flag
# expect:   -D DEFINES
# expect:   --const
# expect:   --pair PAIR PAIR
# expect:   --version             show program's version number and exit
# expect:   --yes
# expect:   --no
# expect:
# expect: The end.
# expect:
for line in ['f', 'f 1 2 3 -vv', '-o out f --level=high', 'f --flag -D a -Db -D=c', 'f --no-flag --const',
             'f --pair 1 2.5', '-vo x f', 'f -- -1', 'f --verb']:
    print(p.parse_args(line.split()))
    # expect: Namespace(file='f', rest=[], verbose=0, level='low', output=None, flag=None, defines=[], const=None, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[1, 2, 3], verbose=2, level='low', output=None, flag=None, defines=[], const=None, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[], verbose=0, level='high', output='out', flag=None, defines=[], const=None, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[], verbose=0, level='low', output=None, flag=True, defines=['a', 'b', 'c'], const=None, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[], verbose=0, level='low', output=None, flag=False, defines=[], const=5, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[], verbose=0, level='low', output=None, flag=None, defines=[], const=None, pair=[1.0, 2.5], yes=False, no=True)
    # expect: Namespace(file='f', rest=[], verbose=1, level='low', output='x', flag=None, defines=[], const=None, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[-1], verbose=0, level='low', output=None, flag=None, defines=[], const=None, pair=None, yes=False, no=True)
    # expect: Namespace(file='f', rest=[], verbose=1, level='low', output=None, flag=None, defines=[], const=None, pair=None, yes=False, no=True)
for line in ['', 'f x', 'f --level mid', 'f --yes --no', 'f --unknown', 'f -o', 'f --pair 1', 'f --ver',
             'f --flag=1', '--version', '-h']:
    try:
        p.parse_args(line.split())
    except SystemExit as e:
        print('exit', e.code)
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: exit 2
        # expect: prog 1.0
        # expect: exit 0
        # expect: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
        # expect:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
        # expect:             [--yes | --no]
        # expect:             file [rest ...]
        # expect:
        # expect: A program that does prog things and more, so that its description is longer
        # expect: than one line.
        # expect:
        # expect: positional arguments:
        # expect:   file                  a file
        # expect:   rest                  numbers (default: None)
        # expect:
        # expect: options:
        # expect:   -h, --help            show this help message and exit
        # expect:   -v, --verbose         say more
        # expect:   --level {low,high}    how much
        # expect:   -o OUT, --output OUT  where to
        # expect:   --flag, --no-flag
        # expect:   -D DEFINES
        # expect:   --const
        # expect:   --pair PAIR PAIR
        # expect:   --version             show program's version number and exit
        # expect:   --yes
        # expect:   --no
        # expect:
        # expect: The end.
        # expect: exit 0
        # The messages went to stderr.

sub = argparse.ArgumentParser(prog='git', exit_on_error=False)
commands = sub.add_subparsers(dest='command', title='commands', help='what to do')
add = commands.add_parser('add', help='adds', aliases=['a'])
add.add_argument('--all', action='store_true')
add.add_argument('paths', nargs='+')
commands.add_parser('log').set_defaults(function='log')
print(sub.format_help(), add.format_usage())
# expect: usage: git [-h] {add,a,log} ...
# expect:
# expect: options:
# expect:   -h, --help   show this help message and exit
# expect:
# expect: commands:
# expect:   {add,a,log}  what to do
# expect:     add (a)    adds
# expect:  usage: git add [-h] [--all] paths [paths ...]
# expect:
print(sub.parse_args(['add', 'x', '--all']), sub.parse_args(['log']), sub.parse_known_args(['a', 'p', '--q']))
# expect: Namespace(command='add', all=True, paths=['x']) Namespace(command='log', function='log') (Namespace(command='a', all=False, paths=['p']), ['--q'])
try:
    sub.parse_args(['nothing'])
except argparse.ArgumentError as e:
    print(e)
    # expect: argument command: invalid choice: 'nothing' (choose from 'add', 'a', 'log')
class P(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)
q = P(prog='q', fromfile_prefix_chars='@', formatter_class=argparse.ArgumentDefaultsHelpFormatter)
q.add_argument('--n', type=int, required=True, help='n')
q.add_argument('--m', default='7', type=int, help='m')
print(q.parse_args(['--n', '5']), repr(q))
# expect: Namespace(n=5, m=7) P(prog='q', usage=None, description=None, formatter_class=<class 'argparse.ArgumentDefaultsHelpFormatter'>, conflict_handler='error', add_help=True)
for args in [[], ['--n', 'x'], ['--n']]:
    try:
        q.parse_args(args)
    except ValueError as e:
        print(e)
        # expect: the following arguments are required: --n
        # expect: argument --n: invalid int value: 'x'
        # expect: argument --n: expected one argument
print(q.format_help(), argparse.Namespace(a=1, b='x') == argparse.Namespace(b='x', a=1))
# expect: usage: q [-h] --n N [--m M]
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect:   --n N       n (default: None)
# expect:   --m M       m (default: 7)
# expect:  True
for bad in [lambda: p.add_argument('-v'), lambda: p.add_argument('x', required=True),
            lambda: p.add_argument('--z', action='foo'), lambda: p.add_argument('--z', type=5),
            lambda: p.add_argument('--z', nargs=0), lambda: p.add_argument('--', dest=None)]:
    try:
        bad()
    except (argparse.ArgumentError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
        # expect: ArgumentError argument -v: conflicting option string: -v
        # expect: TypeError 'required' is an invalid argument for positionals
        # expect: ValueError unknown action "foo"
        # expect: ValueError 5 is not callable
        # expect: ValueError nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate
        # expect: ValueError dest= is required for options like '--'
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: the following arguments are required: file, rest
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: argument rest: invalid int value: 'x'
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: argument --level: invalid choice: 'mid' (choose from 'low', 'high')
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: argument --no: not allowed with argument --yes
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: unrecognized arguments: --unknown
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: argument -o/--output: expected one argument
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: argument --pair: expected 2 arguments
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: ambiguous option: --ver could match --verbose, --version
# expect-stderr: usage: prog [-h] [-v] [--level {low,high}] [-o OUT] [--flag | --no-flag]
# expect-stderr:             [-D DEFINES] [--const] [--pair PAIR PAIR] [--version]
# expect-stderr:             [--yes | --no]
# expect-stderr:             file [rest ...]
# expect-stderr: prog: error: argument --flag/--no-flag: ignored explicit argument '1'
