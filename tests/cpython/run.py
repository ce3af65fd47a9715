"""Runs CPython's own test files under Ouro and under CPython, and compares what passes.

    run.py [OPTIONS] [FILES]       FILES: test_int test_list ...; all of tests/cpython/files if none

    --show ID       only tests whose id contains ID, under Ouro, with their failures shown
    --failed        name the tests that CPython passes and Ouro doesn't
    --floor         fail if fewer tests pass than tests/cpython/floor says
    --record        write tests/cpython/floor and the table in README.md
    --ouro PATH     another binary than build/ouro

What CPython passes is asked once and kept in build/cpython."""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = ROOT / "build" / "cpython"
PATIENCE = float(os.environ.get("OURO_TEST_PATIENCE", 1))
LIMIT = 120


def find_cpython():
    """A CPython 3.11 that has its tests with it: (program, folder of the tests)."""
    names = [os.environ.get("CPYTHON"), shutil.which("python3.11"), shutil.which("python3"),
             sys.executable]
    names += sorted(map(str, pathlib.Path.home().glob(".pyenv/versions/3.11*/bin/python3.11")))
    for name in filter(None, names):
        code = ("import sys, test.support\n"
                "if sys.version_info[:2] == (3, 11): print(sys.executable, test.__path__[0])")
        done = subprocess.run([name, "-c", code], capture_output=True, text=True, cwd="/")
        if done.returncode == 0 and done.stdout:
            return done.stdout.split()
    return None


def run_one(command, name, output, environment, patterns=(), quiet=True):
    """The outcomes {id: word} of a file, and what to say about the run if it didn't end."""
    with tempfile.TemporaryDirectory() as folder:
        program = [*command, str(HERE / "one.py"), "test." + name, str(output), *patterns]
        limit = f"ulimit -v 6000000; exec \"$@\""
        complaint = None
        try:
            done = subprocess.run(["bash", "-c", limit, "run", *program], cwd=folder,
                                  env=environment, timeout=LIMIT * PATIENCE,
                                  stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE if quiet else None,
                                  stderr=subprocess.STDOUT if quiet else None)
            said = (done.stdout or b"").decode("utf-8", "replace").strip().splitlines()
            if done.returncode < 0 or done.returncode >= 128:
                complaint = f"CRASHED, status {done.returncode}"
        except subprocess.TimeoutExpired:
            said = []
            complaint = f"TIMED OUT after {LIMIT * PATIENCE:.0f} s"
    outcomes, running, ended = read_outcomes(output)
    if not ended and not complaint:
        complaint = "doesn't load: " + (said[-1] if said else "")
    if complaint and running:
        complaint += f", in {running}"
        outcomes[running] = "fail"
    return outcomes, complaint


def read_outcomes(path):
    outcomes, running, ended = {}, None, False
    lines = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
    for line in lines:
        word, _, name = line.partition(" ")
        if word == "end":
            ended = True
        elif word == "begin":
            running = name
        else:
            running = None
            # A name that several tests have is passed if all of them are.
            if outcomes.get(name, word) != word:
                word = "fail"
            outcomes[name] = word
    return outcomes, running, ended


def outcomes_of_cpython(cpython, name):
    kept = CACHE / (name + ".cpython")
    if not kept.exists():
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
        outcomes, complaint = run_one([cpython], name, CACHE / (name + ".running"), environment)
        if complaint:
            print(f"{name}: CPython: {complaint}")
            return outcomes
        (CACHE / (name + ".running")).rename(kept)
    return read_outcomes(kept)[0]


def outcomes_of_ouro(ouro, tests, name, patterns=(), quiet=True):
    path = os.pathsep.join(map(str, (HERE / "standins",)))
    environment = dict(os.environ, OURO_PATH=path, CPYTHON_TESTS=tests, OURO_HASHSEED="0")
    return run_one([ouro], name, CACHE / (name + ".ouro"), environment, patterns, quiet)


def compare(cpython, tests, ouro, name):
    """(passed, total, names of the others, complaint): the total is what CPython passes."""
    expected = outcomes_of_cpython(cpython, name)
    found, complaint = outcomes_of_ouro(ouro, tests, name)
    wanted = [test for test, word in expected.items() if word == "ok"]
    failed = [f"{found.get(test, 'missing'):8}{test}" for test in wanted
              if found.get(test) != "ok"]
    return len(wanted) - len(failed), len(wanted), failed, complaint


def write_table(results):
    readme = ROOT / "README.md"
    rows = ["| file | passed | of | |", "|---|---|---|---|"]
    rows += [f"| {name} | {passed} | {total} | {100 * passed // max(total, 1)} % |"
             for name, (passed, total, _, _) in results.items()]
    passed = sum(result[0] for result in results.values())
    total = sum(result[1] for result in results.values())
    rows.append(f"| **all** | **{passed}** | **{total}** | **{100 * passed // max(total, 1)} %** |")
    text = readme.read_text()
    new = re.sub(r"(<!-- cpython tests -->\n).*?(<!-- end -->)",
                 lambda match: match[1] + "\n".join(rows) + "\n" + match[2], text, flags=re.S)
    readme.write_text(new)


def read_floor():
    path = HERE / "floor"
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: int(count) for name, count in (line.split() for line in lines)}


def show(arguments, tests):
    for name in arguments.files:
        _, complaint = outcomes_of_ouro(arguments.ouro, tests, name, arguments.show, quiet=False)
        if complaint:
            print(f"{name}: {complaint}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--show", action="append")
    parser.add_argument("--failed", action="store_true")
    parser.add_argument("--floor", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--ouro", default=str(ROOT / "build" / "ouro"))
    arguments = parser.parse_args()
    arguments.ouro = os.path.abspath(arguments.ouro)
    found = find_cpython()
    if not found:
        print("There is no CPython 3.11 with its test package here: left out.")
        return 0
    cpython, tests = found
    CACHE.mkdir(parents=True, exist_ok=True)
    if arguments.show:
        return show(arguments, tests)
    everything = (HERE / "files").read_text().split()
    names = arguments.files or everything
    floor = read_floor()
    results, fallen = {}, 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(compare, cpython, tests, arguments.ouro, name) for name in names]
        for name, future in zip(names, waiting):
            results[name] = passed, total, failed, complaint = future.result()
            fell = passed < floor.get(name, 0)
            fallen += fell
            print(f"{name:26}{passed:5} of {total:5}"
                  + (f"   FEWER than {floor[name]}" if fell else "")
                  + (f"   {complaint}" if complaint else ""), flush=True)
            if arguments.failed:
                print("".join(f"    {test}\n" for test in failed), end="")
    passed = sum(result[0] for result in results.values())
    total = sum(result[1] for result in results.values())
    print(f"{'all':26}{passed:5} of {total:5}   {100 * passed / max(total, 1):.1f} %")
    if arguments.record and names == everything:
        (HERE / "floor").write_text("".join(f"{name} {result[0]}\n"
                                            for name, result in results.items()))
        write_table(results)
    if arguments.floor:
        print(f"CPython's test files: {len(results) - fallen} passed, {fallen} failed")
    return int(arguments.floor and fallen > 0)


if __name__ == "__main__":
    sys.exit(main())
