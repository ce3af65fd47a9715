#!/bin/sh
# --alloc-profile: allocations by stack in DHAT's format, to the block; the same each time; and
# however the program ends.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

cat >"$tmp/known.py" <<'PY'
class Node: pass
def keep():
    return Node()
def waste():
    Node()
kept = [None] * 10000
for i in range(10000):
    kept[i] = keep()
for i in range(5000):
    waste()
half = kept[:5000]
kept = None
more = [keep() for _ in range(20000)]
big = bytearray(1000000)
big = None
def deep(n): return deep(n - 1) if n else Node()
for i in (3, 60, 70): half.append(deep(i))
PY
cat >"$tmp/check.py" <<'PY'
import sys
sys.path.insert(0, "tests/formats")
from dhat import Profile
profile = Profile(sys.argv[1])
name = sys.argv[2]
at = {point.stack: point for point in profile.points}

def of(*lines):
    return at[tuple(f"{name}:{line}" for line in lines)]

first, second = of(3, 8), of(3, 13, 13)
assert (first.tbk, first.mbk, first.gbk, first.ebk) == (10000, 10000, 5000, 5000), vars(first)
assert (second.tbk, second.mbk, second.gbk, second.ebk) == (20000,) * 4, vars(second)
size = first.tb // first.tbk
assert size in (16, 24) and second.gb == 20000 * size and first.eb == 5000 * size
wasted = of(5, 10)
assert (wasted.tbk, wasted.mbk, wasted.gbk, wasted.ebk, wasted.tl) == (5000, 1, 0, 0, 0)
big = of(14)
assert big.gb == big.mb and 1000000 <= big.mb < 1001000 and big.eb < 1000, vars(big)
# The moment when most was in use is when there was the large one, too.
assert profile.sum("gb") > 1000000 + 25000 * size > profile.sum("eb") - 500000
assert profile.sum("tbk") == profile.end
# 32 frames of a stack are seen: what is beyond makes no difference.
assert of(*[16] * 4, 17).tbk == 1 and of(*[16] * 32).tbk == 2
assert profile.command == name
print("fine")
PY
run "$OURO" --alloc-profile="$tmp/a.json" "$tmp/known.py"
status_is 0
err_is ""
run "$OURO" "$tmp/check.py" "$tmp/a.json" "$tmp/known.py"
out_is "fine"
if command -v python3.11 >/dev/null; then
    run python3.11 "$tmp/check.py" "$tmp/a.json" "$tmp/known.py"
    out_is "fine"
fi
run "$OURO" --alloc-profile "$tmp/b.json" "$tmp/known.py"
run sh -c "sed 's/\"pid\":[0-9]*//' '$tmp/a.json' >'$tmp/a'; sed 's/\"pid\":[0-9]*//' '$tmp/b.json' |
           cmp - '$tmp/a'"
status_is 0

# Collections, code that dies, large buffers, generators; the sums of what is left agree.
cat >"$tmp/mixed.py" <<'PY'
import gc
def churn(n):
    for i in range(n):
        a = []; a.append(a); a.extend(range(i % 100))
        yield str(i) * (i % 50)
for text in churn(3000): pass
for i in range(200): exec(f"def f{i}(): return [{i}] * 3000\nx = f{i}()")
gc.collect()
PY
run "$OURO" --alloc-profile="$tmp/m.json" "$tmp/mixed.py"
status_is 0
run "$OURO" tests/formats/dhat.py "$tmp/m.json"
status_is 0

# tracemalloc's sites are taken: it says so, and everything else of it is as if it were off.
run "$OURO" --alloc-profile="$tmp/t.json" -c 'import tracemalloc
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
tracemalloc.clear_traces(); tracemalloc.stop(); tracemalloc.reset_peak()
print(tracemalloc.get_object_traceback([]), tracemalloc.get_tracemalloc_memory())
try: tracemalloc.start()
except RuntimeError as error: print(error)'
status_is 0
out_is "False (0, 0)
None 0
tracemalloc can't trace while allocations are recorded (--alloc-profile)"
run "$OURO" tests/formats/dhat.py "$tmp/t.json"
status_is 0
run "$OURO" -X tracemalloc --alloc-profile="$tmp/t.json" -c 'print(1)'
status_is 2
err_has "--alloc-profile doesn't go together with tracemalloc"

for end in 'import sys; sys.exit(3)' '1 / 0' 'raise SystemExit("bye")' 'pass'; do
    run "$OURO" --alloc-profile="$tmp/end.json" -c "x = [[] for i in range(100)]; $end"
    run "$OURO" tests/formats/dhat.py "$tmp/end.json"
    status_is 0
    rm -f "$tmp/end.json"
done
run "$OURO" --alloc-profile="$tmp/none/p.json" -c 'print(1)'
status_is 2
err_is "ouro: can't write '$tmp/none/p.json': No such file or directory"
run "$OURO" --alloc-profile=/dev/full -c 'print(1)'
status_is 1
out_is "1"
err_is "ouro: the file of --alloc-profile couldn't be written: No space left on device"
# All three at once, of a program that runs out of memory.
run "$OURO" --max-memory 40M --gc-trace="$tmp/1.json" --profile="$tmp/2.json" \
    --alloc-profile="$tmp/3.json" -c 'x = []
while True: x.append([x] * 100)'
status_is 1
err_last_is "MemoryError"
run "$OURO" tests/formats/trace_event.py "$tmp/1.json"
status_is 0
run "$OURO" tests/formats/speedscope.py "$tmp/2.json"
status_is 0
run "$OURO" tests/formats/dhat.py "$tmp/3.json"
status_is 0
finish
