"""What one sees of a test run: on a terminal, or as plain text."""

import os

from _ouro_test_output import fitting, printable


def make(options, out):
    """The reporters that the options ask for; Mistake if one can't report."""
    if options.format == "tap" or options.format is None and not out.is_terminal:
        import _ouro_test_tap
        reporters = [_ouro_test_tap.Reporter(options, out)]
    else:
        reporters = [Reporter(options, out)]
    if options.junit is not None:
        import _ouro_test_junit
        reporters.append(_ouro_test_junit.Reporter(options))
    return reporters


def has_colors(options, out):
    """On terminals that know them, unless the option or a variable says otherwise
    (https://no-color.org, https://force-color.org)."""
    if options.color != "auto":
        return options.color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return out.is_terminal and os.environ.get("TERM") != "dumb"


def sums(runner):
    """`3 passed, 1 failed, 2 skipped`."""
    counts = runner.counts
    parts = [f"{counts['passed']} passed", f"{counts['failed']} failed"]
    if counts["skipped"]:
        parts.append(f"{counts['skipped']} skipped")
    if counts["expected"]:
        parts.append(f"{counts['expected']} failed as expected")
    if runner.left:
        parts.append(f"{runner.left} not run")
    return ", ".join(parts)


def slowest(runner):
    """Lines about the slowest tests, if they were asked for."""
    if not runner.options.durations:
        return
    runner.durations.sort(key=lambda pair: -pair[0])
    for seconds, name in runner.durations[:runner.options.durations]:
        yield f"{seconds * 1000:10.1f} ms  {name}"


class Reporter:
    """Failures in full when they come, one line about how far it is, the sums at the end."""

    def __init__(self, options, out):
        self.options = options
        self.out = out
        self.has_colors = has_colors(options, out)
        self.has_progress = out.is_terminal and not options.verbose and options.capture \
            and os.environ.get("TERM") != "dumb"
        self.total = 0
        self.is_shown = False

    def paint(self, text, color):
        return f"\x1b[{color}m{text}\x1b[0m" if self.has_colors else text

    def write(self, text):
        self.clear()
        self.out.write(text + "\n")
        self.out.flush()

    def clear(self):
        if self.is_shown:
            self.out.write("\r\x1b[K")
            self.is_shown = False

    def begin(self, items):
        self.total = len(items)

    def start(self, number, item):
        if not self.has_progress:
            return
        self.clear()
        self.is_shown = True               # at once: Ctrl-C may come in between
        # The last column stays free: terminals differ in what they do there.
        self.out.write(fitting(f"[{number}/{self.total}] ", item.id, self.out.columns() - 1))
        self.out.flush()

    def end(self, number, item, result):
        if result.is_bad:
            place = f"{item.file.shown}:{result.line or item.line}"
            self.write(self.paint(f"FAILED {item.id}", "31;1") + f"  ({place})")
            self.say(result.details, result.output)
        elif self.options.verbose:
            word, color = {"passed": ("passed", "32"), "skipped": ("skipped", "33"),
                           "expected": ("failed as expected", "33")}[result.outcome]
            reason = f": {printable(result.summary)}" if result.summary else ""
            self.write(self.paint(word, color) + f" {item.id}{reason}")

    def say(self, details, output):
        for line in details.split("\n"):
            self.write(self.painted(line))
        if output:
            self.write(self.paint("  what it printed:", "2"))
            for line in output.rstrip("\n").split("\n"):
                self.write(f"    {line}")
        self.write("")

    def painted(self, line):
        if line.startswith(("leak:", "left to the collector:")):
            line = self.paint(line, "35;1")
        elif line and not line.startswith((" ", "Traceback")):
            line = self.paint(line, "31")
        return f"  {line}" if line else ""

    def trouble(self, path, error, output):
        self.write(self.paint(f"FAILED {printable(path)}, when all was over", "31;1"))
        self.say(error, output)

    def finish(self, runner):
        self.clear()
        for line in slowest(runner):
            self.write(line)
        for text in runner.warnings:
            first, *others = map(printable, text.split("\n"))
            self.write(self.paint("warning:", "33;1") + f" {first}")
            for line in others:
                self.write(f"  {line}" if line else "")
        color = "31;1" if runner.counts["failed"] or runner.ended or not runner.items \
            else "32;1"
        if runner.ended:
            self.write(self.paint(runner.ended, color))
        self.write(self.paint(sums(runner) if runner.items else "no tests were found", color))
