# The package `test` for CPython's test files under Ouro: test.support is ours, all else is looked
# for in CPython's own directory.
import os

__path__.append(os.environ["CPYTHON_TESTS"])
