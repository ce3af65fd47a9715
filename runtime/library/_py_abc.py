"""The abstract base classes of abc, under the name that CPython has for those written in Python."""

from abc import ABCMeta, get_cache_token

__all__ = ["ABCMeta", "get_cache_token"]
