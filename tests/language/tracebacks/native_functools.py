# What functools has in C leaves no entries in tracebacks, whoever calls through it.

import functools


def names(function, *args):
    try:
        function(*args)
    except Exception as error:
        entry, found = error.__traceback__.tb_next, []
    while entry:
        found.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return found


def divide(*args):
    return args[0] / 0


cached = functools.lru_cache(divide)
unbounded = functools.cache(divide)
uncached = functools.lru_cache(0)(divide)
print(names(functools.partial(divide, 1)))    # expect: ['divide']
print(names(cached, 1), names(unbounded, 1), names(uncached, 1))
# expect: ['divide'] ['divide'] ['divide']
print(names(cached, []), names(unbounded, []))    # expect: [] []
print(names(functools.reduce, divide, [1, 2, 3]), names(functools.reduce, divide, []))
# expect: ['divide'] []
print(names(sorted_by := lambda: sorted([1, 2], key=functools.cmp_to_key(divide))))
# expect: ['<lambda>', 'divide']
print(names(functools.partial, 1))    # expect: []


@functools.wraps(divide)
def wrapped(*args):
    return divide(*args)
print(names(wrapped, 1))    # expect: ['wrapped', 'divide']


@functools.singledispatch
def dispatched(value):
    return value / 0
print(names(dispatched, 1))    # expect: ['wrapper', 'dispatched']
