# types.coroutine, the abstract classes of collections.abc, context variables.

import types, collections.abc as c, contextvars
async def f(): pass
async def g(): yield
@types.coroutine
def h(): return (yield 1)
x=f(); y=g()
print(isinstance(x, c.Coroutine), isinstance(x, c.Awaitable), isinstance(y, c.AsyncGenerator), isinstance(h(), c.Awaitable), isinstance(y, c.AsyncIterator))
# expect: True True True False True
x.close()
async def k(): return await h()
z=k(); print(z.send(None))    # expect: 1
try: z.send(7)
except StopIteration as e: print(e.value)    # expect: 7
v=contextvars.ContextVar("v", default=3)
print(v.get(), v.get(9))    # expect: 3 9
t=v.set(4); print(v.get(), t.old_value); v.reset(t); print(v.get())
# expect: 4 <Token.MISSING>
# expect: 3
try: v.reset(t)
except RuntimeError as e: print("re")    # expect: re
ctx=contextvars.copy_context()
def ff():
    v.set(10); return v.get()
print(ctx.run(ff), v.get(), ctx[v], len(ctx), v in ctx)    # expect: 10 3 10 1 True
try:
    class X(contextvars.Context): pass
except TypeError as e: print(e)
# expect: type '_contextvars.Context' is not an acceptable base type
