# Coroutines, asynchronous generators, async for and with, comprehensions, aiter and anext.

import sys
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return ("got", r)
async def f(x):
    a = await Aw(x)
    b = await Aw(x + 1)
    return a, b
def run(c, log=True):
    sent = None
    while True:
        try:
            y = c.send(sent)
        except StopIteration as e:
            return e.value
        if log: print("  y", y)
        sent = y * 10
print(run(f(1)))
# expect:   y 1
# expect:   y 2
# expect: (('got', 10), ('got', 20))
async def g():
    try:
        for i in range(3):
            await Aw(i)
            r = yield i
            print("sent", r)
    finally:
        print("fin")
async def h():
    async for x in g():
        print("x", x)
    else:
        print("else")
    async for x in g():
        if x == 1: break
    print("after")
    print([x async for x in g() if x != 1])
    print({x: await Aw(x) for x in range(2)})
    ge = (x async for x in g())
    print(type(ge))
    async for z in ge:
        print(z)
        break
    await ge.aclose()
    return 5
print(run(h()))
# expect:   y 0
# expect: x 0
# expect: sent None
# expect:   y 1
# expect: x 1
# expect: sent None
# expect:   y 2
# expect: x 2
# expect: sent None
# expect: fin
# expect: else
# expect:   y 0
# expect: sent None
# expect:   y 1
# expect: fin
# expect: after
# expect:   y 0
# expect: sent None
# expect:   y 1
# expect: sent None
# expect:   y 2
# expect: sent None
# expect: fin
# expect: [0, 2]
# expect:   y 0
# expect:   y 1
# expect: {0: ('got', 0), 1: ('got', 10)}
# expect: <class 'async_generator'>
# expect:   y 0
# expect: 0
# expect: fin
# expect: 5
class CM:
    async def __aenter__(self):
        print("enter"); await Aw(7); return self
    async def __aexit__(self, t, v, tb):
        print("exit", t, v); await Aw(8); return self.sw
    def __init__(self, sw): self.sw = sw
async def w():
    async with CM(False) as a, CM(True) as b:
        print("body", a is b)
        raise ValueError("x")
    async with CM(False):
        pass
    for i in range(3):
        async with CM(False):
            if i == 1: break
    async with CM(False):
        return 42
print(run(w()))
# expect: enter
# expect:   y 7
# expect: enter
# expect:   y 7
# expect: body False
# expect: exit <class 'ValueError'> x
# expect:   y 8
# expect: exit None None
# expect:   y 8
# expect: enter
# expect:   y 7
# expect: exit None None
# expect:   y 8
# expect: enter
# expect:   y 7
# expect: exit None None
# expect:   y 8
# expect: enter
# expect:   y 7
# expect: exit None None
# expect:   y 8
# expect: enter
# expect:   y 7
# expect: exit None None
# expect:   y 8
# expect: 42
async def bad():
    await 5
for src in ["await 5", "async with 5: pass", "async for x in 5: pass", "return [x async for x in 5]"]:
    ns = {}
    exec("async def bad():\n  " + src, ns)
    try: run(ns["bad"]())
    except Exception as e: print(type(e).__name__, e)
    # expect: TypeError object int can't be used in 'await' expression
    # expect: TypeError 'int' object does not support the asynchronous context manager protocol
    # expect: TypeError 'async for' requires an object with __aiter__ method, got int
    # expect: TypeError 'async for' requires an object with __aiter__ method, got int
c = f(1)
print(c.cr_await, c.cr_running, c.cr_suspended, c.cr_frame is not None, c.cr_origin, c.cr_code.co_flags)
# expect: None False False True None 131
c.send(None)
print(c.cr_suspended, type(c.cr_await).__name__)    # expect: True generator
c.close()
try: c.send(None)
except RuntimeError as e: print(e)    # expect: cannot reuse already awaited coroutine
async def forever():
    while not done:
        try: await Aw(1)
        except GeneratorExit: pass
done = False
c = forever(); c.send(None)
try: c.close()
except RuntimeError as e: print(e)    # expect: coroutine ignored GeneratorExit
done = True
async def deep(n):
    if n == 0: return 0
    return 1 + await deep(n-1)
sys.setrecursionlimit(20000)
print(run(deep(900)))    # expect: 900
print(run(deep(15000)))    # expect: 15000
async def si(): raise StopIteration(1)
try: run(si())
except RuntimeError as e: print(e, repr(e.__cause__))
# expect: coroutine raised StopIteration StopIteration(1)
async def sag():
    yield 1
    raise StopAsyncIteration
async def t():
    async for x in sag(): pass
try: run(t())
except RuntimeError as e: print(e, repr(e.__cause__))
# expect: async generator raised StopAsyncIteration StopAsyncIteration()
async def an():
    it = g()
    print(await anext(it), await anext(it))
    print(await anext(it, "d"), await anext(it, "d"), await anext(it, "d2"))
    try: await anext(it)
    except StopAsyncIteration as e: print("SAI", e.args)
    print(aiter(it) is it)
    try: aiter(5)
    except TypeError as e: print(e)
    try: anext(5)
    except TypeError as e: print(e)
run(an())
# expect:   y 0
# expect: sent None
# expect:   y 1
# expect: 0 1
# expect: sent None
# expect:   y 2
# expect: sent None
# expect: fin
# expect: 2 d d2
# expect: SAI ()
# expect: True
# expect: 'int' object is not an async iterable
# expect: 'int' object is not an async iterator
