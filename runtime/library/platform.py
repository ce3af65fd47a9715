"""What machine and what interpreter this is."""

import os
import sys


def system():
    """The name of the system: 'Linux'."""
    return {"linux": "Linux", "darwin": "Darwin"}.get(sys.platform, sys.platform)


def _read(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return ""


def node():
    """The computer's name on the network."""
    return _read("/proc/sys/kernel/hostname")


def release():
    """The system's release."""
    return _read("/proc/sys/kernel/osrelease")


def version():
    """The system's version."""
    return _read("/proc/sys/kernel/version")


def machine():
    """The kind of machine."""
    return _read("/proc/sys/kernel/arch") or "x86_64"


def processor():
    return ""


def architecture(executable=None, bits="", linkage=""):
    return ("64bit" if sys.maxsize > 2 ** 32 else "32bit"), "ELF"


def python_implementation():
    """The implementation, as CPython's programs ask for it."""
    return "CPython"


def python_version():
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))


def python_compiler():
    return "GCC"


def python_build():
    return "", ""


def platform(aliased=False, terse=False):
    return "-".join(filter(None, (system(), release(), machine())))


def uname():
    from collections import namedtuple
    cls = namedtuple("uname_result", "system node release version machine processor")
    return cls(system(), node(), release(), version(), machine(), processor())


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return "glibc", ""
