#!/usr/bin/python3.11
"""Proves that CPython 3.11 agrees with every line of errors.txt; --record writes them anew.

A block of errors.txt is a wrong program, each line behind "| " (a "$" at its end marks a last line
without a line's end), and then what is wrong with it:

    > SyntaxError 1:5-1:8 cannot delete function call

that is the exception's class, lineno:offset-end_lineno:end_offset and its msg. A block that begins
with "eval" is read as one expression. tests/unit/parser/test_diagnosis.c reads the same file.
"""
import ast
import os
import sys
import warnings

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "errors.txt")


def verdict(text, mode):
    try:
        compile(text, "<text>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as error:
        place = f"{error.lineno}:{error.offset}-{error.end_lineno}:{error.end_offset}"
        return f"{type(error).__name__} {place} {error.msg}"
    except Exception as error:
        return f"{type(error).__name__} {error}"
    return "accepted"


def blocks():
    """Yields (lines of comment, mode, text, recorded verdict)."""
    comment, mode, text = [], "exec", None
    with open(PATH, encoding="utf-8") as file:
        for line in file:
            if line.startswith("| "):
                text = (text or "") + line[2:]
            elif line.startswith("> "):
                yield comment, mode, text[:-2] if text.endswith("$\n") else text, line[2:-1]
                comment, mode, text = [], "exec", None
            elif line == "eval\n":
                mode = "eval"
            else:
                comment.append(line)


def record():
    out = []
    for comment, mode, text, _ in blocks():
        shown = text if text.endswith("\n") else text + "$\n"
        out += comment
        out += ["eval\n"] * (mode == "eval")
        out += ["| " + line for line in shown.splitlines(keepends=True)]
        out.append(f"> {verdict(text, mode)}\n")
    with open(PATH, "w", encoding="utf-8") as file:
        file.writelines(out)


def check():
    passed = failed = 0
    for _, mode, text, recorded in blocks():
        said = verdict(text, mode)
        if said == recorded:
            passed += 1
        else:
            failed += 1
            print(f"{text!r}: recorded: {recorded}\n    CPython says: {said}")
    print(f"syntax errors: {passed} passed, {failed} failed")
    return failed > 0


warnings.simplefilter("ignore")
if sys.version_info[:2] != (3, 11):
    sys.exit("this needs Python 3.11")
sys.exit(record() if sys.argv[1:] == ["--record"] else check())
