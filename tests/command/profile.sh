#!/bin/sh
# --profile: where the processor time goes, in two formats, whatever ran: loops, leaves, generators,
# native functions, deep stacks; and however the program ends.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

cat >"$tmp/known.py" <<'PY'
import sys, time
now = time.process_time

def spin(seconds):
    end = now() + seconds
    while now() < end:
        for i in range(100): leaf(i, 3)

def leaf(a, b):
    return (a * b + a - b) % 1000003 + (a + 1) * (b + 2) - (a - 1) * (b - 2)

def three(): spin(0.3)
class Worker:
    def one(self): spin(0.1)

def generate():
    for _ in range(2):
        spin(0.05)
        yield

big = [(i * 7919) % 100003 for i in range(20000)]
def native():
    end = now() + 0.1
    while now() < end:
        sorted(big)

def deep(n):
    return deep(n - 1) if n else spin(0.05)

three()
Worker().one()
for _ in generate(): pass
native()
sys.setrecursionlimit(3000)
deep(2000)
# Code that dies at once, and whose place others take.
end, i = now() + 0.05, 0
while now() < end:
    exec(f"def made_{i % 50}(n):\n  for i in range(n): pass\nmade_{i % 50}(300)")
    i += 1
PY
cat >"$tmp/check.py" <<'PY'
import sys
sys.path.insert(0, "tests/formats")
import speedscope
seen = speedscope.read(sys.argv[1])

def spent(*wanted):
    """Milliseconds in stacks that have these names in this order."""
    total = 0
    for stack, time in seen:
        names = iter(frame[0] for frame in stack)
        if all(name in names for name in wanted): total += time
    return total / 1000

def near(name, got, wanted):
    assert abs(got - wanted) <= wanted * 0.15 + 12, (name, got, wanted)

near("three", spent("<module>", "three", "spin"), 300)
near("one", spent("<module>", "Worker.one", "spin"), 100)
near("generate", spent("<module>", "generate", "spin"), 100)
near("native", spent("<module>", "native"), 100)
assert spent("native", "sorted") > 70, spent("native", "sorted")
near("deep", spent("(more frames)", "deep", "spin"), 50)
assert spent("three", "spin", "leaf") > 60, spent("three", "spin", "leaf")
assert spent("leaf", "spin") == 0 and spent("Worker.one", "three") == 0
near("all", spent(), 700)
lines = {frame[0]: frame[2] for stack, _ in seen for frame in stack if frame[1] == sys.argv[2]}
assert lines["spin"] == 4 and lines["leaf"] == 9 and lines["Worker.one"] == 14, lines
assert lines["<module>"] is None
assert ("sorted", "built-in", None) in {stack[-1] for stack, _ in seen}
assert max(len(stack) for stack, _ in seen) == 1024
assert not any(f"made_{i}" == frame[0] for i in range(50) for stack, _ in seen
               for frame in stack[:-1] if frame[1] != "<string>")
print("fine")
PY
for file in known.folded known.json; do
    run "$OURO" --profile="$tmp/$file" "$tmp/known.py"
    status_is 0
    err_is ""
    run "$OURO" "$tmp/check.py" "$tmp/$file" "$tmp/known.py"
    out_is "fine"
done
if command -v python3.11 >/dev/null; then
    run python3.11 "$tmp/check.py" "$tmp/known.json" "$tmp/known.py"
    out_is "fine"
fi

# The program does what it does without; signals don't break what waits for input or sleeps.
run sh -c "(sleep 0.2; echo line) | $OURO --profile '$tmp/wait.json' -c 'import time, sys
print(sys.stdin.readline().strip())
time.sleep(0.1)
print(sum(i * i for i in range(300000)))'"
status_is 0
out_is "line
8999955000050000"

# However it ends, the file is complete.
for end in 'import sys; sys.exit(3)' '1 / 0' 'raise SystemExit("bye")' \
        'import atexit; atexit.register(lambda: sum(range(1000000)))'; do
    run "$OURO" --profile="$tmp/end.json" -c "sum(i for i in range(200000)); $end"
    run "$OURO" tests/formats/speedscope.py "$tmp/end.json"
    status_is 0
    rm -f "$tmp/end.json"
done
run "$OURO" --profile "$tmp/empty.folded" -c 'pass'
status_is 0
run "$OURO" tests/formats/speedscope.py "$tmp/empty.folded"
status_is 0
run "$OURO" --profile="$tmp/none/p.json" -c 'print(1)'
status_is 2
out_is ""
err_is "ouro: can't write '$tmp/none/p.json': No such file or directory"
run "$OURO" --profile=/dev/full -c 'sum(i for i in range(3000000)); print(1)'
status_is 1
out_is "1"
err_is "ouro: the file of --profile couldn't be written: No space left on device"
finish
