# Lists that shrink while they are compared are compared by length; hints of length are no promise.
import sys


class Clearing:
    def __init__(self, victim):
        self.victim = victim

    def __eq__(self, other):
        self.victim.clear()
        return NotImplemented


first, second = [], []
first.append(Clearing(second))
second.append(Clearing(first))
print(first == second, first, second)    # expect: True [] []


class Lying:
    def __iter__(self):
        return iter(())

    def __length_hint__(self):
        return sys.maxsize


numbers = [1, 2]
numbers.extend(Lying())
print(numbers)    # expect: [1, 2]


class Long:
    def __getitem__(self, index):
        return index


iterator = iter(Long())
iterator.__setstate__(sys.maxsize - 1)
print(next(iterator) == sys.maxsize - 1)    # expect: True
try:
    next(iterator)
except OverflowError as error:
    print(error)    # expect: iter index too large

try:
    print >> sys.stderr
except TypeError as error:
    print(error)    # expect: unsupported operand type(s) for >>: 'builtin_function_or_method' and '_io.TextIOWrapper'. Did you mean "print(<message>, file=<output_stream>)"?


class Self(float):
    def __float__(self):
        return self


import warnings
warnings.simplefilter("ignore")
print(float(Self(2.5)))    # expect: 2.5
