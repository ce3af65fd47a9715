# doctest runs the examples of docstrings, and shows those that fail.

import doctest


def double(x):
    """
    >>> double(2)
    4
    >>> double("a")    # doctest: +ELLIPSIS
    '...'
    >>> double(None)
    Traceback (most recent call last):
      ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> for i in range(2):
    ...     print(double(i))
    ...     print()
    0
    <BLANKLINE>
    2
    <BLANKLINE>
    >>> double([1,   2])    # doctest: +NORMALIZE_WHITESPACE
    [1,  2,
     1,  2]
    >>> double(3)
    5
    >>> 1 / 0
    0
    """
    return x * 2


said = []
runner = doctest.DocTestRunner()
for test in doctest.DocTestFinder().find(double, "double", globs=globals(), module=False):
    print(runner.run(test, out=said.append))    # expect: TestResults(failed=2, attempted=7)
for text in said:
    print(text[text.index("Failed example"):].replace("<library>", "").split("Traceback")[0])
    # expect: Failed example:
    # expect:     double(3)
    # expect: Expected:
    # expect:     5
    # expect: Got:
    # expect:     6
    # expect:
    # expect: Failed example:
    # expect:     1 / 0
    # expect: Exception raised:
    # expect:     
for example in doctest.DocTestParser().get_examples(">>> 1 + 1\n2\n>>> x\n... \n\n"):
    print(repr(example.source), repr(example.want), example.exc_msg)
    # expect: '1 + 1\n' '2\n' None
    # expect: 'x\n' '' None
print(doctest.script_from_examples("Text.\n\n    >>> 1 + 1\n    2\n"))
# expect: # Text.
# expect: #
# expect: 1 + 1
# expect: # Expected:
# expect: ## 2
# expect:
try:
    doctest.DocTestParser().get_examples(">>>1")
except ValueError as error:
    print(error)    # expect: line 1 of the docstring for <string> lacks blank after >>>: '>>>1'
