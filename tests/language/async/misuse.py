# Odd awaitables, asynchronous iterators and managers; misuse: every message is CPython's.
import sys, types
def drive(c, *sends):
    try:
        y = c.send(None)
        for s in sends: y = c.send(s)
        return "yielded", y
    except StopIteration as e: return "ret", e.value
    except BaseException as e: return type(e).__name__, str(e)
class A:
    def __init__(self, r): self.r = r
    def __await__(self): return self.r
async def co(): pass
async def aw(x): return await x
c = co()
for r in [5, None, [1], iter([1, 2]), c, (i for i in range(2)), "ab"]:
    print(drive(aw(A(r)), None))
    # expect: ('TypeError', "__await__() returned non-iterator of type 'int'")
    # expect: ('TypeError', "__await__() returned non-iterator of type 'NoneType'")
    # expect: ('TypeError', "__await__() returned non-iterator of type 'list'")
    # expect: ('yielded', 2)
    # expect: ('TypeError', '__await__() returned a coroutine')
    # expect: ('yielded', 1)
    # expect: ('TypeError', "__await__() returned non-iterator of type 'str'")
c.close()
class B: __await__ = None
print(drive(aw(B())))    # expect: ('TypeError', "'NoneType' object is not callable")
class AI:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self.n
async def af(x):
    async for y in x: return y
for n in [None, 5, AI(3)]: print(drive(af(AI(n))))
# expect: ('TypeError', "'async for' received an object from __aiter__ that does not implement __anext__: NoneType")
# expect: ('TypeError', "'async for' received an object from __aiter__ that does not implement __anext__: int")
# expect: ('TypeError', "'async for' received an object from __aiter__ that does not implement __anext__: AI")
class AN:
    def __init__(self, r): self.r = r
    def __aiter__(self): return self
    def __anext__(self): 
        if isinstance(self.r, BaseException): raise self.r
        return self.r
for r in [None, 5, [1], KeyError("k"), StopAsyncIteration(), A(iter([7])), A(5)]: print(drive(af(AN(r)), None))
# expect: ('TypeError', "'async for' received an invalid object from __anext__: NoneType")
# expect: ('TypeError', "'async for' received an invalid object from __anext__: int")
# expect: ('TypeError', "'async for' received an invalid object from __anext__: list")
# expect: ('KeyError', "'k'")
# expect: ('ret', None)
# expect: ('ret', None)
# expect: ('TypeError', "'async for' received an invalid object from __anext__: A")
class CM:
    def __init__(self, a, b): self.a, self.b = a, b
    def __aenter__(self): return self.a
    def __aexit__(self, *x): return self.b
async def aws(x):
    async with x as y: return y
for a, b in [(5, 5), (A(iter([])), 5), (A(iter([])), A(iter([]))), (A(5), 1)]: print(drive(aws(CM(a, b))))
# expect: ('TypeError', "'async with' received an object from __aenter__ that does not implement __await__: int")
# expect: ('TypeError', "'async with' received an object from __aexit__ that does not implement __await__: int")
# expect: ('ret', None)
# expect: ('TypeError', "__await__() returned non-iterator of type 'int'")
async def aws2(x):
    async with x: raise ValueError("v")
print(drive(aws2(CM(A(iter([])), 5))))
# expect: ('TypeError', "'async with' received an object from __aexit__ that does not implement __await__: int")
class G:
    def __aenter__(self): pass
print(drive(aws(G()))); print(drive(aws(3)))
# expect: ('TypeError', "'G' object does not support the asynchronous context manager protocol (missed __aexit__ method)")
# expect: ('TypeError', "'int' object does not support the asynchronous context manager protocol")
# misuse
async def ag():
    x = yield 1
    print("x", x)
    yield 2
a = ag()
s = a.asend(None)
try: s.send(None)
except StopIteration as e: print(e.value)    # expect: 1
try: s.send(None)
except RuntimeError as e: print(e)    # expect: cannot reuse already awaited __anext__()/asend()
try: a.asend(None).throw(ValueError("t"))
except ValueError as e: print("VE", e)    # expect: VE t
print(drive(aw(a.aclose())), drive(aw(a.__anext__())))
# expect: ('ret', None) ('StopAsyncIteration', '')
a = ag()
try: a.asend(5).send(None)
except TypeError as e: print(e)
# expect: can't send non-None value to a just-started async generator
class Y:
    def __await__(self): yield
async def ag2():
    await Y()
    yield
a = ag2(); n1 = a.__anext__(); n1.send(None)
for m in (a.__anext__(), a.asend(1), a.aclose(), a.athrow(ValueError)):
    try: m.send(None)
    except RuntimeError as e: print(e)
    # expect: anext(): asynchronous generator is already running
    # expect: anext(): asynchronous generator is already running
    # expect: aclose(): asynchronous generator is already running
    # expect: athrow(): asynchronous generator is already running
print(a.ag_running, type(a.ag_await).__name__)    # expect: True generator
n1.close()
async def ign():
    try: yield 1
    except GeneratorExit: yield 2
a = ign()
try: a.__anext__().send(None)
except StopIteration: pass
try: a.aclose().send(None)
except RuntimeError as e: print(e)    # expect: async generator ignored GeneratorExit
def gen(): yield from co()
try: next(gen())
except TypeError as e: print(e)
# expect: cannot 'yield from' a coroutine object in a non-coroutine generator
@types.coroutine
def tg(): return (yield from co())
print(drive(tg()))    # expect: ('ret', None)
c = co()
gen = None
for bad in (lambda: c.send(5), lambda: iter(c), lambda: next(c), lambda: c.throw(5), lambda: a.athrow(5).send(None)):
    try: bad()
    except BaseException as e: print(type(e).__name__, e)
    # expect: TypeError can't send non-None value to a just-started coroutine
    # expect: TypeError 'coroutine' object is not iterable
    # expect: TypeError 'coroutine' object is not an iterator
    # expect: TypeError exceptions must be classes or instances deriving from BaseException, not int
    # expect: StopAsyncIteration 
c.close(); c.close()
try: c.throw(ValueError)
except BaseException as e: print(type(e).__name__, e)
# expect: RuntimeError cannot reuse already awaited coroutine
w = co().__await__()
print(type(w).__name__, iter(w) is w)    # expect: coroutine_wrapper True
w.close()
def self_await():
    async def f():
        await me
    me = f()
    return drive(me)
print(self_await())    # expect: ('ValueError', 'coroutine already executing')
for s in ["await x", "def f(): await x", "def f():\n async with x: pass", "async for x in y: pass", "def f(): [x async for x in y]", "async def f(): yield from x", "async def f():\n yield\n return 1", "lambda: await x", "[await x for x in y]", "async def f(): return [await z for z in w]"]:
    try: compile(s, "f", "exec"); print("ok")
    except SyntaxError as e: print(e)
    # expect: 'await' outside function (f, line 1)
    # expect: 'await' outside async function (f, line 1)
    # expect: 'async with' outside async function (f, line 2)
    # expect: 'async for' outside async function (f, line 1)
    # expect: asynchronous comprehension outside of an asynchronous function (f, line 1)
    # expect: 'yield from' inside async function (f, line 1)
    # expect: 'return' with value in async generator (f, line 3)
    # expect: 'await' outside async function (f, line 1)
    # expect: asynchronous comprehension outside of an asynchronous function (f, line 1)
    # expect: ok
# expect-stderr: {file}:113: RuntimeWarning: coroutine 'co' was never awaited
# expect-stderr:   def gen(): yield from co()
# expect-stderr: RuntimeWarning: Enable tracemalloc to get the object allocation traceback
