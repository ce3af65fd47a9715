"""Utilities needed to emulate Python's interactive interpreter."""

import sys
from codeop import CommandCompiler, compile_command

__all__ = ["InteractiveInterpreter", "InteractiveConsole", "interact", "compile_command"]


class InteractiveInterpreter:
    """Base class for InteractiveConsole.

    This class deals with parsing and interpreter state (the user's
    namespace); it doesn't deal with input buffering or prompting or
    input file naming (the filename is always passed in explicitly).
    """

    def __init__(self, locals=None):
        """The optional 'locals' argument specifies the dictionary in which code will be executed."""
        if locals is None:
            locals = {"__name__": "__console__", "__doc__": None}
        self.locals = locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename="<input>", symbol="single"):
        """Compile and run some source in the interpreter.

        The return value is True if more input is required, False otherwise
        (unless an exception is raised).
        """
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Execute a code object; an exception is shown, but for SystemExit, which is reraised."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except:
            self.showtraceback()

    def _remember(self, error, traceback):
        sys.last_type = type(error)
        sys.last_value = error
        sys.last_traceback = traceback

    def showsyntaxerror(self, filename=None):
        """Display the syntax error that just occurred.

        If a filename is given, it is stuffed in the exception instead
        of what was there before.
        """
        error = sys.exc_info()[1]
        if filename and isinstance(error, SyntaxError):
            error.filename = filename
        error = error.with_traceback(None)
        error.__context__ = None
        self._remember(error, None)
        self._show(error, None)

    def showtraceback(self):
        """Display the exception that just occurred, without the frame of this module."""
        error = sys.exc_info()[1]
        traceback = error.__traceback__.tb_next
        self._remember(error, traceback)
        self._show(error.with_traceback(traceback), traceback)

    def _show(self, error, traceback):
        if sys.excepthook is sys.__excepthook__:
            import traceback as tools
            self.write("".join(tools.format_exception(type(error), error, traceback)))
        else:
            sys.excepthook(type(error), error, traceback)

    def write(self, data):
        """Write a string to standard error; may be replaced in a subclass."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """Closely emulate the behavior of the interactive Python interpreter.

    This class builds on InteractiveInterpreter and adds prompting
    using the familiar sys.ps1 and sys.ps2, and input buffering.
    """

    def __init__(self, locals=None, filename="<console>"):
        InteractiveInterpreter.__init__(self, locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        """Reset the input buffer."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Closely emulate the interactive Python console."""
        ps1, ps2 = getattr(sys, "ps1", ">>> "), getattr(sys, "ps2", "... ")
        if not hasattr(sys, "ps1"):
            sys.ps1 = ps1
        if not hasattr(sys, "ps2"):
            sys.ps2 = ps2
        if banner is None:
            self.write(f"Python {sys.version} on {sys.platform}\n"
                       'Type "help", "copyright", "credits" or "license" for more information.\n'
                       f"({self.__class__.__name__})\n")
        elif banner:
            self.write("%s\n" % str(banner))
        more = 0
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write("\n")
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write("\nKeyboardInterrupt\n")
                self.resetbuffer()
                more = 0
        if exitmsg is None:
            self.write("now exiting %s...\n" % self.__class__.__name__)
        elif exitmsg != "":
            self.write("%s\n" % exitmsg)

    def push(self, line):
        """Push a line to the interpreter.

        The return value is 1 if more input is required, 0 if the line was
        dealt with in some way (this is the same as runsource()).
        """
        self.buffer.append(line)
        more = self.runsource("\n".join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=""):
        """Write a prompt and read a line, without its newline; EOFError at the end."""
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None):
    """Closely emulate the interactive Python interpreter."""
    console = InteractiveConsole(local)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)
