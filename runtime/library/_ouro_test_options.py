"""The words of `ouro test`. What is read, --help, completion and the manual page come from _rows."""


class Mistake(Exception):
    """Something on the command line is wrong."""


def near(word, words):
    """`; did you mean WORD?`, if one of the words is near to what was said."""
    import difflib
    found = difflib.get_close_matches(word, words, 1)
    return f"; did you mean {found[0]}?" if found else ""


def _at_least_one(text):
    if not text.isdecimal() or not int(text):
        raise Mistake(f"{text!r} isn't a number of at least 1")
    return int(text)


def _one_of(*words):
    def read(text):
        if text not in words:
            raise Mistake(f"{text!r} isn't {', '.join(words[:-1])} or {words[-1]}"
                          + near(text, words))
        return text
    return read


# Letter, name, argument ("[N]" may be left out), attribute of Options, what reads the argument (of
# a switch: what it means), help of at most 50 characters. A text alone is a heading.
_rows = [
    "Which tests",
    ("-k", None, "WORDS", "expression", str, "those with these in their names: 'list and not slow'"),
    (None, "--last-failed", None, "last_failed", True, "those that failed the last time, if any did"),
    (None, "--doctest", None, "doctest", True, "the >>> examples of .py and .md files, too"),
    (None, "--list", None, "list", True, "only say which they are"),
    "How they run",
    ("-x", "--stop", None, "stop", True, "stop after the first failure"),
    (None, "--repeat", "N", "repeat", _at_least_one, "run each test N times"),
    (None, "--shuffle", "SEED", "shuffle", str, "in another order, the same for each SEED"),
    (None, "--by", "WHO", "by", _one_of("refcount", "gc"),
     "refcount: nothing may be left to the collector"),
    (None, "--no-leaks", None, "memory", False, "don't compare the heap before and after"),
    (None, "--gc-stress", None, "gc_stress", True, "collect at every allocation"),
    (None, "--oom-sweep", None, "oom_sweep", True, "refuse the 1st, 2nd, ... allocation of each"),
    "What is said",
    ("-v", "--verbose", None, "verbose", True, "a line for each test"),
    ("-s", "--no-capture", None, "capture", False, "show what tests print, not only of failures"),
    (None, "--durations", "[N]", "durations", _at_least_one, "the N slowest tests; 10 if not said"),
    (None, "--format", "FORMAT", "format", _one_of("text", "tap"),
     "text (else on terminals) or tap (elsewhere)"),
    (None, "--color", "WHEN", "color", _one_of("auto", "always", "never"),
     "always, never or auto: on terminals"),
    (None, "--junit", "FILE", "junit", str, "write a report in JUnit's XML to FILE"),
    "Help",
    ("-h", "--help", None, "help", True, "this list"),
    (None, "--list-options", None, "list_options", True, "these options, as a list for programs"),
]
_options = [row for row in _rows if isinstance(row, tuple)]
_defaults = {"expression": None, "repeat": 1, "shuffle": None, "by": "gc", "durations": 0,
             "format": None, "color": "auto", "junit": None}


class Options:
    """What the words say: an attribute for each option, and the paths."""

    def __init__(self, words):
        for _, _, argument, attribute, meaning, _ in _options:
            setattr(self, attribute, _defaults[attribute] if argument else not meaning)
        self.paths = []
        self._words = list(reversed(words))
        try:
            while self._words:
                self._read(self._words.pop())
        except Mistake as mistake:
            raise Mistake(f"{mistake}\nTry 'ouro test --help'.") from None

    def _read(self, word):
        if word == "--":
            self.paths += reversed(self._words)
            self._words.clear()
        elif word.startswith("--"):
            name, _, operand = word.partition("=")
            row = next((row for row in _options if row[1] == name), None)
            if row is None:
                raise Mistake(f"unknown option '{name}'"
                              + near(name, [row[1] for row in _options if row[1]]))
            self._obey(row, name, operand if "=" in word else None)
        elif word.startswith("-") and word != "-":
            self._read_letters(word[1:])
        else:
            self.paths.append(word)

    def _read_letters(self, letters):
        """Those behind one that has an argument are that."""
        while letters:
            name, letters = "-" + letters[0], letters[1:]
            row = next((row for row in _options if row[0] == name), None)
            if row is None:
                raise Mistake(f"unknown option '{name}'")
            if row[2]:
                self._obey(row, name, letters or None)
                return
            self._obey(row, name, None)

    def _obey(self, row, name, operand):
        _, _, argument, attribute, meaning, _ = row
        if argument is None:
            if operand is not None:
                raise Mistake(f"option {name} takes no argument")
            setattr(self, attribute, meaning)
            return
        is_wanted = not argument.startswith("[")
        if operand is None and self._words and (is_wanted or self._words[-1].isdecimal()):
            operand = self._words.pop()
        if operand is None and is_wanted:
            raise Mistake(f"option {name} needs an argument: {argument}")
        try:
            setattr(self, attribute, 10 if operand is None else meaning(operand))
        except Mistake as mistake:
            raise Mistake(f"option {name}: {mistake}") from None


_head = """\
usage: ouro test [OPTIONS] [PATH ...]
Runs the tests of test_*.py and *_test.py: functions test_*, classes Test* and
unittest.TestCase. Each is a memory test as well: what it made has to be gone
when it is over (see help('memtest')). Folder, environment, sys.path and the
like are put back after each; one that ends the process ends the run, with 1.
  PATH                     a file, a folder, or FILE::NAME, FILE::CLASS::NAME"""
_tail = """\
exit status: 0 all passed, 1 something failed, 2 a wrong option or path,
5 nothing was found, 130 interrupted"""


def help_text():
    lines = [_head]
    for row in _rows:
        if isinstance(row, str):
            lines.append(f"{row}:")
            continue
        letter, name, argument, _, _, text = row
        words = ", ".join(filter(None, (letter, name)))
        if argument:
            words += argument.replace("[", "[=") if argument.startswith("[") else f" {argument}"
        lines.append(f"  {words:24} {text}")
    return "\n".join(lines + [_tail])


def list_text():
    """Rows as those of `ouro --list-options`."""
    return "\n".join("\t".join(("option", letter or "-", name or "-",
                                (argument or "-").replace("[", "[="), "-", text))
                     for letter, name, argument, _, _, text in _options)
