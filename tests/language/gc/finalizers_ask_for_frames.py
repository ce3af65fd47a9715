# Finalizers of a deep chain may ask for their frame again and again: a frame object that has died
# but waits for its end isn't handed out once more.

import sys
import warnings

class Link:
    def __init__(self, below):
        self.below = below

    def __del__(self):
        for _ in range(3):
            lines.append(sys._getframe().f_lineno)

lines = []
chain = None
for _ in range(200):
    chain = Link(chain)
del chain
print(len(lines), set(lines))    # expect: 600 {13}

# A coroutine that nobody awaited warns, which looks at frames, too.
async def wrap(inner):
    return await inner

warnings.simplefilter("ignore")
chain = None
for _ in range(200):
    chain = wrap(chain)
del chain
print("gone")    # expect: gone

# Neither is a generator that died found through its frame.
class Holder:
    def __init__(self, below):
        self.below = below
        self.generator = numbers()
        frames.append(self.generator.gi_frame)

    def __del__(self):
        del self.generator
        frames.pop().clear()

def numbers():
    yield 1

frames = []
chain = None
for _ in range(200):
    chain = Holder(chain)
del chain
print(len(frames))    # expect: 0
