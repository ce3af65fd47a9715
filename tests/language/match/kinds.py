# Which types are sequences or mappings to patterns: registered and derived ones, too.
import array
import collections
import collections.abc


def kind(value):
    match value:
        case []:
            return "empty sequence"
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
        case _:
            return "neither"


for value in [[], (), range(0), array.array("i"), memoryview(b"ab"), "", b"", bytearray(), {},
              set(), frozenset(), type.__dict__, collections.deque([1]), collections.ChainMap(),
              collections.Counter(), collections.OrderedDict(), collections.defaultdict(int),
              collections.UserDict(), collections.UserList(), iter([]),
              zip(), 1, {}.keys(), {}.values()]:
    print(type(value).__name__, kind(value))
    # expect: list empty sequence
    # expect: tuple empty sequence
    # expect: range empty sequence
    # expect: array empty sequence
    # expect: memoryview sequence
    # expect: str neither
    # expect: bytes neither
    # expect: bytearray neither
    # expect: dict mapping
    # expect: set neither
    # expect: frozenset neither
    # expect: mappingproxy mapping
    # expect: deque sequence
    # expect: ChainMap mapping
    # expect: Counter mapping
    # expect: OrderedDict mapping
    # expect: defaultdict mapping
    # expect: UserDict mapping
    # expect: UserList empty sequence
    # expect: list_iterator neither
    # expect: zip neither
    # expect: int neither
    # expect: dict_keys neither
    # expect: dict_values neither


class Plain:
    def __len__(self):
        return 0

    def __getitem__(self, index):
        raise IndexError


class Below(Plain):
    pass


print(kind(Plain()), kind(Below()))    # expect: neither neither
collections.abc.Sequence.register(Plain)
print(kind(Plain()), kind(Below()))    # expect: empty sequence empty sequence
collections.abc.Mapping.register(Plain)
print(kind(Plain()), kind(Below()))    # expect: mapping mapping


class Both(list, collections.abc.Mapping):
    def __iter__(self):
        return iter(())


class OtherWay(collections.abc.Mapping, list):
    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __getitem__(self, index):
        raise KeyError(index)


print(kind(Both()), kind(OtherWay()))    # expect: empty sequence mapping
print(list.__flags__ >> 5 & 3, dict.__flags__ >> 5 & 3, Plain.__flags__ >> 5 & 3)    # expect: 1 2 2
print(hasattr(collections.abc.Sequence, "__abc_tpflags__"))    # expect: False
try:
    class Two(metaclass=collections.abc.Sequence.__class__):
        __abc_tpflags__ = 3 << 5
except TypeError as error:
    print(error)
    # expect: __abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING
