"""Reads allocation profiles in DHAT's format, as valgrind's dh_view.js does, and says what is wrong
with one.

    python3.11 tests/formats/dhat.py FILE               checks it; says what was allocated
    build/ouro tests/formats/dhat.py FILE               the same

Tests import it for Profile: `points`, each with its numbers and its `stack` of frames' texts.
"""
import json
import sys

from form import demand, is_count


class Point:
    def __init__(self, row, frames):
        for key in "tb", "tbk", "tl", "mb", "mbk", "gb", "gbk", "eb", "ebk":
            demand(is_count(row.get(key)), f"{key} is wrong: {row}")
            setattr(self, key, row[key])
        demand(set(row) == {"tb", "tbk", "tl", "mb", "mbk", "gb", "gbk", "eb", "ebk", "fs"},
               f"unknown keys: {row}")
        demand(row["fs"] and all(is_count(i) and 0 < i < len(frames) for i in row["fs"]),
               f"no such frame: {row}")
        self.stack = tuple(frames[i] for i in row["fs"])
        for total, most, some in (("tb", "mb", "gb"), ("tb", "mb", "eb")):
            demand(row[total] >= row[most] >= row[some], f"more than the most: {row}")
        for bytes, blocks in ("tb", "tbk"), ("mb", "mbk"), ("gb", "gbk"), ("eb", "ebk"):
            demand(row[bytes] >= row[blocks] and (row[bytes] == 0) == (row[blocks] == 0),
                   f"bytes without blocks: {row}")


class Profile:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        demand(data["dhatFileVersion"] == 2, "another version")
        for key in "mode", "verb", "tu", "Mtu", "cmd":
            demand(isinstance(data[key], str), f"{key} is no text")
        demand(data["bklt"] is True and data["bkacc"] is False, "bklt or bkacc")
        for key in "tuth", "pid", "tg", "te":
            demand(is_count(data[key]), f"{key} is no number")
        demand(data["tg"] <= data["te"], "the greatest moment is after the end")
        self.frames = data["ftbl"]
        demand(all(isinstance(frame, str) for frame in self.frames), "a frame is no text")
        demand(self.frames[0] == "[root]", "no root")
        demand(len(set(self.frames)) == len(self.frames), "a frame is there twice")
        self.points = [Point(row, self.frames) for row in data["pps"]]
        stacks = [point.stack for point in self.points]
        demand(len(set(stacks)) == len(stacks), "data file contains a repeated location")
        demand(set().union(*stacks) == set(self.frames[1:]), "a frame is nowhere used")
        self.end, self.greatest, self.command = data["te"], data["tg"], data["cmd"]

    def sum(self, key, line=None):
        """Of all points, or of those whose innermost frame ends like this."""
        return sum(getattr(point, key) for point in self.points
                   if line is None or point.stack[0].endswith(line))


if __name__ == "__main__":
    profile = Profile(sys.argv[1])
    print(f"{len(profile.points)} points, {profile.sum('tbk')} blocks, {profile.sum('tb')} bytes, "
          f"{profile.sum('gb')} at most, {profile.sum('eb')} at the end")
