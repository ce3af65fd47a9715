"""What a person types at the prompt, and how it is shown."""

import os
import re

from harness import home, plain_session, session, test
from screen import width_of
from session import SLOWNESS


# --- blocks ----------------------------------------------------------------------------------------

@test
def values_are_shown_and_remembered():
    with session() as s:
        s.type('1 + 1<enter>')
        s.see('>>> 1 + 1', '2', '>>>')
        s.type('_ * 21<enter>')
        s.see('>>> _ * 21', '42', '>>>')
        assert s.end() == 0
        assert s.is_restored()


@test
def a_block_is_indented_and_ends_with_a_blank_line():
    with session() as s:
        s.keys('def f(x):<enter>', 'if x:<enter>', 'return x * 2<enter>', 'return 0<enter>')
        s.see('>>> def f(x):', '...     if x:', '...         return x * 2', '...     return 0',
              '...')
        s.keys('<enter>', 'f(21)<enter>')
        s.see('>>> f(21)', '42', '>>>')


@test
def dedent_follows_the_words_that_end_a_block():
    for word in ('pass', 'break', 'continue', 'return', 'raise ValueError'):
        with session() as s:
            s.keys('while f:<enter>', 'if x:<enter>', word + '<enter>')
            s.see_cursor('...', 8)
            s.keys('<backspace>')
            s.see_cursor('...', 4)


@test
def clauses_go_below_their_statement():
    with session() as s:
        s.keys('for i in range(2):<enter>', 'if i:<enter>', 'print(1)<enter>', 'elif i == 2:')
        s.see('>>> for i in range(2):', '...     if i:', '...         print(1)', '...     elif i == 2:')
        s.keys('<c-_>')
        s.see('...         elif i == 2:')
        s.keys('<m-_>', '<enter>', 'try:<enter>', 'print(2)<enter>', 'except {1: 2}[1]:<enter>', 'pass<enter>',
               'finally:')
        s.see('...     elif i == 2:', '...         try:', '...             print(2)',
              '...         except {1: 2}[1]:', '...             pass', '...         finally:')
        s.keys('<enter>', 'pass<enter>', 'else:<enter>', 'pass<enter>', 'else:<enter>', 'print("end")<enter>')
        s.see('...         finally:', '...             pass', '...     else:', '...         pass',
              '... else:', '...     print("end")', '...')
        s.keys('<enter>')
        s.see('1', 'end', '>>>')
        s.keys('match 5:<enter>', 'case 4:<enter>', 'x = {<enter>', 'else:')
        s.see('>>> match 5:', '...     case 4:', '...         x = {', '...             else:')
        s.keys('<c-u>', '<backspace>', '}', '<enter>', 'case 5:', 'print("five")', '<enter>', '<enter>')
        s.see('>>> match 5:', '...     case 4:', '...         x = {}',
              '...     case 5:print("five")', '...', 'five', '>>>')
        s.keys('def f():<enter>', 'x = """<enter>', 'else:')
        s.see('>>> def f():', '...     x = """', '...     else:')


@test
def lines_within_brackets_are_indented_by_the_bracket():
    with session() as s:
        s.keys('def f(a,<enter>', 'b):<enter>', 'return {<enter>', '"x": [a,<enter>', 'b],<enter>', '}')
        s.see('>>> def f(a,', '...       b):', '...     return {', '...         "x": [a,',
              '...               b],', '...     }')
        s.keys('<enter>')
        s.see_cursor('...', 4)
        s.keys('<enter>')
        s.ready()
        s.keys('x = [<enter>', '1, # a [ (<enter>', ']<enter>', 'x<enter>')
        s.see('>>> x = [', '...     1, # a [ (', '... ]', '>>> x', '[1]', '>>>')
        s.keys('if x:<enter>', 'y = """a<enter>', '  b:<enter>', 'c"""<enter>')
        s.see('>>> if x:', '...     y = """a', '...       b:', '...       c"""', '...')
        s.see_cursor('...', 8)


@test
def a_block_is_edited_in_place():
    with session() as s:
        s.keys('for i in range(2):<enter>', 'print(i)<enter>')
        s.keys('<up>', '<up>', '<end>', '<left>', '<left>', '<backspace>', '3')
        s.see('>>> for i in range(3):', '...     print(i)', '...')
        s.see_cursor('>>> for i in range(3):', 20)
        s.keys('<down>', '<down>', '<enter>')
        s.see('...', '0', '1', '2', '>>>')


@test
def enter_within_a_block_adds_a_line():
    with session() as s:
        s.keys('if 1:<enter>', 'print(2)<enter>', '<up>', '<up>', '<end>', '<enter>', 'print(1)')
        s.see('>>> if 1:', '...     print(1)', '...     print(2)', '...')
        s.keys('<down>', '<down>', '<enter>')
        s.see('...', '1', '2', '>>>')


@test
def brackets_and_triple_quotes_want_more_lines():
    with session() as s:
        s.keys('x = [<enter>', '1,<enter>', '2]<enter>', 'x<enter>')
        s.see('>>> x = [', '...     1,', '...     2]', '>>> x', '[1, 2]', '>>>')
        s.keys('"""a<enter>', 'b"""<enter>')
        s.see('>>> """a', '... b"""', "'a\\nb'", '>>>')


@test
def alt_enter_always_adds_a_line():
    with session() as s:
        s.keys('x = 1<alt-enter>', 'y = 2')
        s.see('>>> x = 1', '... y = 2')
        s.keys('<enter>', 'x + y<enter>')
        s.see('>>> x + y', '3', '>>>')


@test
def keys_move_and_change():
    cases = [
        ('abc<left><left>X', 'aXbc'), ('abc<c-a>X', 'Xabc'), ('abc<home>X<end>Y', 'XabcY'),
        ('abc<home1>X<end4>Y', 'XabcY'), ('abc<homeO>X<endO>Y', 'XabcY'),
        ('abc<c-b><c-b><c-f>X', 'abXc'), ('abc<c-a><c-d>', 'bc'), ('abc<home><delete>', 'bc'),
        ('one two<m-b>X', 'one Xtwo'), ('one two<c-a><m-f>X', 'oneX two'),
        ('one two<ctrl-left><ctrl-left>X', 'Xone two'), ('one two<c-a><ctrl-right>X', 'oneX two'),
        ('one two<c-w>', 'one '), ('one two<c-w><c-w><c-y>', 'one two'),
        ('one two<c-a><m-d>', ' two'), ('one two<m-b><c-k><c-a><c-y>', 'twoone '),
        ('one two<m-b><c-u>', 'two'), ('ab<c-t>', 'ba'), ('abc<left><c-t>', 'acb'),
        ('abc<c-_>', ''), ('ab cd<c-_>', 'ab '), ('ab cd<c-_><m-r>', 'ab cd'),
        ('abc<c-a><c-k><c-_>', 'abc'), ('a\x1b[99~b', 'ab'),
    ]
    with session() as s:
        for keys, expected in cases:
            s.keys(*re.findall(r'<[^>]+>|\x1b[^a-zA-Z~]*[a-zA-Z~]|[^<\x1b]+', keys))
            s.wait(lambda: s.screen.rows()[s.screen.row].rstrip() == ('>>> ' + expected).rstrip(),
                   '%r: expected %r' % (keys, expected))
            s.keys('<c-c>')
            s.ready()


@test
def undo_and_redo_take_steps_back_and_forth():
    with session() as s:
        s.keys('one ', 'two ', 'three', '<c-_>')
        s.see('>>> one two')
        s.keys('<c-_>')
        s.see('>>> one')
        s.keys('<m-r>', '<m-r>')
        s.see('>>> one two three')


@test
def several_statements_in_a_block_run_one_after_another():
    with session() as s:
        s.paste('x = 1\ndef f():\n    return x\n\nf()\nif x:\n    print("yes")\nelse:\n    print()\n')
        s.type('<enter>')
        s.settle(0.1)
        s.see('1', 'yes', '>>>')
        s.paste('print("never")\nx = = 2\n')
        s.type('<enter>')
        s.see_row('SyntaxError: invalid syntax')
        s.ready()
        assert 'never' not in s.screen.rows()


# --- history ---------------------------------------------------------------------------------------

@test
def history_goes_back_and_forth_with_what_was_begun():
    with session() as s:
        for line in ('alpha = 1', 'beta = 2', 'alpha = 3'):
            s.run(line)
        s.keys('<up>')
        s.see('>>> alpha = 3')
        s.keys('<up>')
        s.see('>>> beta = 2')
        s.keys('<down>', '<down>')
        s.see('>>>')
        s.keys('be', '<up>')
        s.see('>>> beta = 2')
        s.keys('<down>')
        s.see('>>> be')


@test
def history_is_kept_in_a_file_blocks_whole():
    with home() as folder:
        with session(home=folder) as s:
            s.run('first = "a\\\\b"')
            s.keys('def f():<enter>', 'return 7<enter>', '<enter>')
            s.ready()
            s.end()
        path = folder + '/.local/state/ouro/history'
        assert os.stat(path).st_mode & 0o777 == 0o600
        with session(home=folder) as s:
            s.keys('<up>')
            s.see('>>> def f():', '...     return 7')
            s.keys('<up>', '<up>')
            s.see('>>> first = "a\\\\b"')


@test
def history_goes_where_xdg_says_and_is_bounded():
    with home() as folder:
        os.makedirs(folder + '/state/ouro')
        path = folder + '/state/ouro/history'
        with open(path, 'w') as file:
            file.writelines('x%d\n' % i for i in range(10500))
        with session(home=folder, environment={'XDG_STATE_HOME': folder + '/state'}) as s:
            s.run('newest = 1')
        lines = open(path).read().split('\n')
        assert lines[-2] == 'newest = 1' and len(lines) < 9000, len(lines)
        assert not os.path.exists(path + '.lock')


@test
def two_sessions_share_the_file():
    with home() as folder, session(home=folder) as one, session(home=folder) as two:
        for i in range(5):
            one.run('one%d = 0' % i)
            two.run('two%d = 0' % i)
        lines = open(folder + '/.local/state/ouro/history').read().split()
        assert sorted(line for line in lines if line[:3] in ('one', 'two')) == sorted(
            ['one%d' % i for i in range(5)] + ['two%d' % i for i in range(5)])


@test
def ctrl_r_searches_as_one_types():
    with session() as s:
        for line in ('alpha = 1', 'beta = 2', 'alphabet = 3'):
            s.run(line)
        s.keys('<c-r>', 'alpha')
        s.see('>>> alphabet = 3', "search: 'alpha'")
        s.keys('<c-r>')
        s.see('>>> alpha = 1', "search: 'alpha'")
        s.keys('<enter>')
        s.see('>>> alpha = 1')
        s.keys('<c-c>', 'typed', '<c-r>', 'nowhere')
        s.see_row("no block has: 'nowhere'")
        s.keys('<escape>')
        s.see('>>> typed')


# --- completion ------------------------------------------------------------------------------------

@test
def tab_completes_names_keywords_attributes_and_keys():
    with session() as s:
        s.keys('whi<tab>')
        s.see('>>> while')
        s.keys('<c-c>')
        s.run('import sys; unusual_name = dict(first_key=1)')
        s.keys('unu<tab>')
        s.see('>>> unusual_name')
        s.keys("['fi<tab>")
        s.see(">>> unusual_name['first_key']")
        s.keys('<c-c>', 'unusual_name.setd<tab>')
        s.see('>>> unusual_name.setdefault')
        s.keys('<c-c>', 'sys.getrefc<tab>')
        s.see('>>> sys.getrefcount')
        s.keys('<c-c>', 'import collections.a<tab>')
        s.see('>>> import collections.abc')
        s.keys('<c-c>', 'from sys import getrefc<tab>')
        s.see('>>> from sys import getrefcount')
        s.keys('<c-c>', 'import gc; sys.getrefc<tab>')
        s.see('>>> import gc; sys.getrefcount')
        s.keys('<c-c>', 'x = 1; import gc, textw<tab>')
        s.see('>>> x = 1; import gc, textwrap')


@test
def tab_completes_arguments_commands_and_more_lines():
    with session() as s:
        s.keys('class K: __init__ = lambda self, left, /, middle, *rest, right: None<enter>', '<enter>')
        s.run('k = {"key one": K, "deep": {"er": [0, (1, {"a.b": "text"})]}}')
        cases = [
            ('K(', ['middle=  right=']), ('K(1, mid', 'K(1, middle='),
            ('K(right=1, ', 'K(right=1, middle='),
            ('K(1)(', None), ('K([1, (2, 3)], ri', 'K([1, (2, 3)], right='), ('K(1, [mid', None),
            ('def K(mid', None), ('sorted([], reverse', ['reverse=  reversed']), ('K(right=mid', None),
            ('K(<alt-enter>mid', '    middle='), ('k["k', 'k["key one"]'), ("'a'.isupp", "'a'.isupper"),
            ('k["deep"]["', 'k["deep"]["er"]'), ('k["deep"][', "k[\"deep\"]['er']"),
            ('(k["deep"][\'er\'].app', '(k["deep"][\'er\'].append'),
            (':why k["deep"]["er"][-1][1]["a.b"].isupp', ':why k["deep"]["er"][-1][1]["a.b"].isupper'),
            ('k["deep"]["er"][2].', None), ('k["deep"]["er"][9].', None), ('k["deep"]', None),
            ('k["deep"][er].', None), ('k[0].', None), ('k["none"].', None), ('].', None),
            ('k["key one"](mid', 'k["key one"](middle='), ('k["deep"].x[0].', None), ('k[-', None),
            (':g', ':gc'), (':heap d', ':heap diff'), (':why k.setd', ':why k.setdefault'), (':gc ', None),
            ('k?', None), ('matc', 'match'), ('from textwrap import ded', 'from textwrap import dedent'),
            ('from json import scann', 'from json import scanner'), ('from nowhere import x', None),
        ]
        for typed, expected in cases:
            see_completed(s, typed, expected)


def see_completed(s, typed, expected):
    """`expected`: the line; a list of the rows below it; None: nothing happens."""
    s.keys(typed + '<tab>')
    expected = typed if expected is None else expected
    if isinstance(expected, list):
        s.see('>>> ' + typed, *expected)
    else:
        s.wait(lambda: s.screen.rows()[s.screen.row][4:] == expected.rstrip(), '%r: %r' % (
            typed, expected))
    s.keys('<c-c>')
    s.ready()


@test
def tab_completes_modules_within_modules():
    with home() as folder:
        os.mkdir(folder + '/package')
        for name in ('package/__init__', 'package/inner', 'json'):
            with open(folder + '/%s.py' % name, 'w') as file:
                file.write('print("RAN"); zone = 1\n')
        with session(home=folder, environment={'OURO_PATH': folder}) as s:
            for typed, expected in [
                    ('import os.pa', 'import os.path'), ('from os.pa', 'from os.path'),
                    ('import os.sy', None), ('from os.path import isab', 'from os.path import isabs'),
                    ('from os import getpi', 'from os import getpid'),
                    ('import package.in', 'import package.inner'), ('from package import zo', None),
                    ('from package import in', 'from package import inner'),
                    ('from json import zo', None), ('import nowhere.a', None)]:
                see_completed(s, typed, expected)
            assert 'RAN' not in s.written
            s.run('import package')
            see_completed(s, 'from package import zo', 'from package import zone')
            see_completed(s, 'import package.in', 'import package.inner')
            assert s.written.count('RAN') == 1


@test
def tab_completes_attributes_of_literals():
    with session() as s:
        s.keys('def f(*x): return "text"<enter>', '<enter>')
        s.run('list = dict = f')
        for typed, expected in [
                ('[].app', '[].append'), ('"".joi', '"".join'), ('{}.ite', '{}.items'),
                ('().cou', '().count'), ('[1, (2)].app', '[1, (2)].append'),
                ('{1, 2}.uni', '{1, 2}.union'), ('{1: {2}}.ite', '{1: {2}}.items'),
                ('{**{}}.ite', '{**{}}.items'), ('{f(x=[1:2])}.ite', None), ('(1, 2).cou', '(1, 2).count'),
                ('(1).cou', None), ('(f).cou', None), ("b'x'.fromh", "b'x'.fromhex"),
                ("b'x'.isid", None), ("'x'.isid", "'x'.isidentifier"), ('1.5.is_', '1.5.is_integer'),
                ('1j.conj', '1j.conjugate'), ('f().cou', None), ('f[0].app', None), ('f[0][1].app', None),
                ('x = f() or [].app', 'x = f() or [].append'), ('f([1].app', 'f([1].append'),
                ('return [].app', 'return [].append'), ('None[0].app', None), ('[1]).app', None),
                ('"a"[0].app', None), ('"[].app', None)]:
            see_completed(s, typed, expected)


@test
def tab_shows_what_there_is_below_the_line():
    with session() as s:
        s.run('prefix_one = prefix_two = 1')
        s.keys('pref<tab>')
        s.see('>>> prefix_', 'prefix_one  prefix_two')
        s.see_cursor('>>> prefix_', 11)
        s.keys('o')
        s.see('>>> prefix_o')
        s.keys('<tab>', '<enter>')
        s.see('>>> prefix_one', '1', '>>>')


@test
def completion_runs_nothing():
    with session() as s:
        s.paste('class C:\n'
                '    @property\n'
                '    def danger(self): print("RAN"); return "text"\n'
                '    def __getattr__(self, name): print("RAN"); raise AttributeError(name)\n'
                '    def __dir__(self): print("RAN"); return []\n'
                '    __slots__ = ("slot_a",)\n'
                'class D(C):\n'
                '    def __init__(self): self.visible = "t"\n'
                'd = D(); d.slot_a = "s"; d2 = D(); d2.__dict__\n')
        s.type('<enter>')
        s.settle(0.1)
        s.ready()
        s.keys('d.<tab>')
        s.see('>>> d.', 'danger   slot_a   visible')
        s.keys('<c-c>', 'd.danger.upp<tab>')
        s.see('>>> d.danger.upp')
        s.keys('<c-c>', 'd.visible.isupp<tab>')
        s.see('>>> d.visible.isupper')
        s.keys('<c-c>', 'd.slot_a.isupp<tab>')
        s.see('>>> d.slot_a.isupper')
        s.keys('<c-c>', 'd2.vis<tab>')
        s.see('>>> d2.visible')
        assert 'RAN' not in '\n'.join(s.screen.all_rows()).split('d2.__dict__', 1)[1]


# --- pasting ---------------------------------------------------------------------------------------

@test
def a_paste_is_taken_as_it_is_and_undone_at_once():
    with session() as s:
        s.keys('x = ')
        s.paste('[1,\n        2,\n3]')
        s.see('>>> x = [1,', '...         2,', '... 3]')
        s.keys('<c-_>')
        s.see('>>> x =')
        s.keys('<m-r>', '<enter>', 'x<enter>')
        s.see('>>> x', '[1, 2, 3]', '>>>')


@test
def a_megabyte_is_pasted_in_less_than_a_second():
    for text in ('x = """' + ('some text in a line of its own\n' * 34000) + '"""',
                 'x = "' + 'y' * 1050000 + '"'):
        with session() as s:
            s.paste(text)
            s.settle(0.5)
            used = processor_time(s.process.pid)
            assert used < 1.0 * SLOWNESS, used
            s.keys('<enter>')
            s.see('>>>')
            s.keys('len(x)<enter>')
            s.see_row(str(len(eval(text[4:]))))


def processor_time(pid):
    fields = open('/proc/%d/stat' % pid).read().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


@test
def ctrl_c_stops_a_paste():
    with session() as s:
        s.keys('kept')
        s.send(b'\x1b[200~' + b'line\n' * 1000 + b'\x03' + b'more\n' * 1000 + b'\x1b[201~')
        s.see('>>> kept', 'KeyboardInterrupt', '>>>')
        s.run('1 + 1')
        assert 'more' not in '\n'.join(s.screen.all_rows())


# --- screens ---------------------------------------------------------------------------------------

@test
def long_lines_wrap_and_the_cursor_follows():
    with session(columns=20) as s:
        s.keys('x = "0123456789abcdefghij"')
        s.see('>>> x = "0123456789a', 'bcdefghij"')
        s.keys('<up>')
        s.see_cursor('>>> x = "0123456789a', 10)
        s.keys('Z')
        s.see('>>> x = "0Z123456789', 'abcdefghij"')
        s.keys('<c-e>', '<enter>', 'len(x)<enter>')
        s.see('>>> len(x)', '21', '>>>')


@test
def a_row_that_is_just_full_has_the_cursor_below_it():
    with session(columns=20) as s:
        s.keys('0123456789abcdef')
        s.see('>>> 0123456789abcdef')
        assert (s.screen.row, s.screen.column) == (1, 0), s.show()
        s.keys('g')
        s.see('>>> 0123456789abcdef', 'g')
        s.keys('<backspace>', '<backspace>')
        s.see_cursor('>>> 0123456789abcde', 19)


@test
def forty_columns_and_fewer_do():
    for columns in (40, 24, 12):
        with session(columns=columns, lines=10) as s:
            s.keys('def func():<enter>', 'return "a long text"<enter>', '<enter>')
            s.see('>>>')
            s.keys('func()<enter>')
            s.see('>>>')
            assert "'a long text'"[:columns] in s.screen.rows(), s.show()


@test
def help_is_wrapped_at_words():
    for columns, rows in [
            (80, ['  :heap [diff]       objects by type; or how they changed since the last time']),
            (40, ['  :heap [diff]       objects by type; or', '                     how they changed',
                  '                     since the last time']),
            (24, ['  :heap [diff]', '    objects by type; or', '    how they changed', '    since the last time'])]:
        with session(columns=columns, lines=70) as s:
            s.run(':help')
            text = '\n'.join(s.screen.rows())
            assert '\n'.join(rows) + '\n' in text, s.show()
            for word in ('documentation', 'alive:', 'allocates', 'Alt-Enter', 'undoes.', 'x.'):
                assert word in text.split(), s.show()


@test
def a_block_taller_than_the_screen_scrolls():
    with session(lines=6) as s:
        s.paste('\n'.join('a%d = %d' % (i, i) for i in range(12)))
        s.see('... a6 = 6', '... a7 = 7', '... a8 = 8', '... a9 = 9', '... a10 = 10',
              '... a11 = 11')
        s.keys(*['<up>'] * 11)
        assert s.screen.rows()[0] == '>>> a0 = 0', s.show()
        s.see_cursor('>>> a0 = 0', 10)
        s.keys(*['<down>'] * 11)
        s.see_cursor('... a11 = 11', 10)
        s.keys('<end>', '<enter>')
        s.ready()
        s.run('a11')
        s.see('11', '>>>')


@test
def what_was_entered_can_be_scrolled_back_to():
    with session(lines=6, columns=20) as s:
        lines = ['a%d = "%s"' % (i, 'x' * i) for i in range(12)]
        before = len(s.screen.all_rows())
        s.paste('\n'.join(lines))
        s.keys('<up>', '<up>', '<down>', '<down>', '<end>', '<enter>')
        s.ready()
        shown = ''.join(s.screen.all_rows()[before - 1:])
        assert shown == '>>> ' + '... '.join(lines) + '>>>', s.screen.all_rows()


@test
def wide_and_combining_characters_have_their_cells():
    with session(columns=20) as s:
        s.keys('"日本語"', '<left>', '<left>')
        s.see_cursor('>>> "日本語"', 9)
        s.keys('x')
        s.see_cursor('>>> "日本x語"', 10)
        s.keys('<c-c>', '"e\u0301a"', '<left>', '<left>')
        s.see_cursor('>>> "e\u0301a"', 6)
        s.keys('<backspace>')
        s.see_cursor('>>> "a"', 5)
        s.keys('<c-c>', '"語語語語語語語語語')
        s.see('>>> "語語語語語語語', '語語')
        s.see_cursor('語語', 4)
        s.keys('<left>', '<left>')
        s.see_cursor('語語', 0)


FAMILY, THUMB = '\U0001f468\u200d\U0001f469\u200d\U0001f467', '\U0001f44d\U0001f3fd'


@test
def joined_emoji_are_one_character_however_wide():
    for joins in False, True:
        with session(joins=joins) as s:
            s.keys('"%sb%s"' % (FAMILY, THUMB), '<left>', '<left>', 'X', '<left>', '<left>', '<left>', 'Y')
            row = '>>> "Y%sbX%s"' % (FAMILY, THUMB)
            s.see_cursor(row, 6)
            s.keys('<delete>')
            s.see_cursor('>>> "YbX%s"' % THUMB, 6)
            s.keys('<right>', '<right>', '<right>', '<backspace>')
            s.see_cursor('>>> "YbX"', 8)
            s.keys(FAMILY, 'Z', '<left>')
            s.see_cursor('>>> "YbX%sZ"' % FAMILY, 10 if joins else 14)
            s.keys('<home>', '<end>', '<left>', '<backspace>', '<backspace>', '<home>', 'A')
            s.see_cursor('>>> A"YbX"', 5)
            s.keys('<c-c>', 'a\u0301 = 1<enter>', '\u30c6 = 2<enter>', '\u30c6\u30b9 = 3<enter>')
            s.keys('\u30c6<tab>')
            s.see('>>> \u30c6', '\u30c6    \u30c6\u30b9')


@test
def control_characters_are_shown():
    with session() as s:
        s.paste('"a\x1bb\tc"')
        s.see('>>> "a^[b   c"')


@test
def resizing_draws_the_block_anew():
    with session(columns=40, lines=12) as s:
        s.run('1')
        s.keys('x = "some text that is rather long"')
        s.resize(30, 12)
        s.see('>>> x = "some text that is rat', 'her long"')
        s.resize(60, 12)
        s.see('>>> x = "some text that is rather long"')
        s.see_cursor('>>> x = "some text that is rather long"', 39)
        s.keys('<enter>', 'x<enter>')
        s.see("'some text that is rather long'", '>>>')


NARROW = ('def f(x):\n    return "a rather long line, too long for a narrow screen" + str(\n        x)\n'
          '    # ' + '日本語' * 11 + '\n\te\u0301 = 1')


def at_width(columns):
    """How that block is shown."""
    rows = []
    for number, line in enumerate(NARROW.replace('\t', ' ' * 8).split('\n')):
        line = ('... ' if number else '>>> ') + line
        row, cells = '', 0
        for character in line:
            width = width_of(character)
            if cells + width > columns:
                rows.append(row.rstrip())
                row, cells = '', 0
            row += character
            cells += width
        rows.append(row.rstrip())
        rows += [''] * (cells == columns)       # for the cursor
    return rows[:-1] if not rows[-1] else rows


@test
def narrower_and_wider_the_block_is_drawn_anew_and_nothing_else_is_lost():
    for kind in (b'84', b'41', None):
        with session(columns=80, lines=30, kind=kind) as s:
            s.run('print("above")')
            s.paste(NARROW)
            s.see('above', *at_width(80))
            for columns in (40, 24, 60, 33, 80):
                s.resize(columns, 30)
                s.see('above', *at_width(columns))
                s.keys('<up>', '<up>', '<c-e>')
                s.resize(columns - 7, 30)
                s.see('above', *at_width(columns - 7))
                s.keys('<down>', '<down>', '<c-e>')


@test
def what_is_typed_while_the_terminal_is_asked_is_kept():
    with session(columns=60, lines=12, kind=b'84') as s:
        s.keys('"0123456789 0123456789 0123456789 ')
        s.resize(30, 12)
        s.type('abc"')
        s.see('>>> "0123456789 0123456789 012', '3456789 abc"')
        s.keys('<c-c>', 'x\x1b[>41;0;0cy')            # an answer to somebody else
        s.see('>>> xy')


@test
def what_stands_below_the_block_is_cut_to_the_width():
    with session(columns=40, lines=12, kind=b'41') as s:
        s.run('name_of_mine = 日本 = 日本語 = 1')
        s.keys('<c-r>', '日本語 = ')
        s.see('>>> name_of_mine = 日本 = 日本語 = 1', "search: '日本語 = '")
        s.resize(16, 12)
        s.see('>>> name_of_mine', ' = 日本 = 日本語', ' = 1', "search: '日本語")
        s.keys('<c-g>')
        s.see('>>>')
        s.resize(40, 12)
        s.keys('日<tab>')
        s.see('>>> 日本', '日本    日本語')
        s.resize(12, 12)
        s.see('>>> 日本', '日本    日')


@test
def fewer_lines_show_the_part_with_the_cursor():
    with session(columns=40, lines=20) as s:
        s.paste('\n'.join('a%d = %d' % (i, i) for i in range(15)))
        s.see('... a14 = 14')
        s.resize(40, 6)
        s.see(*['... a%d = %d' % (i, i) for i in range(9, 15)])
        s.keys(*['<up>'] * 14)
        s.see('>>> a0 = 0', *['... a%d = %d' % (i, i) for i in range(1, 6)])
        s.resize(40, 20)
        s.see('>>> a0 = 0', *['... a%d = %d' % (i, i) for i in range(1, 15)])
        s.see_cursor('>>> a0 = 0', 10)


@test
def ctrl_l_clears_the_screen():
    with session() as s:
        s.run('1')
        s.keys('abc', '<c-l>')
        assert s.screen.rows() == ['>>> abc'], s.show()
        s.see_cursor('>>> abc', 7)


# --- colours ---------------------------------------------------------------------------------------

@test
def what_is_typed_has_colours():
    with session() as s:
        s.keys('def f(): return len("text") + 12 # note')
        styles = {word: s.screen.style_of(word) for word in ('def', 'f()', 'len', '"text', '12',
                                                              '# note')}
        assert styles.pop('f()') == '' and all(styles.values()), styles
        assert len(set(styles.values())) == 5, styles
        s.keys('<c-c>', '"open')
        assert s.screen.style_of('"open') == styles['"text']


@test
def reports_have_colours():
    with session() as s:
        s.run('1/0')
        assert s.screen.style_of('ZeroDivisionError') and s.screen.style_of('File "<stdin>"')
        assert not s.screen.style_of('division by zero')


@test
def no_color_is_respected():
    with session(environment={'NO_COLOR': '1'}) as s:
        s.keys('def f(): return "text"', '<c-c>')
        s.run('1/0')
        assert all(not style for row in s.screen.cells for _, style in row)


@test
def a_dumb_terminal_gets_plain_lines():
    with plain_session() as s:
        s.type('1 + 1\n')
        s.see('>>> 1 + 1', '2', '>>>')
        s.type('if 1:\n')
        s.see('>>> if 1:', '...')
        s.type('<c-d>')
        s.see("IndentationError: expected an indented block after 'if' statement on line 1", '>>>')
        s.type('1/0\n')
        s.see('    1/0', '    ~^~', 'ZeroDivisionError: division by zero', '>>>')
        s.type('abc<c-c>')
        s.see('KeyboardInterrupt', '>>>')
        s.type('clear\nhelp\n')
        s.see('help(x) shows the documentation of x.', '>>>')
        s.type('exit\n')
        assert s.wait_end() == 0
        assert '\x1b' not in s.written
