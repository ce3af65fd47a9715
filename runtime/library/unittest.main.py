"""unittest.main: the command line."""

import sys
from unittest import loader, runner

__unittest = True

_USAGE = """\
usage: {0} [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS] [tests ...]

positional arguments:
  tests                a list of any number of test modules, classes and test
                       methods.

options:
  -h, --help           show this help message and exit
  -v, --verbose        Verbose output
  -q, --quiet          Quiet output
  --locals             Show local variables in tracebacks
  -f, --failfast       Stop on first fail or error
  -c, --catch          Catch Ctrl-C and display results so far
  -b, --buffer         Buffer stdout and stderr during tests
  -k TESTNAMEPATTERNS  Only run tests which match the given substring"""


class TestProgram(object):
    """A command-line program that runs a set of tests."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None,
                 catchbreak=None, buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        if warnings is None and not sys.warnoptions:
            self.warnings = "default"
        else:
            self.warnings = warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = argv[0].rpartition("/")[2]
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print(f"{self.progName}: error: {msg}", file=sys.stderr)
        print(_USAGE.format(self.progName), file=sys.stderr if msg else sys.stdout)
        sys.exit(2 if msg else 0)

    def parseArgs(self, argv):
        self.tests = []
        if self.module is None and argv[1:2] == ["discover"]:
            self._do_discovery(argv[2:])
            return
        arguments = iter(argv[1:])
        for argument in arguments:
            if not argument.startswith("-") or argument == "-":
                self.tests.append(argument)
            elif argument == "--":
                self.tests.extend(arguments)
            elif argument.startswith("--"):
                self._option(argument[2:], arguments)
            else:
                self._short_options(argument[1:], arguments)
        if self.module is None and not self.tests:
            self._do_discovery([])
            return
        if self.tests:
            self.testNames = list(self.tests)
            if __name__ == "__main__":
                self.module = None
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _short_options(self, letters, arguments):
        while letters:
            letter, letters = letters[0], letters[1:]
            if letter == "k":
                pattern = letters or next(arguments, None)
                if pattern is None:
                    self.usageExit("argument -k: expected one argument")
                self._add_pattern(pattern)
                return
            name = {"h": "help", "v": "verbose", "q": "quiet", "f": "failfast", "c": "catch",
                    "b": "buffer"}.get(letter)
            if name is None:
                self.usageExit("unrecognized arguments: -" + letter)
            self._option(name, arguments)

    def _option(self, name, arguments):
        if name == "help":
            self.usageExit()
        elif name == "verbose":
            self.verbosity = 2
        elif name == "quiet":
            self.verbosity = 0
        elif name == "failfast":
            self.failfast = True
        elif name == "buffer":
            self.buffer = True
        elif name == "locals":
            self.tb_locals = True
        elif name == "catch":
            self.catchbreak = True
        else:
            self.usageExit("unrecognized arguments: --" + name)

    def _add_pattern(self, pattern):
        if "*" not in pattern:
            pattern = "*%s*" % pattern
        self.testNamePatterns = (self.testNamePatterns or []) + [pattern]

    def createTests(self):
        self.testLoader.testNamePatterns = self.testNamePatterns
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _do_discovery(self, argv):
        self.testLoader.testNamePatterns = self.testNamePatterns
        names = [argument for argument in argv if not argument.startswith("-")]
        if "-v" in argv:
            self.verbosity = 2
        self.test = self.testLoader.discover(*(names or ["."]))

    def runTests(self):
        testRunner = self.testRunner or runner.TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=self.verbosity, failfast=self.failfast,
                                    buffer=self.buffer, warnings=self.warnings,
                                    tb_locals=self.tb_locals)
        self.result = testRunner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
