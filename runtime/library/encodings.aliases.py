"""Encodings under other names."""

from codecs import _aliases as aliases
