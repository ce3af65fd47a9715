"""What runs at the prompt: programs, commands, reports, signals."""

import os
import signal
import subprocess
import time

from harness import plain_session, session, test
from session import OURO, SLOWNESS


# --- reports ---------------------------------------------------------------------------------------

@test
def tracebacks_count_the_lines_of_the_block_and_show_them():
    with session() as s:
        s.paste('x = 1\ndef f(n):\n    y = "日本e\u0301" + 0 * (1 / n)\n\nprint(x)\nf(0)')
        s.type('<enter>')
        report = ('  File "<stdin>", line 3, in f', '    y = "日本e\u0301" + 0 * (1 / n)',
                  ' ' * 23 + '~~^~~', 'ZeroDivisionError: division by zero', '>>>')
        s.see('1', 'Traceback (most recent call last):', '  File "<stdin>", line 6, in <module>',
              '    f(0)', *report)
        s.paste('f = f\n1; f(\n0)')
        s.type('<enter>')
        s.see('1', 'Traceback (most recent call last):', '  File "<stdin>", line 2, in <module>',
              '    1; f(', '       ^^', *report)
        s.paste('x = 1\n\nif x:\n    x = = 2\n')
        s.type('<enter>')
        s.see('  File "<stdin>", line 4', '    x = = 2', '        ^', 'SyntaxError: invalid syntax',
              '>>>')


@test
def reports_begin_in_a_row_of_their_own():
    with session() as s:
        s.type('print("half", end=""); 1/0<enter>')
        s.see('half', 'Traceback (most recent call last):', '  File "<stdin>", line 1, in <module>',
              '    print("half", end=""); 1/0', '                           ~^~',
              'ZeroDivisionError: division by zero', '>>>')
        s.type('input("name? ")<enter>')
        s.see('name?')
        s.keys('Ad', '<c-c>')
        s.see('name? Ad^C', 'Traceback (most recent call last):',
              '  File "<stdin>", line 1, in <module>', '    input("name? ")', 'KeyboardInterrupt',
              '>>>')


@test
def what_the_compiler_refuses_is_shown_with_its_line():
    with session() as s:
        s.paste('x = 1\nif x:\n    await x\n')
        s.type('<enter>')
        s.see('  File "<stdin>", line 3', '    await x', '    ^^^^^^^',
              "SyntaxError: 'await' outside function", '>>>')


@test
def each_block_keeps_its_own_lines():
    with session() as s:
        for word in ('first', 'second'):
            s.paste('def f_%s():\n    raise ValueError("%s")' % (word, word))
            s.keys('<enter>', '<enter>')
        for word in ('second', 'first'):
            s.type('f_%s()<enter>' % word)
            s.see('    raise ValueError("%s")' % word, 'ValueError: ' + word, '>>>')
        s.keys('f_first??<enter>')
        s.see('>>> f_first??', 'def f_first():', '    raise ValueError("first")', '>>>')


@test
def a_future_statement_holds_from_then_on():
    with session() as s:
        s.run('from __future__ import annotations')
        s.keys('def f(x: nowhere): pass<enter>', '<enter>')
        s.ready()
        s.keys('f.__annotations__<enter>')
        s.see('>>> f.__annotations__', "{'x': 'nowhere'}", '>>>')


@test
def a_megabyte_of_statements_runs():
    with session() as s:
        s.paste('n = 0\n' + 'n += 1\n' * 150000 + 'raise ValueError(n)')
        s.type('<enter>')
        s.see('  File "<stdin>", line 150002, in <module>', '    raise ValueError(n)',
              'ValueError: 150000', '>>>')


# --- ends and signals ------------------------------------------------------------------------------

@test
def ctrl_c_drops_the_block_and_ctrl_d_ends():
    with session() as s:
        s.keys('if 1:<enter>', 'x', '<c-c>')
        s.see('>>> if 1:', '...     x', 'KeyboardInterrupt', '>>>')
        s.keys('ab', '<c-a>', '<c-d>')
        s.see('>>> b')
        s.keys('<c-c>')
        assert s.end() == 0


@test
def ctrl_c_stops_what_runs():
    with session() as s:
        s.type('while 1: pass<enter>')
        s.settle()
        s.type('<enter>')
        s.settle(0.3)
        assert s.is_restored()
        s.type('<c-c>')
        s.see_row('KeyboardInterrupt')
        s.ready()


@test
def ctrl_c_stops_a_value_that_is_too_long():
    with session() as s:
        s.send(b'"y" * 50_000_000\r')
        s.wait(lambda: 'yyyy' in s.written[-9999:], 'expected the value')
        s.type('<c-c>')
        s.see_row('KeyboardInterrupt')
        s.ready()
        assert len(s.written) < 10_000_000, len(s.written)
        s.run('1 + 1')
        s.see('>>> 1 + 1', '2', '>>>')


@test
def limits_of_time_and_steps_are_told_once():
    seconds = 1.5 * SLOWNESS            # the machine may be slow
    told = 'TimeoutError: time limit of %.3f seconds reached' % seconds
    with session('--max-time', str(seconds)) as s:
        s.keys('abc')
        s.wait(lambda: not s.lives(), 'expected the end')
        s.settle()
        assert s.screen.rows() == ['>>> abc', told]
        assert s.process.returncode == 1 and s.is_restored()
    with session('--max-time', str(seconds)) as s:
        s.send(b'while 1: pass\r\r')
        s.see_row(told)
        s.ready()
        s.send(b'while 1: pass\r\r')
        s.wait(lambda: not s.lives(), 'expected the end')
        s.settle()
        assert s.screen.rows()[-1] == told, s.show()
        assert s.process.returncode == 1 and s.is_restored()
    with session('--max-steps', '1000', columns=60) as s:
        s.keys('abc')
        s.resize(50, 24)
        s.keys('d', '<c-a>', '#<enter>')
        s.see('>>> #abcd', '>>>')


@test
def ctrl_c_is_never_lost_before_a_line():
    with plain_session() as s:
        for i in range(30):
            s.written = ''
            s.type('1\r')
            s.type('abc<c-c>')
            # The terminal's own ^C may stand anywhere.
            s.wait(lambda: s.written.replace('^C', '').endswith('KeyboardInterrupt\r\n>>> '),
                   'expected KeyboardInterrupt')


@test
def ctrl_c_is_not_lost_while_the_prompt_writes():
    for statement, half in ('x = input()', ''), ('x = input(); print("half", end="")', 'half'):
        with plain_session() as s:
            s.type(statement + '\r')
            s.settle(0.3)
            s.fill()
            os.write(s.master, b'\r')              # input() ends; now the prompt can't be written
            time.sleep(0.3 * SLOWNESS)
            os.write(s.master, b'\x03')
            end = 'KeyboardInterrupt\r\n' + half + '>>> '
            s.wait(lambda: s.written.replace('^C', '').endswith(end), 'expected KeyboardInterrupt')


@test
def an_interrupt_from_outside_drops_the_block():
    with session() as s:
        s.keys('abc')
        s.process.send_signal(signal.SIGINT)
        s.see('>>> abc', 'KeyboardInterrupt', '>>>')


@test
def signals_that_end_the_process_leave_the_terminal_as_it_was():
    harmless = {signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH}
    stopping = {signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
    handled = {signal.SIGINT, signal.SIGPIPE, signal.SIGKILL}       # or nobody could
    for number in signal.valid_signals() - harmless - stopping - handled:
        if number == signal.SIGSEGV and 'asan' in OURO:
            continue                    # the sanitizer has a handler of its own
        with session() as s:
            s.keys('abc')
            assert not s.is_restored()
            s.process.send_signal(number)
            assert s.wait_end() == -number, number
            assert s.is_restored(), number
            assert s.screen.rows() == ['>>> abc'] and (s.screen.row, s.screen.column) == (1, 0)


@test
def a_stopped_process_goes_on_where_it_was():
    shell = OURO + ' -q; echo stopped; read x; fg >/dev/null'
    with session(program=['sh', '-m', '-c', shell]) as s:
        s.keys('abc', '<c-z>')
        s.see('>>> abc', 'stopped')
        assert s.is_restored()
        s.type('\n')
        s.wait(lambda: s.screen.rows()[-1] == '>>> abc' and s.screen.paste, 'expected the block')
        s.keys('d')
        s.see('>>> abcd')


@test
def stopped_from_outside_the_block_is_drawn_below_what_others_wrote():
    shell = OURO + ' -q; echo stopped; seq 3; read x; fg >/dev/null'
    with session(program=['sh', '-m', '-c', shell]) as s:
        s.keys('if 1:<enter>', 'abc')
        child = open('/proc/%d/task/%d/children' % (s.process.pid, s.process.pid)).read()
        os.kill(int(child), signal.SIGTSTP)
        s.see('>>> if 1:', '...     abc', 'stopped', '1', '2', '3')
        assert s.is_restored()
        s.type('\n')
        s.see('3', '', '>>> if 1:', '...     abc')
        s.keys('d')
        s.see('3', '', '>>> if 1:', '...     abcd')


@test
def exit_quit_and_clear_are_words():
    for word in ('exit', 'quit'):
        with session() as s:
            s.type(word + '<enter>')
            assert s.wait_end() == 0
            assert s.is_restored()
    with session() as s:
        s.keys('clear<enter>')
        s.see('>>>')
        assert s.screen.rows() == ['>>>']
        s.run('clear = 5')
        s.keys('clear<enter>')
        s.see('>>> clear', '5', '>>>')
        s.keys('help<enter>')
        s.see_row('help(x) shows the documentation of x.')


@test
def input_of_the_program_is_not_edited():
    with session() as s:
        s.type('name = input("name? ")<enter>')
        s.see('name?')
        s.type('Ada\n')
        s.settle(0.1)
        s.ready()
        s.run('name')
        s.see("'Ada'", '>>>')


@test
def output_without_a_newline_stays():
    with session() as s:
        s.keys('print("half", end="")<enter>')
        s.see('>>> print("half", end="")', 'half', '>>>')
        s.keys('print("x", end="")<enter>')
        s.see('>>> print("x", end="")', 'x', '>>>')


# --- the person's heap -----------------------------------------------------------------------------

@test
def the_heap_holds_nothing_of_the_editor():
    script = ('import gc, sys\n'
              '_ = gc.collect()\n'
              'print(len(gc.get_objects()), sorted(sys.modules))\n')
    piped = subprocess.run([OURO, '-q', '-i'], text=True,
                           input=script, capture_output=True).stdout.strip()
    with session(columns=2000) as s:
        for line in script.splitlines():
            s.run(line)
        assert piped in s.screen.rows(), (piped, s.show())
        s.keys('import _terminal<enter>')
        s.see_row("ModuleNotFoundError: No module named '_terminal'")


# --- commands --------------------------------------------------------------------------------------

@test
def a_question_mark_tells_what_something_is():
    with session() as s:
        s.keys('def area(w, h=2, /, *rest, unit="m", **more):<enter>', '"Width times height."<enter>',
               'return w * h<enter>', '<enter>')
        s.ready()
        s.keys('area?<enter>')
        s.see("def area(w, h=2, /, *rest, unit='m', **more)", '', 'Width times height.', '>>>')
        s.keys('area??<enter>')
        s.see('def area(w, h=2, /, *rest, unit="m", **more):', '    "Width times height."',
              '    return w * h', '>>>')


@test
def what_a_command_evaluates_is_shown_when_it_raises():
    with session() as s:
        s.run('n = 0')
        for command in ':time', ':why', ':refs', ':dis':
            s.keys(command + '  1 / n<enter>')
            s.see('>>> %s  1 / n' % command, 'Traceback (most recent call last):',
                  '  File "<stdin>", line 1, in <module>', '    1 / n', '    ~~^~~',
                  'ZeroDivisionError: division by zero', '>>>')
        s.keys('n.nothing?<enter>')
        s.see('    n.nothing', "AttributeError: 'int' object has no attribute 'nothing'", '>>>')
        s.run('import sys')
        s.keys(':why sys.last_traceback<enter>')
        s.see(">>> :why sys.last_traceback", "the last exception's traceback", '>>>')
