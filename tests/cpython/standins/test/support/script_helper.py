"""Running scripts in another process."""

import collections
import os
import sys


class _PythonRunResult(collections.namedtuple("_PythonRunResult", ("rc", "out", "err"))):
    def fail(self, cmd_line):
        raise AssertionError("Process return code is %d\ncommand line: %r\n\nstdout:\n%s\n\n"
                             "stderr:\n%s" % (self.rc, cmd_line, self.out.decode("utf-8", "replace"),
                                              self.err.decode("utf-8", "replace")))


def interpreter_requires_environment():
    return False


def _read_all(descriptors):
    """What comes out of two pipes; each is a file, so that none can be full."""
    results = []
    for descriptor in descriptors:
        pieces = []
        while piece := os.read(descriptor, 65536):
            pieces.append(piece)
        os.close(descriptor)
        results.append(b"".join(pieces))
    return results


def _run(command, env, cwd=None):
    from test.support.os_helper import TESTFN_ASCII
    names = [os.path.join("/tmp", f"{TESTFN_ASCII}.{kind}") for kind in ("out", "err")]
    process = os.fork()
    if process == 0:
        try:
            for number, name in enumerate(names, 1):
                descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                os.dup2(descriptor, number)
            os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
            if cwd is not None:
                os.chdir(cwd)
            os.execve(command[0], command, env)
        finally:
            os._exit(127)
    _, status = os.waitpid(process, 0)
    out, err = _read_all([os.open(name, os.O_RDONLY) for name in names])
    for name in names:
        os.unlink(name)
    return os.waitstatus_to_exitcode(status), out, err


def run_python_until_end(*args, **env_vars):
    cwd = env_vars.pop("__cwd", None)
    env_vars.pop("__isolated", None)
    env = {} if env_vars.pop("__cleanenv", None) else dict(os.environ)
    env.update(env_vars)
    # Options of CPython's that change nothing here.
    command = [sys.executable]
    args = list(args)
    while args and args[0] in ("-I", "-s", "-S"):
        args.pop(0)
    command += args
    return _PythonRunResult(*_run(command, env, cwd)), command


def assert_python_ok(*args, **env_vars):
    result, command = run_python_until_end(*args, **env_vars)
    if result.rc:
        result.fail(command)
    return result


def assert_python_failure(*args, **env_vars):
    result, command = run_python_until_end(*args, **env_vars)
    if not result.rc:
        result.fail(command)
    return result


def make_script(script_dir, script_basename, source, omit_suffix=False):
    name = script_basename if omit_suffix else script_basename + os.extsep + "py"
    path = os.path.join(script_dir, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    return path
