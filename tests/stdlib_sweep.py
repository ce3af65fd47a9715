#!/usr/bin/python3.11
"""Proves that build/ouro reads CPython's own library: every file that CPython 3.11 can parse gives
the same tree, printed by --ast as ast.dump prints it, and every file it can't is refused.

    tests/stdlib_sweep.py [OURO [FOLDER...]]
"""
import ast
import concurrent.futures
import os
import subprocess
import sys
import sysconfig
import warnings

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATIENCE = 60   # seconds a file


def sources(folders):
    for folder in folders:
        for place, _, names in sorted(os.walk(folder)):
            yield from (os.path.join(place, name) for name in sorted(names)
                        if name.endswith(".py"))


def cpython_dump(path):
    """What CPython makes of the file; None if it refuses it."""
    with open(path, "rb") as file:
        text = file.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, path)
    except (SyntaxError, ValueError):
        return None
    return (ast.dump(tree, indent=2) + "\n").encode("utf-8", "surrogatepass")


def complaint(ouro, path):
    """What is wrong with Ouro's answer for this file; None if nothing is."""
    ran = subprocess.run([ouro, "--ast", path], capture_output=True, timeout=PATIENCE)
    wanted = cpython_dump(path)
    if wanted is None:
        return None if ran.returncode == 1 else f"status {ran.returncode}, CPython refuses it"
    if ran.returncode:
        return ran.stderr.decode("utf-8", "replace").strip() or f"status {ran.returncode}"
    if ran.stdout == wanted:
        return None
    pairs = zip(ran.stdout.splitlines(), wanted.splitlines())
    for number, (ours, theirs) in enumerate(pairs, 1):
        if ours != theirs:
            return f"line {number} of the tree is {ours.strip()}, not {theirs.strip()}"
    return "the trees have different lengths"


def main():
    ouro = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "ouro")
    folders = sys.argv[2:] or [sysconfig.get_paths()["stdlib"]]
    passed = failed = 0
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
        paths = list(sources(folders))
        for path, wrong in zip(paths, pool.map(complaint, [ouro] * len(paths), paths,
                                               chunksize=16)):
            passed += not wrong
            failed += bool(wrong)
            if wrong:
                print(f"{path}: {wrong}")
    print(f"library: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    if sys.version_info[:2] != (3, 11):
        sys.exit("this needs Python 3.11")
    sys.setrecursionlimit(20000)
    sys.exit(main())
