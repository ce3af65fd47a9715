# Iterators follow a list that changes, and stay exhausted.

l = [1, 2, 3]
it = iter(l)
print(next(it), it.__length_hint__())    # expect: 1 2
l.append(4)
print(list(it))    # expect: [2, 3, 4]
l.append(5)
print(list(it), next(it, "end"))    # expect: [] end
r = reversed(l)
print(next(r))    # expect: 5
l.clear()
print(list(r))    # expect: []
print(type(it).__name__, type(r).__name__, iter(it) is it)
# expect: list_iterator list_reverseiterator True
