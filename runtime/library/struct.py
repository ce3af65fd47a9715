from _struct import (Struct, calcsize, error, iter_unpack, pack, pack_into, unpack, unpack_from,
                     _clearcache)
from _struct import __doc__

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct",
           "error"]
