# contextlib's asynchronous half: managers made of generators, decorators, AsyncExitStack.

import asyncio
from contextlib import (AbstractAsyncContextManager, AsyncContextDecorator, AsyncExitStack,
                        aclosing, asynccontextmanager, nullcontext)


@asynccontextmanager
async def manager(name, swallow=False):
    print("enter", name)
    await asyncio.sleep(0)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
        if not swallow:
            raise
    finally:
        print("exit", name)


async def use():
    async with manager("a") as a, manager("b", True) as b:
        print(a, b)
        raise ValueError("inside")
    try:
        async with manager("c"):
            raise ValueError("out")
    except ValueError as error:
        print("again", error)

    async def say(text):
        print(text)

    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(manager("d")))
        stack.push_async_callback(say, "async callback")
        stack.callback(print, "callback")
        stack.enter_context(nullcontext())
        moved = stack.pop_all()
    print("moved")
    await moved.aclose()
    try:
        await AsyncExitStack().enter_async_context(5)
    except TypeError as error:
        print(error)

    @manager("e")
    async def decorated(x):
        print("decorated", x)
        return x + 1

    print(await decorated(1), await decorated(2))

    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            print("numbers end")

    async with aclosing(numbers()) as n:
        async for x in n:
            print(x)
            break
    async with nullcontext(7) as seven:
        print(seven)

    @asynccontextmanager
    async def none():
        return
        yield

    @asynccontextmanager
    async def two():
        yield
        yield

    for broken in none, two:
        try:
            async with broken():
                pass
        except RuntimeError as error:
            print(error)
    print(issubclass(AsyncExitStack, AbstractAsyncContextManager))


asyncio.run(use())
# expect: enter a
# expect: enter b
# expect: A B
# expect: caught inside
# expect: exit b
# expect: exit a
# expect: enter c
# expect: caught out
# expect: exit c
# expect: again out
# expect: enter d
# expect: D
# expect: moved
# expect: callback
# expect: async callback
# expect: exit d
# expect: 'builtins.int' object does not support the asynchronous context manager protocol
# expect: enter e
# expect: decorated 1
# expect: exit e
# expect: enter e
# expect: decorated 2
# expect: exit e
# expect: 2 3
# expect: 1
# expect: numbers end
# expect: 7
# expect: generator didn't yield
# expect: generator didn't stop
# expect: True
