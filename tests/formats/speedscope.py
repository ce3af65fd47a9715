"""Reads sampled profiles: speedscope's JSON and folded stacks; says what is wrong with one.

    python3.11 tests/formats/speedscope.py FILE         checks it; says how much time it has seen
    build/ouro tests/formats/speedscope.py FILE         the same

Tests import it for read(), which gives [(stack, microseconds)], stacks as tuples of
(name, file, line), the outermost first.

https://www.speedscope.app/file-format-schema.json
"""
import json
import re
import sys

from form import demand, is_count


def read_frame(frame):
    demand(isinstance(frame, dict) and isinstance(frame.get("name"), str), f"bad frame {frame}")
    demand(set(frame) <= {"name", "file", "line", "col"}, f"unknown keys in {frame}")
    demand(isinstance(frame.get("file", ""), str), f"bad file in {frame}")
    demand(is_count(frame.get("line", 0)), f"bad line in {frame}")
    return frame["name"], frame.get("file"), frame.get("line")


def read_speedscope(data):
    demand(data.get("$schema") == "https://www.speedscope.app/file-format-schema.json",
           "no $schema")
    frames = [read_frame(frame) for frame in data["shared"]["frames"]]
    demand(len(set(frames)) == len(frames), "a frame is there twice")
    profiles = data["profiles"]
    demand(isinstance(profiles, list) and profiles, "no profiles")
    demand(0 <= data.get("activeProfileIndex", 0) < len(profiles), "bad activeProfileIndex")
    seen = []
    for profile in profiles:
        demand(profile["type"] == "sampled", f"unknown type {profile['type']}")
        demand(isinstance(profile["name"], str), "no name")
        demand(profile["unit"] == "microseconds", f"unknown unit {profile['unit']}")
        samples, weights = profile["samples"], profile["weights"]
        demand(len(samples) == len(weights), "samples and weights differ in number")
        demand(all(is_count(weight) for weight in weights), "bad weight")
        demand(profile["endValue"] - profile["startValue"] == sum(weights),
               "the weights' sum isn't endValue")
        for sample, weight in zip(samples, weights):
            demand(sample, "an empty stack")
            demand(all(is_count(i) and i < len(frames) for i in sample), "no such frame")
            seen.append((tuple(frames[i] for i in sample), weight))
    return seen


def read_folded(text):
    seen = []
    for line in text.splitlines():
        match = re.fullmatch(r"(.+) ([0-9]+)", line)
        demand(match, f"not a folded stack: {line!r}")
        stack = []
        for frame in match[1].split(";"):
            demand(frame, f"an empty frame: {line!r}")
            parts = re.fullmatch(r"(.*?)(?: \((.*?)(?::([0-9]+))?\))?", frame)
            stack.append((parts[1], parts[2], int(parts[3]) if parts[3] else None))
        seen.append((tuple(stack), int(match[2]) * 1000))
    stacks = [stack for stack, _ in seen]
    demand(len(set(stacks)) == len(stacks), "a stack is there twice")
    return seen


def read(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return read_speedscope(json.loads(text)) if path.endswith(".json") else read_folded(text)


if __name__ == "__main__":
    seen = read(sys.argv[1])
    print(f"{len(seen)} stacks, {sum(time for _, time in seen) // 1000} ms")
