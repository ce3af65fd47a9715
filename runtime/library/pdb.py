"""A prompt in the middle of a program: what breakpoint() opens.

    import pdb; pdb.set_trace()     looks around where it stands
    pdb.pm(), pdb.post_mortem(t)    look around where an exception was raised

One can look at variables, walk up and down the stack, list the source and run statements. This
interpreter doesn't trace, so that there are no steps and no break points: "continue" goes on until
the next breakpoint(). Assigning to a local variable of a function changes what the prompt sees,
not the function.
"""

import inspect
import linecache
import os
import pprint
import sys
import traceback

__all__ = ["Pdb", "set_trace", "post_mortem", "pm"]

TRACING = ("next", "n", "step", "s", "return", "r", "until", "unt", "jump", "j", "break", "b",
           "tbreak", "clear", "cl", "disable", "enable", "ignore", "condition", "commands")


class BdbQuit(Exception):
    """Exception to give up completely."""

    __module__ = "bdb"


class Pdb:
    """The prompt. `completekey` and `skip` are accepted for the sake of CPython's callers."""

    def __init__(self, completekey="tab", stdin=None, stdout=None, skip=None):
        self.stdin = stdin
        self.stdout = stdout or sys.stdout
        self.prompt = "(Pdb) "
        self.commands = {}
        for name in dir(self):
            if name.startswith("do_"):
                self.commands[name[3:]] = getattr(self, name)

    # --- what it writes and reads

    def message(self, text):
        print(text, file=self.stdout)

    def error(self, text):
        print("***", text, file=self.stdout)

    def _report(self):
        kind, value = sys.exc_info()[:2]
        self.error(traceback.format_exception_only(kind, value)[-1].strip())

    def _read(self):
        if self.stdin is None and self.stdout is sys.stdout:
            return input(self.prompt)
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = (self.stdin or sys.stdin).readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    # --- where it stands

    def _select(self, index):
        self.index = index
        self.frame, self.frame_line = self.stack[index]
        self.locals = self.frame.f_locals
        self.listed = None

    def _entry(self, index):
        frame, number = self.stack[index]
        name = os.path.abspath(frame.f_code.co_filename)
        if frame.f_code.co_filename.startswith("<"):
            name = frame.f_code.co_filename
        text = f"{name}({number}){frame.f_code.co_name or '<lambda>'}()"
        line = linecache.getline(frame.f_code.co_filename, number, frame.f_globals)
        if line:
            text += "\n-> " + line.strip()
        self.message(("> " if index == self.index else "  ") + text)

    def interaction(self, frame, tb=None):
        """Asks for commands at a frame, or where a traceback ends, until one of them goes on."""
        self.stack = []
        start = tb.tb_frame.f_back if tb else frame
        while start:
            self.stack.insert(0, (start, start.f_lineno))
            start = start.f_back
        while tb:
            self.stack.append((tb.tb_frame, tb.tb_lineno))
            tb = tb.tb_next
        if not self.stack:
            self.error("there is no frame to look at")
            return
        self._select(len(self.stack) - 1)
        self._entry(self.index)
        last, done = "", False
        while not done:
            try:
                line = self._read().strip()
            except EOFError:
                line = "EOF"
            except KeyboardInterrupt:
                self.message("--KeyboardInterrupt--")
                continue
            line = line or last
            last = "list" if line.split(" ")[0] in ("l", "list") else line
            if line:
                done = self.onecmd(line)

    def onecmd(self, line):
        """Runs one command; true if the program shall go on."""
        length = 0
        while length < len(line) and (line[length].isalnum() or line[length] == "_"):
            length += 1
        name, rest = line[:length], line[length:].strip()
        if line[0] == "?":
            name, rest = "help", line[1:].strip()
        if name in self.commands and not line.startswith("!"):
            return self.commands[name](rest)
        if name in TRACING and not rest.startswith("="):
            return self.error(f"{name}: there is no tracing here; 'continue' goes on until the "
                              "next breakpoint()")
        return self.default(line)

    def default(self, line):
        """Runs a statement."""
        if line.startswith("!"):
            line = line[1:].strip()
        hook = sys.displayhook
        try:
            code = compile(line + "\n", "<stdin>", "single")
            sys.displayhook = self._display
            try:
                exec(code, self.frame.f_globals, self.locals)
            finally:
                sys.displayhook = hook
        except BaseException:
            self._report()

    def _display(self, value):
        if value is not None:
            self.message(repr(value))

    def _value(self, expression):
        try:
            return eval(expression, self.frame.f_globals, self.locals)
        except BaseException:
            self._report()
            raise

    def _show(self, expression, how):
        try:
            value = self._value(expression)
        except BaseException:
            return
        try:
            self.message(how(value))
        except BaseException:
            self._report()

    # --- the commands

    def do_help(self, arg):
        """h(elp) [command]
        Without an argument, the list of commands; with one, what it does.
        """
        if not arg:
            shown = sorted(name for name in self.commands if name != "EOF")
            self.message("\nDocumented commands (type help <topic>):\n" + "=" * 40)
            self.message("  ".join(shown) + "\n")
        elif arg in self.commands and self.commands[arg].__doc__:
            self.message(self.commands[arg].__doc__.rstrip())
        else:
            self.error(f"No help for {arg!r}")

    do_h = do_help

    def do_p(self, arg):
        """p expression
        Print the value of the expression.
        """
        self._show(arg, repr)

    def do_pp(self, arg):
        """pp expression
        Pretty-print the value of the expression.
        """
        self._show(arg, pprint.pformat)

    def do_whatis(self, arg):
        """whatis arg
        Print the type of the argument.
        """
        def describe(value):
            code = getattr(getattr(value, "__func__", value), "__code__", None)
            if code is not None:
                kind = "Method" if hasattr(value, "__func__") else "Function"
                return f"{kind} {code.co_name}"
            if value.__class__ is type:
                return f"Class {value.__module__}.{value.__qualname__}"
            return str(type(value))
        self._show(arg, describe)

    def do_where(self, arg):
        """w(here)
        Print a stack trace, with the most recent frame at the bottom.
        An arrow indicates the "current frame", which determines the
        context of most commands.  'bt' is an alias for this command.
        """
        for index in range(len(self.stack)):
            self._entry(index)

    do_w = do_bt = do_where

    def _move(self, arg, direction):
        try:
            count = int(arg or 1)
        except ValueError:
            return self.error(f"Invalid frame count ({arg})")
        last = len(self.stack) - 1
        end = 0 if direction < 0 else last
        if self.index == end:
            return self.error("Oldest frame" if direction < 0 else "Newest frame")
        index = end if count < 0 else min(last, max(0, self.index + direction * count))
        self._select(index)
        self._entry(index)

    def do_up(self, arg):
        """u(p) [count]
        Move the current frame count (default one) levels up in the
        stack trace (to an older frame).
        """
        self._move(arg, -1)

    def do_down(self, arg):
        """d(own) [count]
        Move the current frame count (default one) levels down in the
        stack trace (to a newer frame).
        """
        self._move(arg, 1)

    do_u, do_d = do_up, do_down

    def _lines(self, first, last):
        lines = linecache.getlines(self.frame.f_code.co_filename, self.frame.f_globals)
        for number in range(first, min(last, len(lines)) + 1):
            start = str(number).rjust(3)
            start += "  " if len(start) < 4 else " "
            start += "->" if number == self.frame_line else ""
            self.message(start + "\t" + lines[number - 1].rstrip())
        self.listed = min(last, len(lines))
        if len(lines) < last:
            self.message("[EOF]")

    def do_list(self, arg):
        """l(ist) [first [,last] | .]
        List source code for the current file.  Without arguments,
        list 11 lines around the current line or continue the previous
        listing.  With . as argument, list 11 lines around the current
        line.  With one argument, list 11 lines starting at that line.
        With two arguments, list the given range; if the second
        argument is less than the first, it is a count.
        """
        try:
            numbers = [int(part) for part in arg.split(",")] if arg and arg != "." else []
        except ValueError:
            return self.error(f"Error in argument: {arg!r}")
        if len(numbers) > 1:
            first, last = numbers[0], numbers[1]
            last += first if last < first else 0
        else:
            if numbers:
                first = max(1, numbers[0] - 5)
            elif self.listed is None or arg == ".":
                first = max(1, self.frame_line - 5)
            else:
                first = self.listed + 1
            last = first + 10
        self._lines(first, last)

    do_l = do_list

    def do_longlist(self, arg):
        """longlist | ll
        List the whole source code for the current function or frame.
        """
        try:
            lines, first = inspect.getsourcelines(self.frame)
        except (OSError, TypeError) as error:
            return self.error(str(error))
        first = first or 1
        self._lines(first, first + len(lines) - 1)

    do_ll = do_longlist

    def do_args(self, arg):
        """a(rgs)
        Print the argument list of the current function.
        """
        code = self.frame.f_code
        count = code.co_argcount + code.co_kwonlyargcount
        count += bool(code.co_flags & inspect.CO_VARARGS)
        count += bool(code.co_flags & inspect.CO_VARKEYWORDS)
        for name in code.co_varnames[:count]:
            value = repr(self.locals[name]) if name in self.locals else "*** undefined ***"
            self.message(f"{name} = {value}")

    do_a = do_args

    def do_continue(self, arg):
        """c(ont(inue))
        Continue execution until the next breakpoint().
        """
        return True

    do_c = do_cont = do_continue

    def do_quit(self, arg):
        """q(uit)\nexit
        Quit from the debugger. The program being executed is aborted.
        """
        raise BdbQuit

    do_q = do_exit = do_quit

    def do_EOF(self, arg):
        """EOF
        Handles the receipt of EOF as a command.
        """
        self.message("")
        raise BdbQuit


def set_trace(*, header=None):
    """Opens the prompt in the frame of the caller; `header` is shown first."""
    pdb = Pdb()
    if header is not None:
        pdb.message(header)
    pdb.interaction(sys._getframe().f_back)


def post_mortem(t=None):
    """Opens the prompt where a traceback ends: by default that of the exception being handled."""
    if t is None:
        t = sys.exc_info()[2]
    if t is None:
        raise ValueError("A valid traceback must be passed if no exception is being handled")
    try:
        Pdb().interaction(None, t)
    except BdbQuit:
        pass


def pm():
    """Opens the prompt where the last uncaught exception was raised."""
    post_mortem(sys.last_traceback)
