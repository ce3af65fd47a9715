"""Reads timelines in the Trace Event Format, as Perfetto does, and says what is wrong with one.

    python3.11 tests/formats/trace_event.py FILE        checks it; says how many events of each sort
    build/ouro tests/formats/trace_event.py FILE        the same

Tests import it for Timeline: `slices` as trees by track, `counters`, `names`.
"""
import json
import sys

from form import demand


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Slice:
    def __init__(self, event):
        self.name = event["name"]
        self.start, self.end = event["ts"], event["ts"] + event["dur"]
        self.args = event.get("args", {})
        self.children = []
        if "tts" in event or "tdur" in event:
            demand(is_number(event["tts"]) and is_number(event["tdur"]), f"no times: {event}")

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


class Timeline:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        demand(isinstance(data, dict) and isinstance(data["traceEvents"], list), "no traceEvents")
        demand(data.get("displayTimeUnit", "ms") in ("ms", "ns"), "bad displayTimeUnit")
        self.names = {}              # (metadata, pid, tid): name
        self.slices = {}             # (pid, tid): outermost slices in the order of time
        self.counters = {}           # name: [(ts, args)]
        found = {}
        for event in data["traceEvents"]:
            self.add(event, found)
        for track, slices in found.items():
            self.slices[track] = nest(slices)
        for series in self.counters.values():
            demand(all(a[0] <= b[0] for a, b in zip(series, series[1:])), "counters go back")

    def add(self, event, found):
        for key, kind in (("ph", str), ("name", str), ("pid", int), ("tid", int)):
            demand(isinstance(event.get(key), kind), f"{key} is wrong: {event}")
        track = event["pid"], event["tid"]
        if event["ph"] == "M":
            demand(isinstance(event["args"]["name"], str), f"no name: {event}")
            self.names[(event["name"], *track)] = event["args"]["name"]
            return
        demand(is_number(event["ts"]) and event["ts"] >= 0, f"ts is wrong: {event}")
        if event["ph"] == "X":
            demand(is_number(event["dur"]) and event["dur"] >= 0, f"dur is wrong: {event}")
            found.setdefault(track, []).append(Slice(event))
        elif event["ph"] == "C":
            args = event["args"]
            demand(args and all(is_number(v) for v in args.values()), f"args are wrong: {event}")
            self.counters.setdefault(event["name"], []).append((event["ts"], args))
        else:
            demand(False, f"unknown ph: {event}")

    def track(self, name):
        """The outermost slices of the track with this name."""
        for (metadata, pid, tid), value in self.names.items():
            if metadata == "thread_name" and value == name:
                return self.slices.get((pid, tid), [])
        raise KeyError(name)


# Times are decimal numbers of microseconds with three places: sums are off by less than half of one.
ROUNDING = 0.0005


def nest(slices):
    outermost, open_slices = [], []
    for slice in sorted(slices, key=lambda s: (s.start, -s.end)):
        while open_slices and open_slices[-1].end <= slice.start + ROUNDING:
            open_slices.pop()
        if open_slices:
            demand(slice.end <= open_slices[-1].end + ROUNDING,
                   f"{slice.name} at {slice.start} ends after {open_slices[-1].name}")
        (open_slices[-1].children if open_slices else outermost).append(slice)
        open_slices.append(slice)
    return outermost


if __name__ == "__main__":
    timeline = Timeline(sys.argv[1])
    count = sum(1 for track in timeline.slices.values() for s in track for _ in s.walk())
    samples = sum(len(series) for series in timeline.counters.values())
    print(f"{count} slices, {samples} counters, {len(timeline.names)} names")
