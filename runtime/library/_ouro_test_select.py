"""Which of the tests that were found are run, and in which order."""

import json
import os
import random
import re

from _ouro_test_options import Mistake
from _ouro_test_output import Unwritable, WholeFile


# ---- -k ----

def expression(text):
    """A predicate for names: words with and, or, not and parentheses; None: every name."""
    if text is None:
        return None
    tokens = re.findall(r"\(|\)|[^\s()]+", text)
    try:
        words, position = _either(tokens, 0)
        if position == len(tokens):
            return words
    except ValueError:
        pass
    raise Mistake(f"wrong expression for -k: {text!r}")


def _either(tokens, at):
    left, at = _both(tokens, at)
    while at < len(tokens) and tokens[at] == "or":
        right, at = _both(tokens, at + 1)
        left = (lambda a, b: lambda name: a(name) or b(name))(left, right)
    return left, at


def _both(tokens, at):
    left, at = _one(tokens, at)
    while at < len(tokens) and tokens[at] == "and":
        right, at = _one(tokens, at + 1)
        left = (lambda a, b: lambda name: a(name) and b(name))(left, right)
    return left, at


def _one(tokens, at):
    if at >= len(tokens) or tokens[at] in (")", "and", "or"):
        raise ValueError
    token = tokens[at]
    if token == "not":
        inner, at = _one(tokens, at + 1)
        return (lambda name: not inner(name)), at
    if token == "(":
        inner, at = _either(tokens, at + 1)
        if at >= len(tokens) or tokens[at] != ")":
            raise ValueError
        return inner, at + 1
    word = token.lower()
    return (lambda name: word in name.lower()), at + 1


# ---- --last-failed ----

class State:
    """Which tests failed the last time: a file in $XDG_STATE_HOME/ouro, for all folders."""

    def __init__(self):
        home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
        self.path = os.path.join(home, "ouro", "test-failed.json")

    def failed(self):
        """The keys of the tests that failed, of whatever folder."""
        try:
            with open(self.path, encoding="utf-8") as file:
                found = json.load(file)
            return {key for key in found if isinstance(key, str)}
        except (OSError, ValueError, TypeError):
            return set()

    def note(self, items, failed):
        """Those that ran are noted anew, all others stay."""
        before = self.failed()
        after = (before - {item.key for item in items if item.ran}) | set(failed)
        if after == before:
            return
        try:
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            WholeFile(self.path).write(json.dumps(sorted(after), indent=0))
        except (OSError, Unwritable):
            pass                        # a state that can't be kept is no reason to fail


# ---- all of it ----

def choose(items, matches, options, state):
    if matches:
        items = [item for item in items if matches(item.id) or item.is_broken]
    if options.last_failed:
        failed = state.failed()
        chosen = [item for item in items if item.key in failed]
        items = chosen or items
    if options.repeat > 1:
        items = [item for item in items for _ in range(options.repeat)]
    if options.shuffle is not None:
        random.Random(options.shuffle).shuffle(items)
    return items
