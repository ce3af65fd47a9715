"""Tests that end the process: os._exit(), os.kill() of themselves and os.execve() would do so without
a word, so that is said first. In a child that a test has forked they are as ever."""

import operator
import os
import posix
import sys

_exit, _kill, _execve = posix._exit, posix.kill, posix.execve
_harmless = {0, 2, 10, 17, 18, 19, 20, 21, 22, 23, 28}     # SIGINT, SIGUSR1, SIGCHLD, SIGSTOP, ...
_own = os.getpid()
_tell = []                             # what hears of it: a function that gets `os._exit(3)`
_status = []                           # of the run, when that is over


def is_child():
    return os.getpid() != _own


def watch(tell):
    """From now on tell() hears of it."""
    _tell[:] = [tell]
    os._exit = posix._exit = _watched_exit
    os.kill = posix.kill = _watched_kill
    os.execve = posix.execve = _watched_execve


def over(status):
    """The run is; what is registered for the end can't make a success of it."""
    _tell.clear()
    _status[:] = [status]


def leave(status):
    """Ends the process."""
    _exit(status)


def _ends(how):
    """Tells of it, if there is somebody to be told."""
    for tell in _tell[:]:
        over(1)
        tell(how)
        return True
    return False


def _watched_exit(status):
    """Exit to the system with specified status, without normal exit processing."""
    status = operator.index(status)
    if is_child():
        _exit(status)
    _exit(1 if _ends(f"os._exit({status})") else status or _status[0])


def _watched_kill(pid, signal, /):
    """Kill a process with a signal."""
    if not is_child() and pid in (0, -1, _own) and signal not in _harmless and isinstance(signal, int) \
            and 0 < signal < 65:
        _ends(f"os.kill() with signal {signal}")
    _kill(pid, signal)


def _watched_execve(path, argv, env):
    """Execute a path with arguments and environment, replacing current process."""
    if not is_child() and os.access(path, os.X_OK) and not os.path.isdir(path):
        _ends(f"os.execve({os.fspath(path)!r})")
        child = os.fork()
        if child:                          # its status is no result of the run
            os.waitpid(child, 0)
            _exit(1)
    _execve(path, argv, env)


for _function, _like in ((_watched_exit, _exit), (_watched_kill, _kill), (_watched_execve, _execve)):
    _function.__name__ = _function.__qualname__ = _like.__name__
    _function.__module__ = _like.__module__
