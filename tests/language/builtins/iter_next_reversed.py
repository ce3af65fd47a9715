# iter, next and reversed.

it = iter([1, 2])
print(next(it), next(it), next(it, "default"))    # expect: 1 2 default
try:
    next(it)
except StopIteration as stop:
    print("StopIteration", stop.args)    # expect: StopIteration ()
values = [3, 2, 1, 0, 5]
print(list(iter(values.pop, 1)), values, list(reversed([1, 2])), list(reversed("ab")))
# expect: [5, 0] [3, 2] [2, 1] ['b', 'a']
print(list(reversed((1, 2))), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})))
# expect: [2, 1] [2, 1, 0] ['b', 'a']
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
print(list(reversed(S())), type(iter(lambda: 1, 2)).__name__)
# expect: [20, 10, 0] callable_iterator
for bad in (
        lambda: next([]), lambda: next(5), lambda: iter(5), lambda: iter(5, 1),
        lambda: reversed({1}), lambda: reversed(5), lambda: next(), lambda: reversed(iter([])),
):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: 'list' object is not an iterator
        # expect: 'int' object is not an iterator
        # expect: 'int' object is not iterable
        # expect: iter(v, w): v must be callable
        # expect: 'set' object is not reversible
        # expect: 'int' object is not reversible
        # expect: next expected at least 1 argument, got 0
        # expect: 'list_iterator' object is not reversible
