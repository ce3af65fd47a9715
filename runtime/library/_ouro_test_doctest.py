"""The >>> examples of docstrings and .md files: found and run. Those of a docstring, or of a file,
are one test."""

import doctest
import os


def find(file):
    """(name, doctest.DocTest, line) of the examples in a file with tests."""
    if file.path.endswith(".py"):
        for test in doctest.DocTestFinder().find(file.module, file.module.__name__):
            if test.examples:
                test.filename = file.path
                yield test.name, test, _line(test, test.examples[0])
        return
    with open(file.path, encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    text = "\n".join("" if line.lstrip().startswith(("```", "~~~")) else line for line in lines)
    name = os.path.basename(file.path)
    test = doctest.DocTestParser().get_doctest(text, {"__name__": "__main__"}, name, file.path, 0)
    if test.examples:
        yield name, test, _line(test, test.examples[0])


def _line(test, example):
    return (test.lineno or 0) + example.lineno + 1


class Failed(AssertionError):
    """Examples have failed: (line, report) of each."""

    def __init__(self, count, failures):
        self.summary = f"{len(failures)} of {count} example{'s' * (count != 1)} failed"
        self.details = "\n\n".join(report for _, report in failures)
        self.line = failures[0][0]
        super().__init__(self.summary)
        self.add_note(self.details)


Failed.__name__, Failed.__module__ = "AssertionError", "builtins"      # so it is told of in sweeps


class _Runner(doctest.DocTestRunner):
    """Keeps reports, each with the line of its example."""

    def __init__(self):
        super().__init__(optionflags=doctest.ELLIPSIS, verbose=False)
        self.found = []

    def _failure_header(self, test, example):
        line = _line(test, example)
        self.found.append((line, []))
        source = "".join(f"    {line}" for line in example.source.splitlines(keepends=True))
        return f'File "{test.filename}", line {line}, in {test.name}\nFailed example:\n{source}'

    def write(self, text):
        self.found[-1][1].append(text)


class _SweepRunner(_Runner):
    """Lets a MemoryError out that no example expects."""

    def _execute(self, test, number, example, compileflags):
        got, exception = super()._execute(test, number, example, compileflags)
        if exception is not None and isinstance(exception[1], MemoryError) \
                and not (example.exc_msg or "").startswith("MemoryError"):
            try:
                raise exception[1]
            finally:
                del exception
        return got, exception

    def _judge(self, example, got, exception):
        """Of an exception only the class is compared: module traceback, which says the rest,
        writes something else where memory is refused."""
        if exception is None or example.exc_msg is None:
            return super()._judge(example, got, exception)
        name = example.exc_msg.partition(":")[0].strip().rpartition(".")[2]
        return name == exception[0].__name__


def call(item, is_swept=False):
    """Runs the examples; raises Failed."""
    runner = _SweepRunner() if is_swept else _Runner()
    test = item.function
    runner.run(doctest.DocTest(test.examples, dict(test.globs), test.name, test.filename,
                               test.lineno, test.docstring), out=runner.write)
    if runner.found:
        raise Failed(len(test.examples), [(line, "".join(texts).rstrip("\n"))
                                          for line, texts in runner.found])
