"""The Test Anything Protocol, version 14 (https://testanything.org)."""

from _ouro_test_output import printable
from _ouro_test_report import slowest, sums


def _name(text):
    return printable(text).replace("\\", "\\\\").replace("#", "\\#")


def _quoted(text):
    """A string of YAML in double quotes, on one line."""
    result = []
    for char in text:
        if char in '"\\':
            result.append("\\" + char)
        elif char == "\n":
            result.append("\\n")
        elif char == "\t":
            result.append("\\t")
        elif ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u2028\u2029\ufeff" \
                or 0xD800 <= ord(char) < 0xE000:
            result.append(f"\\u{ord(char):04x}")
        else:
            result.append(char)
    return '"' + "".join(result) + '"'


def _block(key, text):
    """A text of several lines, literally if YAML can have it so."""
    if any(ord(char) < 32 and char not in "\n" or 0x7F <= ord(char) < 0xA0
           or char in "\u2028\u2029\ufeff" or 0xD800 <= ord(char) < 0xE000 for char in text):
        return [f"{key}: {_quoted(text)}"]
    return [f"{key}: |2-"] + [f"  {line}" if line else "" for line in text.split("\n")]


class Reporter:
    def __init__(self, options, out):
        self.options = options
        self.out = out
        self.troubles = []

    def line(self, text=""):
        self.out.write(text + "\n")

    def begin(self, items):
        self.line("TAP version 14")
        self.line(f"1..{len(items)}" if items else "1..0 # SKIP no tests were found")
        self.out.flush()

    def start(self, number, item):
        pass

    def end(self, number, item, result):
        word = "not ok" if result.is_bad or result.outcome == "expected" else "ok"
        directive = ""
        if result.outcome in ("skipped", "expected"):
            kind = "SKIP" if result.outcome == "skipped" else "TODO"
            directive = f" # {kind} {_name(result.summary)}".rstrip()
        self.line(f"{word} {number} - {_name(item.id)}{directive}")
        if result.is_bad:
            self.line("  ---")
            lines = [f"message: {_quoted(result.summary)}", f"severity: {result.outcome[:5]}"
                     if result.outcome == "error" else "severity: fail",
                     f"at: {_quoted(f'{item.file.path}:{result.line or item.line}')}",
                     f"duration_ms: {result.seconds * 1000:.3f}"]
            lines += _block("details", result.details)
            if result.output:
                lines += _block("output", result.output.rstrip("\n"))
            for line in lines:
                self.line(f"  {line}" if line else "")
            self.line("  ...")
        self.out.flush()

    def trouble(self, path, error, output):
        """There is no number for it: who only reads this has to hear of it, too."""
        self.line(f"# {printable(path)}, when all was over:")
        for line in (error + (f"\nwhat it printed:\n{output}" if output else "")).splitlines():
            self.line(f"#   {line}".rstrip())
        self.troubles.append(path)

    def finish(self, runner):
        if runner.ended:
            self.line(f"Bail out! {runner.ended}")
        elif self.troubles:
            self.line(f"Bail out! failed when all was over: {printable(', '.join(self.troubles))}")
        elif runner.left:
            self.line("Bail out! stopped " + ("by the limit of time or steps" if runner.limited
                                              else "after the first failure"))
        for line in slowest(runner):
            self.line(f"# {line.strip()}")
        for text in runner.warnings:
            first, *others = map(printable, text.split("\n"))
            self.line(f"# warning: {first}")
            for line in others:
                self.line(f"#   {line}".rstrip())
        self.line(f"# {sums(runner)}")
        self.out.flush()
