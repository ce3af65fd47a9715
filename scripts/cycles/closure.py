# A closure that names itself: the function holds its cell, the cell holds the function.
#
# Every recursive inner function is such a cycle, made anew at each call of its maker.

import gc
import weakref


class Canary:
    """Something that the closure keeps alive, to see when the closure dies."""


def make_countdown():
    canary = Canary()

    def countdown(n):
        assert canary
        return [n] + (countdown(n - 1) if n else [])

    return countdown, weakref.ref(canary)


gc.disable()
countdown, canary = make_countdown()
print(countdown(3))
print("the function holds", len(countdown.__closure__), "variables:", countdown.__code__.co_freevars)

del countdown
print("forgotten; the canary lives:", canary() is not None)
gc.collect()
print("collected; the canary lives:", canary() is not None)


def make_countdown_without_cycle():
    canary = Canary()

    def countdown(myself, n):
        assert canary
        return [n] + (myself(myself, n - 1) if n else [])

    return countdown, weakref.ref(canary)


countdown, canary = make_countdown_without_cycle()
print(countdown(countdown, 3))
del countdown
print("handed itself instead; the canary lives:", canary() is not None)
