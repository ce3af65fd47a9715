"""What the readers of formats share: how they say that a file isn't what it ought to be."""


class Malformed(Exception):
    pass


def demand(condition, message):
    if not condition:
        raise Malformed(message)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def check(path, describe):
    """Prints what `describe` says of the file, or what is wrong with it; the status."""
    try:
        text = describe(path)
    except (Malformed, ValueError, KeyError, IndexError) as error:
        print(f"{path}: {type(error).__name__}: {error}")
        return 1
    print(f"{text}: right")
    return 0
