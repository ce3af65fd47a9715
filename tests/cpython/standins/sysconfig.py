"""What test_gc asks of the build: Ouro has no C build of CPython's kind, so nothing is known of it."""


def get_config_vars(*names):
    return [None] * len(names) if names else {}


def get_config_var(name):
    return None
