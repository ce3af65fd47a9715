"""JSON token scanner"""

__all__ = ['make_scanner']


def make_scanner(context):
    """The function that reads one value for a decoder."""
    return context.scan_once
