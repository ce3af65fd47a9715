# A coroutine that dies with the interpreter is complained about, too.


class Keeper:
    def __del__(self):
        print("del", self.kept)


async def f():
    pass


keeper = Keeper()
keeper.kept = f()
# expect: del <coroutine object f at {address}>
# expect-stderr: sys:1: RuntimeWarning: coroutine 'f' was never awaited
