"""Writes into a language test what CPython prints: tests/annotate.py FILE...

Old expectations are dropped and new ones put beside the statements that print. Run it with the
python3.11 that is the oracle, then read the change: the comments are the test.
"""
import ast
import os
import re
import resource
import subprocess
import sys
import tempfile

WIDTH = 100
EXPECTATION = re.compile(r"\s*# expect(-stderr|-error|-exit)?:.*$")

# Runs in a process of its own: executes the script and notes, for every line printed, the line of
# the script's module frame that was running ("0" after its end).
RECORDER = r'''
import builtins, io, sys
path, notes = sys.argv[1], open(sys.argv[2], "w", encoding="utf-8")
class Recorder(io.TextIOBase):
    def write(self, text):
        frame, line = sys._getframe(1), 0
        while frame is not None:
            if frame.f_code.co_filename == path and frame.f_code.co_name == "<module>":
                line = frame.f_lineno
            frame = frame.f_back
        notes.write(f"{line} {text!r}\n")
        notes.flush()
        return len(text)
del sys.argv[1:3]
sys.argv[0] = path
sys.path[0] = path.rpartition("/")[0]
sys.stdout = Recorder()
exec(compile(open(path, encoding="utf-8").read(), path, "exec"), 
     {"__name__": "__main__", "__file__": path, "__builtins__": builtins})
'''


def bare_lines(path):
    """The script without its old expectations."""
    lines = []
    for line in open(path, encoding="utf-8").read().split("\n"):
        stripped = EXPECTATION.sub("", line)
        if stripped or not line:
            lines.append(stripped)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


def find(lines, name):
    return [line.split(name, 1)[1].removeprefix(" ") for line in lines if name in line]


def environment_of(path, lines):
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
    for pair in find(lines, "# env:"):
        name, value = pair.replace("{dir}", os.path.dirname(path)).split("=", 1)
        environment["PYTHONPATH" if name == "OURO_PATH" else name] = value
    return environment


def printed_lines(path, lines, scratch):
    """Pairs of (line that was running, text of a printed line), in order."""
    notes = os.path.join(scratch, "notes")
    words = " ".join(find(lines, "# args:")).replace("{tmp}", scratch)
    text = "".join(line + "\n" for line in find(lines, "# stdin:"))
    recorder = os.path.join(scratch, "recorder.py")
    open(recorder, "w").write(RECORDER)
    subprocess.run(f"{sys.executable} {recorder} {path} {notes} {words}", shell=True, text=True,
                   input=text, env=environment_of(path, lines), stderr=subprocess.DEVNULL,
                   preexec_fn=limit_memory, timeout=60)
    result, pending, start = [], "", None
    for note in open(notes, encoding="utf-8"):
        number, text = note.split(" ", 1)
        for piece in ast.literal_eval(text).splitlines(keepends=True):
            start = int(number) if not pending else start
            pending += piece
            if pending.endswith("\n"):
                result.append((start, pending[:-1]))
                pending = ""
    if pending:
        result.append((start, pending))
    return result


def first_line(node):
    """The line a statement starts on, its decorators included."""
    return min([node.lineno] + [item.lineno for item in getattr(node, "decorator_list", [])])


def statement_ends(tree):
    """For each line, the last line of the innermost statement that it is a part of."""
    ends = {}
    for node in ast.walk(tree):    # outer statements come before inner ones
        if isinstance(node, (ast.stmt, ast.ExceptHandler)):
            for number in range(first_line(node), node.end_lineno + 1):
                ends[number] = node.end_lineno
    return ends


def places(printed, tree):
    """Gives each printed line a line to stand at, such that the order in the file is that of the
    output: beside its statement, or else behind the top-level statement around it."""
    ends = statement_ends(tree)
    spans = [(first_line(node), node.end_lineno) for node in tree.body]
    placed = []
    for number, text in printed:
        for start, end in spans:
            if start <= number <= end:
                inside = [ends[n] for n, _ in printed if start <= n <= end]
                number = ends[number] if inside == sorted(inside) else end
        placed.append((number or 1 << 30, text))
    return placed


def annotate(lines, placed):
    by_line = {}
    for number, text in placed:
        by_line.setdefault(number, []).append(text)
    result = []
    for number, line in enumerate(lines, 1):
        texts = by_line.pop(number, [])
        indent = line[:len(line) - len(line.lstrip())]
        comment = f"    # expect: {texts[0]}".rstrip(" ") if texts else ""
        if len(texts) == 1 and "#" not in line and len(line + comment) <= WIDTH and line.strip():
            result.append(line + comment)
            continue
        result.append(line)
        result += [f"{indent}# expect: {text}" if text else f"{indent}# expect:" for text in texts]
    for texts in by_line.values():
        result += [f"# expect: {text}" if text else "# expect:" for text in texts]
    return result


def without_addresses(text):
    return re.sub(r"\b0x[0-9a-f]{8,}\b", "{address}", text)


def errors(path, lines, scratch):
    """Standard error and the exit status, of a plain run of the script; of a `run:` command all."""
    words = " ".join(find(lines, "# args:"))
    text = "".join(line + "\n" for line in find(lines, "# stdin:"))
    commands = find(lines, "# run:")
    command = commands[0] if commands else f"{{ouro}} {{file}} {words}"
    for name, value in (("{ouro}", sys.executable), ("{file}", path), ("{tmp}", scratch),
                        ("{dir}", os.path.dirname(path))):
        command = command.replace(name, value)
    run = subprocess.run(command, shell=True, text=True, input=text, capture_output=True,
                         env=environment_of(path, lines), preexec_fn=limit_memory, timeout=60)
    status = 130 if run.returncode == -2 else run.returncode
    result = [f"# expect-stderr: {without_addresses(line)}".rstrip() for line in run.stderr.splitlines()]
    if commands:
        printed = [f"# expect: {line}".rstrip() for line in run.stdout.splitlines()]
        result = printed + result
    result = [line.replace(path, "{file}").replace(os.path.dirname(path), "{dir}")
              for line in result]
    return result + ([f"# expect-exit: {status}"] if status else [])


def main():
    for name in sys.argv[1:]:
        path = os.path.abspath(name)
        lines = bare_lines(path)
        if any("# differs:" in line for line in lines):
            print(f"{name}: write the expectations by hand")
            continue
        open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")
        with tempfile.TemporaryDirectory() as scratch:
            try:
                tree = ast.parse("\n".join(lines))
            except SyntaxError:
                tree = ast.parse("")
            is_command = any("# run:" in line for line in lines)
            placed = [] if is_command else places(printed_lines(path, lines, scratch), tree)
            text = "\n".join(annotate(lines, placed)) + "\n"
            open(path, "w", encoding="utf-8").write(text)
            tail = errors(path, lines, scratch)
        if tail:
            open(path, "a", encoding="utf-8").write("\n".join(tail) + "\n")


if __name__ == "__main__":
    main()
