# A generator's frame that somebody holds still knows its caller when the generator has ended.

import sys


def inner():
    frames.append(sys._getframe())
    yield 1


def outer():
    yield from inner()
    frames.append(sys._getframe())


frames = []
print(list(outer()))    # expect: [1]
for item in inner():
    print(item)    # expect: 1
print([frame.f_code.co_name for frame in frames])    # expect: ['inner', 'outer', 'inner']
