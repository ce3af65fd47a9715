# Every kind of statement, with all its parts.
@decorator
@other.decorator(1)
def function(a, b: int = 1, /, c=2, *args: object, d, e=3, **kwargs) -> str:
    "docstring"
    global g, h
    return a, *args


async def coroutine():
    await x
    async for i in y:
        break
    else:
        continue
    async with a as b, c:
        pass
    return [j async for j in k]


class Empty:
    pass


@decorator
class Full(Base, *bases, metaclass=Meta, **options):
    x: int
    (y): int = 1
    z.w: "annotation" = yield_


def generator():
    nonlocal_ = yield
    yield 1, 2
    yield from z
    x = yield y


def outer():
    a = 1

    def inner():
        nonlocal a
    return


del a, b.c, d[0], (e, [f])
a = b, *c = [d, (e.f, g[1:2])] = h
a += 1
a.b -= 1
a[0] *= 1
a @= b
a /= b
a //= b
a %= b
a **= b
a >>= b
a <<= b
a &= b
a ^= b
a |= b
for a, (b, *c) in d, *e:
    pass
else:
    pass
while (n := next_()) > 0:
    break
else:
    pass
if a:
    pass
elif b:
    pass
elif c:
    pass
else:
    pass
with a, b as c, (d) as (e, f):
    pass
with (a as b, c, d as e.f,):
    pass
with (a, b):
    pass
with (a, b) as c:
    pass
with (yield_):
    pass
raise
raise E
raise E from F
try:
    pass
except A:
    pass
except (B, C) as e:
    pass
except:
    pass
else:
    pass
finally:
    pass
try:
    pass
except* A as e:
    pass
except* (B, C):
    pass
try: pass
finally: pass
assert a
assert a, b
import a, b.c, d.e.f as g
from a import b
from .a.b import (c as d, e,)
from ... import *
from .... import x; pass; pass
f(a); g()
