# Functions with more than 256 locals await, yield and delegate as others do.

import asyncio

many = "".join(f"    v{i} = {i}\n" for i in range(300))


async def numbers():
    yield 0
    yield 1


async def five():
    return 5


class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, *details):
        print("exit", details[0])


exec("async def generator(awaitable):\n" + many + """
    r = await awaitable
    s = [await five(), await five(), (yield r), *[x async for x in numbers()]]
    yield v299, s
    async with Manager() as m:
        async for x in numbers():
            yield x, m, v0, v299
""")
exec("def delegating(iterator):\n" + many + """
    r = yield from iterator
    yield r, v299
""")


async def use():
    g = generator(asyncio.sleep(0, "slept"))
    print(await g.asend(None), await g.asend("sent"), await g.asend(None))
    print([x async for x in g])


def inner():
    try:
        yield 1
    except ValueError:
        return "from throw"


asyncio.run(use())
# expect: slept (299, [5, 5, 'sent', 0, 1]) (0, 'entered', 0, 299)
# expect: exit None
# expect: [(1, 'entered', 0, 299)]
g = delegating(inner())
print(next(g))    # expect: 1
print(g.throw(ValueError))    # expect: ('from throw', 299)
g = delegating(inner())
print(next(g))    # expect: 1
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print(repr(error))    # expect: KeyError('k')
