"""What the readers of formats share: how they say that a file isn't what it ought to be."""


class Malformed(Exception):
    pass


def demand(condition, message):
    if not condition:
        raise Malformed(message)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
