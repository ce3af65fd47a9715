# With -OO there are no docstrings either.
# run: {ouro} -OO {file}
"""The module."""
import sys


class Class:
    """The class."""

    def method(self):
        """The method."""
        assert False
        return 7


def only_docstring():
    """The function."""


print(__doc__, Class.__doc__, Class.method.__doc__, only_docstring.__doc__)
print(Class().method(), only_docstring(), __debug__, sys.flags.optimize)
# expect: None None None None
# expect: 7 None False 2
