#!/bin/sh
# --gc-log: a line about each collection, a cycle in slices included.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

cat >"$tmp/cycles.py" <<'PY'
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
run "$OURO" --gc-log="$tmp/log" "$tmp/cycles.py"
status_is 0
err_is ""
run grep -Ec '^gc [0-9]+: generation [012], (young|middle|full|cycle), [0-9.]+ us, [0-9]+ judged, [0-9]+ freed, [0-9]+ live before, [0-9]+ after, longest slice [0-9.]+ us$' "$tmp/log"
lines=$out
run grep -c . "$tmp/log"
out_is "$lines"
run sh -c "grep -o 'cycle, .* freed' '$tmp/log' | sed 's/.* judged, //'"
out_is "5000 freed"
run "$OURO" --gc-log -c 'import gc; gc.collect(0)'
status_is 0
err_has "gc 1: generation 0, young, "
run "$OURO" --gc-log=/nowhere/log -c 'print(1)'
status_is 2
out_is ""
err_is "ouro: can't write '/nowhere/log': No such file or directory"
run "$OURO" --gc-log=/dev/full -c 'print(1)'
status_is 1
out_is "1"
err_is "ouro: the file of --gc-log couldn't be written: No space left on device"
run "$OURO" --gc-stress -c 'import gc
class A: pass
for i in range(50): a = A(); a.a = a
print(gc.get_stats()[0]["collections"] > 40)'
out_is "True"
finish
