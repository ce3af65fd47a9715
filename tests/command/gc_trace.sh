#!/bin/sh
# --gc-trace: a timeline of each collection and each slice, which a reader of the format accepts and
# whose numbers are those of gc.get_stats().
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

cat >"$tmp/young.py" <<'PY'
import gc, weakref
class Node: pass
class Told:
    def __del__(self): pass
gc.disable()
gc.collect()
print(*(s["collections"] for s in gc.get_stats()))
for i in range(100):
    a = Node(); a.a = a; a.told = Told(); a.told.a = a
    watch = weakref.ref(a)
    del a
    gc.collect(i % 2)
print(*(s["collections"] for s in gc.get_stats()), *(s["candidates"] for s in gc.get_stats()),
      *(s["collected"] for s in gc.get_stats()))
PY
cat >"$tmp/check_young.py" <<'PY'
import sys
sys.path.insert(0, "tests/formats")
from trace_event import Timeline
timeline = Timeline(sys.argv[1])
told = [int(word) for word in open(sys.argv[2]).read().split()][3:]
(run,) = timeline.track("program")
assert run.name == "run" and run.start == 0, run.name
collections = timeline.track("collector")
assert all(run.start <= s.start and s.end <= run.end for s in collections)
by_name = {}
for s in collections:
    by_name.setdefault(s.name, []).append(s)
for i in range(3):
    mine = by_name["collection of generation %d" % i]
    # The last ones come when the program has ended.
    mine = [s for s in mine if s.args["number"] <= sum(told[:3])]
    assert len(mine) == told[i], (i, len(mine), told)
    assert sum(s.args["judged"] for s in mine) == told[3 + i], i
    assert sum(s.args["freed"] for s in mine) == told[6 + i], i
assert [s.args["number"] for s in collections] == list(range(1, len(collections) + 1))
for s in by_name["collection of generation 0"]:
    steps = [child.name for child in s.children if child.name != "callbacks"]
    assert steps == ["take the set", "judge", "settle survivors", "weak references", "finalizers",
                     "judge", "settle survivors", "clear"], steps
for name in "live objects", "live bytes", "held bytes":
    series = timeline.counters[name]
    assert series[0][0] == 0 and series[-1][0] == run.end, name
    assert all(value > 0 for _, args in series for value in args.values())
assert set(timeline.counters["live objects"][0][1]) == {"containers", "leaves"}
(process,) = (name for key, name in timeline.names.items() if key[0] == "process_name")
print("fine", process)
PY
run "$OURO" --gc-trace="$tmp/young.json" "$tmp/young.py"
status_is 0
err_is ""
printf '%s' "$out" >"$tmp/told"
run "$OURO" "$tmp/check_young.py" "$tmp/young.json" "$tmp/told"
out_is "fine $tmp/young.py"

# A cycle in slices: the stages lie within the slices, and what they free adds up.
cat >"$tmp/cycle.py" <<'PY'
import gc
class Node: pass
old = [Node() for _ in range(5000)]
gc.collect()
gc.set_pace(exact_below=0)
for node in old:
    node.self = node
del old, node
while not gc.step(500):
    pass
PY
cat >"$tmp/check_cycle.py" <<'PY'
import sys
sys.path.insert(0, "tests/formats")
from trace_event import Timeline
timeline = Timeline(sys.argv[1])
slices = [s for s in timeline.track("collector") if s.name == "slice of a major cycle"]
assert len(slices) > 20, len(slices)
stages = [c.name for s in slices for c in s.children if c.name in ("prepare", "mark", "convict")]
order = [name for name, before in zip(stages, [None] + stages) if name != before]
assert order == ["prepare", "mark", "convict"], order
assert sum(s.args["freed"] for s in slices) == 5000
assert {s.args["number"] for s in slices} == {slices[0].args["number"]}
convict = [c for s in slices for c in s.children if c.name == "convict"]
inner = {c.name for s in convict for c in s.children}
assert inner == {"judge", "settle survivors", "clear"}, inner
print("fine")
PY
run "$OURO" --gc-trace "$tmp/cycle.json" "$tmp/cycle.py"
status_is 0
run "$OURO" "$tmp/check_cycle.py" "$tmp/cycle.json"
out_is "fine"
if command -v python3.11 >/dev/null; then
    run python3.11 "$tmp/check_cycle.py" "$tmp/cycle.json"
    out_is "fine"
fi

# However the program ends, the file is complete; and a file that can't be written is told of.
for end in 'import sys; sys.exit(3)' '1 / 0' 'raise SystemExit("bye")' 'import gc; gc.freeze()'; do
    run "$OURO" --gc-trace="$tmp/end.json" -c "import gc; gc.collect(); $end"
    run "$OURO" tests/formats/trace_event.py "$tmp/end.json"
    status_is 0
    out_has "3 names"
    rm -f "$tmp/end.json"
done
run "$OURO" --gc-trace="$tmp/none/end.json" -c 'print(1)'
status_is 2
out_is ""
err_is "ouro: can't write '$tmp/none/end.json': No such file or directory"
run "$OURO" --gc-trace
status_is 2
err_has "Argument expected for the --gc-trace option"
run "$OURO" --gc-trace=/dev/full -c 'import gc; gc.collect(); print(1)'
status_is 1
out_is "1"
err_is "ouro: the file of --gc-trace couldn't be written: No space left on device"
# Memory is bounded: the writing itself asks for none.
run "$OURO" --gc-trace=/dev/null -c 'import gc
def held():
    return gc.memory()["live"]
class A: pass
def churn():
    for i in range(20000):
        a = A(); a.a = a
churn()
before = held()
churn(); churn()
print(held() - before < 100000)'
out_is "True"
finish
