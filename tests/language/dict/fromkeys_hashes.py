# fromkeys of a set or a dict computes no hash anew.


class Key:
    hashed = 0

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        Key.hashed += 1
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name


known = {Key(i) for i in range(10)}
print(Key.hashed)    # expect: 10
made = dict.fromkeys(known, 1)
print(Key.hashed, len(made), set(made.values()))    # expect: 10 10 {1}
again = dict.fromkeys(made)
print(Key.hashed, again.keys() == made.keys(), set(again.values()))    # expect: 10 True {None}
print(dict.fromkeys({1: 2, "a": 3}), dict.fromkeys(frozenset([5])), dict.fromkeys("ab", 0))
# expect: {1: None, 'a': None} {5: None} {'a': 0, 'b': 0}


class Own(dict):
    def __iter__(self):
        return iter("xy")


print(dict.fromkeys(Own({1: 2})))    # expect: {'x': None, 'y': None}
