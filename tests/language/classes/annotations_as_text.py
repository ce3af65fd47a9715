# With the __future__ import annotations stay text.
from __future__ import annotations
class C:
    a: list[int] = []
    b: undefined_name | None
    c: lambda x: x+1
    def m(self, q: Foo.bar[1:2, ...], *a: "str" if 1 else 2, k: {**a}=None) -> [x for x in y]: pass
print(C.__annotations__, C.m.__annotations__)
# expect: {'a': 'list[int]', 'b': 'undefined_name | None', 'c': 'lambda x: x + 1'} {'q': 'Foo.bar[1:2, ...]', 'a': "'str' if 1 else 2", 'k': '{**a}', 'return': '[x for x in y]'}
x: int
print(__annotations__)    # expect: {'x': 'int'}
