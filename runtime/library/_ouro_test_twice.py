"""Tests that never run because something of the same name is defined further down.

The namespace has only the last one, so it is the source that tells. Only definitions side by side are
compared: those in the branches of an `if` or a `try` are meant to be one or the other.
"""

import ast

_functions = (ast.FunctionDef, ast.AsyncFunctionDef)


def find(source, path):
    """(the name with those of its classes, the line of what is lost, the line of what replaces it)"""
    return _lost(ast.parse(source, path).body, "", False)


def _lost(body, within, is_class):
    last = {}                              # name -> the definition that has it by now
    for node in body:
        for name in _mentioned(node):
            last.pop(name, None)           # it was used, or deleted, or replaced on purpose
        if _is_test(node, is_class):
            name, before = within + node.name, last.get(node.name)
            if before is not None:
                yield name, before.lineno, node.lineno
            last[node.name] = node
        if isinstance(node, ast.ClassDef):
            yield from _lost(node.body, f"{within}{node.name}::", True)
        elif not isinstance(node, _functions):
            for field in ("body", "orelse", "finalbody"):
                part = getattr(node, field, None)
                if isinstance(part, list):
                    yield from _lost(part, within, is_class)


def _is_test(node, is_class):
    """Is it a test, or a class with some? Those of a unittest.TestCase needn't have the `_`."""
    if isinstance(node, ast.ClassDef):
        return any(_is_test(part, True) for part in node.body)
    return isinstance(node, _functions) and (node.name == "test" or node.name.startswith(
        "test" if is_class else "test_"))


def _mentioned(node):
    """The names that are used as the statement runs, not when what it defines is called."""
    parts = [*node.decorator_list, *getattr(node, "bases", ())] \
        if isinstance(node, (*_functions, ast.ClassDef)) else [node]
    return {name.id for part in parts for name in ast.walk(part) if isinstance(name, ast.Name)}
