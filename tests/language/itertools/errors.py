# What itertools refuses.

from itertools import *


def show(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


show(count, "a")    # expect: TypeError a number is required
show(count, 1, "a")    # expect: TypeError a number is required
show(count, 1, 2, 3)    # expect: TypeError count() takes at most 2 arguments (3 given)
show(cycle)    # expect: TypeError cycle expected 1 argument, got 0
show(cycle, 1)    # expect: TypeError 'int' object is not iterable
show(repeat)    # expect: TypeError repeat() missing required argument 'object' (pos 1)
show(repeat, 1, "a")    # expect: TypeError 'str' object cannot be interpreted as an integer
show(len, repeat(1, 2))    # expect: TypeError object of type 'itertools.repeat' has no len()
show(lambda: repeat(1).__length_hint__())    # expect: TypeError len() of unsized object
show(lambda: repeat(1, 7).__length_hint__())    # expect: 7
show(islice, "abc")    # expect: TypeError islice expected at least 2 arguments, got 1
show(islice, "abc", -1)
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(islice, "abc", "a")
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(islice, "abc", -1, 2)
# expect: ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(islice, "abc", 1, -2)
# expect: ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(islice, "abc", 1, 2, 0)
# expect: ValueError Step for islice() must be a positive integer or None.
show(islice, "abc", 1, 2, 3, 4)    # expect: TypeError islice expected at most 4 arguments, got 5
show(takewhile, 1)    # expect: TypeError takewhile expected 2 arguments, got 1
show(takewhile, 1, 2)    # expect: TypeError 'int' object is not iterable
show(lambda: list(takewhile(1, [2])))    # expect: TypeError 'int' object is not callable
show(filterfalse, None)    # expect: TypeError filterfalse expected 2 arguments, got 1
show(starmap, pow)    # expect: TypeError starmap expected 2 arguments, got 1
show(lambda: list(starmap(pow, [1])))    # expect: TypeError 'int' object is not iterable
show(zip_longest, 1)    # expect: TypeError 'int' object is not iterable
show(lambda: list(chain(1)))    # expect: TypeError 'int' object is not iterable
show(lambda: list(chain.from_iterable(1)))    # expect: TypeError 'int' object is not iterable
show(compress, "a")    # expect: TypeError compress() missing required argument 'selectors' (pos 2)
show(lambda: list(compress("a", 1)))    # expect: TypeError 'int' object is not iterable
show(product, 1)    # expect: TypeError 'int' object is not iterable
show(lambda: product("a", repeat=-1))    # expect: ValueError repeat argument cannot be negative
show(lambda: product("a", repeat="a"))
# expect: TypeError 'str' object cannot be interpreted as an integer
show(permutations, "ab", -1)    # expect: ValueError r must be non-negative
show(permutations, "ab", "a")    # expect: TypeError Expected int as r
show(combinations, "ab")    # expect: TypeError combinations() missing required argument 'r' (pos 2)
show(combinations, "ab", -1)    # expect: ValueError r must be non-negative
show(combinations, "ab", None)
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
show(combinations_with_replacement, "ab", -1)    # expect: ValueError r must be non-negative
show(tee, [], -1)    # expect: ValueError n must be >= 0
show(tee, 1)    # expect: TypeError 'int' object is not iterable
show(pairwise, 1)    # expect: TypeError 'int' object is not iterable
show(groupby, 1)    # expect: TypeError 'int' object is not iterable
show(lambda: list(accumulate([1, "a"])))
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
show(lambda: list(groupby([1], key=1)))    # expect: TypeError 'int' object is not callable


class Again:
    def __iter__(self):
        return self

    def __next__(self):
        return next(one)


one, two = tee(Again())
show(next, one)    # expect: RuntimeError cannot re-enter the tee iterator
