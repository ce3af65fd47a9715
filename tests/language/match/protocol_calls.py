# How often patterns ask for lengths, items and keys.
import collections.abc


class Log(collections.abc.Sequence):
    def __init__(s, v): s.v=v
    def __len__(s): print("len"); return len(s.v)
    def __getitem__(s, i): print("get", i); return s.v[i]
match Log([1,2,3]):
    case [1, 2]: print("a")    # expect: len
    case [1, *_, 4]: print("b")
    # expect: len
    # expect: get 0
    # expect: len
    # expect: get 2
    case [_, *_, x]: print("c", x)
    # expect: len
    # expect: len
    # expect: get 2
    # expect: c 3
match Log([1,2,3]):
    case [*_]: print("all")    # expect: all
match Log([1,2,3]):
    case [a, *b, c]: print(a, b, c)
    # expect: len
    # expect: get 0
    # expect: get 1
    # expect: get 2
    # expect: get 3
    # expect: 1 [2] 3
class M(collections.abc.Mapping):
    def __init__(s, v): s.v=v
    def __len__(s): print("len"); return len(s.v)
    def __getitem__(s, i): print("get", i); return s.v[i]
    def __iter__(s): return iter(s.v)
    def get(s, k, d): print("get()", k); return s.v.get(k, d)
match M({1:2,3:4}):
    case {5: 6}: print("no")
    # expect: len
    # expect: get() 5
    case {1: a, **r}: print(a, r)
    # expect: len
    # expect: get() 1
    # expect: get 1
    # expect: get 3
    # expect: 2 {3: 4}
match M({1:2,3:4}):
    case {**r}: print(r)
    # expect: get 1
    # expect: get 3
    # expect: {1: 2, 3: 4}
