"""Reads TAP 14 (https://testanything.org/tap-version-14-specification.html), and its YAML blocks as
far as they go: python3.11 tap.py FILE. Says what is wrong with it; the last line is the sum."""
import re
import sys

TEST = re.compile(r"(not )?ok (\d+) - ((?:[^#\\]|\\.)*?)(?: # (SKIP|TODO)(?: (.*))?)?$")
KEY = re.compile(r"([a-z_]+): (.+)$")
PLAIN = re.compile(r"[\w.]+$")


def unquote(text):
    """A YAML string in double quotes."""
    assert len(text) >= 2 and text[0] == text[-1] == '"', f"not a string: {text}"
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    result, i, inner = [], 0, text[1:-1]
    while i < len(inner):
        if inner[i] != "\\":
            assert inner[i] != '"' and ord(inner[i]) >= 32, f"bad character in {text}"
            result.append(inner[i])
            i += 1
        elif inner[i + 1] == "u":
            result.append(chr(int(inner[i + 2:i + 6], 16)))
            i += 6
        else:
            result.append(escapes[inner[i + 1]])
            i += 2
    return "".join(result)


def read_block(lines):
    """The keys of a YAML block, whose lines are taken off the list."""
    result = {}
    while True:
        assert lines, "a YAML block doesn't end"
        line = lines.pop(0)
        if line == "  ...":
            return result
        assert line.startswith("  "), f"not indented: {line!r}"
        match = KEY.match(line[2:])
        assert match, f"no key of YAML: {line!r}"
        key, value = match.groups()
        assert key not in result, f"twice: {key}"
        if value == "|2-":
            text = []
            while lines and (not lines[0] or lines[0].startswith("    ")):
                text.append(lines.pop(0)[4:])
            result[key] = "\n".join(text)
        elif value.startswith('"'):
            result[key] = unquote(value)
        else:
            assert PLAIN.match(value), f"needs quotes: {value!r}"
            result[key] = value


def read(text):
    """(plan, tests, comments): each test is (ok, name, directive, reason, block)."""
    assert text.endswith("\n"), "the last line has no end"
    lines = text[:-1].split("\n")
    assert lines.pop(0) == "TAP version 14", "the version is missing"
    plan, tests, comments, bailed = None, [], [], False
    while lines:
        line = lines.pop(0)
        if line.startswith("1.."):
            assert plan is None, "two plans"
            plan = int(line[3:].partition(" # ")[0])
        elif line.startswith("#"):
            comments.append(line[1:].strip())
        elif line.startswith("Bail out!"):
            bailed = True
        else:
            match = TEST.match(line)
            assert match, f"not a line of TAP: {line!r}"
            failed, number, name, directive, reason = match.groups()
            assert int(number) == len(tests) + 1, f"number {number} is out of turn"
            block = None
            if lines and lines[0] == "  ---":
                lines.pop(0)
                block = read_block(lines)
            name = re.sub(r"\\(.)", r"\1", name)
            tests.append((not failed, name, directive, reason, block))
    assert plan is not None, "the plan is missing"
    assert len(tests) == plan or bailed and len(tests) < plan, "not as many tests as planned"
    return plan, tests, comments


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan, tests, comments = read(file.read())
    for ok, name, directive, reason, block in tests:
        word = "ok" if ok else "not ok"
        print(word, name.rpartition("/")[2], *([directive, reason] if directive else []))
        if block is not None:
            assert {"message", "severity", "at", "details"} <= block.keys(), block.keys()
    print(f"{plan} planned, {sum(ok for ok, *_ in tests)} ok; {comments[-1]}")


if __name__ == "__main__":
    main()
