# Every public method is there.

print(*[n for n in dir(dict) if not n.startswith("_")])
# expect: clear copy fromkeys get items keys pop popitem setdefault update values
print({1: 2}.__contains__(1), {1: 2}.__getitem__(1), {}.__len__(), dict.__hash__)
# expect: True 2 0 None
print({1: 2}.__eq__({1: 2}), {1: 2}.__or__({3: 4}), {1: 2}.__repr__(), {}.__class__)
# expect: True {1: 2, 3: 4} {1: 2} <class 'dict'>
