# An exception holds its traceback, the traceback its frames, a frame its variables. Store the
# exception in a variable of one of those frames, and the ring is closed.
#
# That is why `except ... as error` deletes `error` at its end, and why keeping it needs care.

import gc
import weakref


class Canary:
    pass


def keep_the_exception():
    canary = Canary()
    watch.append(weakref.ref(canary))
    try:
        raise ValueError("something failed")
    except ValueError as error:
        kept = error    # the cycle: kept -> traceback -> this frame -> kept
    return str(kept)


def let_go_of_it():
    canary = Canary()
    watch.append(weakref.ref(canary))
    try:
        raise ValueError("something failed")
    except ValueError as error:
        text = str(error)
    return text


def keep_it_without_its_traceback():
    canary = Canary()
    watch.append(weakref.ref(canary))
    try:
        raise ValueError("something failed")
    except ValueError as error:
        kept = error.with_traceback(None)
    return str(kept)


gc.disable()
watch = []
for function in (keep_the_exception, let_go_of_it, keep_it_without_its_traceback):
    function()
    alive = watch[-1]() is not None
    print(f"{function.__name__}: its variables live on: {alive}")
gc.collect()
print("after a collection any lives on:", any(ref() for ref in watch))
