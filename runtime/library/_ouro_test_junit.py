"""A report in the XML that JUnit has made common."""

from _ouro_test_options import Mistake
from _ouro_test_output import WholeFile, printable


def _text(text):
    """Characters that XML can't have become question marks."""
    text = "".join(char if char in "\n\t" or 32 <= ord(char) < 0xD800
                   or 0xE000 <= ord(char) <= 0xFFFD or ord(char) >= 0x10000 else "?"
                   for char in text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text):
    return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


# What those who tell expected failures from what wasn't run look for.
_types = {"skipped": "pytest.skip", "expected": "pytest.xfail"}


class Reporter:
    """Keeps the lines of the cases until all is over."""

    def __init__(self, options):
        self.file = WholeFile(options.junit)
        try:
            self.file.check()
        except OSError as error:
            raise Mistake(f"can't write {options.junit!r}: {error.strerror}") from None
        self.suites = {}                       # of each file: lines, and what to count

    def begin(self, items):
        pass

    def start(self, number, item):
        pass

    def suite_of_next(self, path):
        """The file's suite, which has one test more."""
        suite = self.suites.setdefault(path, {
            "lines": [], "tests": 0, "failures": 0, "errors": 0, "skipped": 0, "time": 0.0})
        suite["tests"] += 1
        return suite

    def end(self, number, item, result):
        suite = self.suite_of_next(item.file.path)
        suite["time"] += result.seconds
        head = "::".join([item.file.path, *item.names[:-1]])
        name = item.id[len(printable(head)) + 2:]
        add = suite["lines"].append
        add(f'    <testcase classname="{_attribute(head)}" name="{_attribute(name)}" '
            f'file="{_attribute(item.file.path)}" line="{result.line or item.line}" '
            f'time="{result.seconds:.6f}">')
        summary = _attribute(result.summary)
        if result.is_bad:
            word = "error" if result.outcome == "error" else "failure"
            suite["errors" if word == "error" else "failures"] += 1
            add(f'      <{word} message="{summary}">{_text(result.details)}</{word}>')
        elif result.outcome in ("skipped", "expected"):
            suite["skipped"] += 1
            add(f'      <skipped type="{_types[result.outcome]}" message="{summary}"/>')
        if result.output:
            add(f"      <system-out>{_text(result.output)}</system-out>")
        add("    </testcase>")

    def trouble(self, path, error, output):
        suite = self.suite_of_next(path)
        suite["errors"] += 1
        message = _attribute(error.summary)
        suite["lines"].append(f'    <testcase classname="{_attribute(path)}" name="(teardown)">\n'
                              f'      <error message="{message}">{_text(error)}</error>')
        if output:
            suite["lines"].append(f"      <system-out>{_text(output)}</system-out>")
        suite["lines"].append("    </testcase>")

    def finish(self, runner):
        sums = {key: sum(suite[key] for suite in self.suites.values())
                for key in ("tests", "failures", "errors", "skipped", "time")}
        lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<testsuites {_numbers(sums)}>"]
        for path, suite in self.suites.items():
            lines.append(f'  <testsuite name="{_attribute(path)}" {_numbers(suite)}>')
            lines += suite["lines"]
            lines.append("  </testsuite>")
        lines.append("</testsuites>")
        self.file.write("\n".join(lines) + "\n")


def _numbers(suite):
    return (f'tests="{suite["tests"]}" failures="{suite["failures"]}" '
            f'errors="{suite["errors"]}" skipped="{suite["skipped"]}" time="{suite["time"]:.6f}"')
