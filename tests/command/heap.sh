#!/bin/sh
# ouro heap: what is in a heap snapshot, what is large, what holds it, what has changed.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
formats=$PWD/tests/formats

# A heap that is known to the byte: instances with two attributes have 24.
cat >"$tmp/known.py" <<'PY'
import memory, sys

class Node:
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right

def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else Node()

whole = tree(9)                            # 1,023 nodes
shared = tree(3)                           # 15 nodes that two know
one, two = Node(shared), Node(shared, tree(1))
del shared
cache = {"last": [None, Node(whole)], 7: tree(0)}
ring = Node(); ring.left = Node(ring)
memory.snapshot(sys.argv[1])
cache["new"] = [tree(4), bytes(100)]
del one.left, ring
import gc; gc.collect()
memory.snapshot(sys.argv[2])
PY
run "$OURO" "$tmp/known.py" "$tmp/a.heapsnapshot" "$tmp/b.heapsnapshot"
status_is 0
for file in a b; do
    for python in /usr/bin/python3.11 "$OURO"; do
        [ -x "$python" ] || continue
        run "$python" "$formats/heapsnapshot.py" "$tmp/$file.heapsnapshot"
        status_is 0
        out_has "right"
    done
done

# The id of what a module's name refers to.
cat >"$tmp/id.py" <<'PY'
import sys
sys.path.insert(0, sys.argv[1])
from heapsnapshot import Snapshot
node = Snapshot(sys.argv[2]).module("__main__")
for name in sys.argv[3:]:
    node = node.child(int(name) if name.isdigit() else name)
print(node.id)
PY
why() { # NAME...
    run "$OURO" "$tmp/id.py" "$formats" "$tmp/a.heapsnapshot" "$@"
    status_is 0
    id=$out
    run "$OURO" heap "$tmp/a.heapsnapshot" why "$id"
    status_is 0
    err_is ""
}

run "$OURO" heap "$tmp/a.heapsnapshot"
status_is 0
out_has " objects, "
out_like '^  Node +1,047 +24\.5 KiB'
why "['whole']"
out_has "Node @$id: 24 bytes
retains 1,023 objects, 24,552 bytes (24.0 KiB)
held by module __main__ .whole
"
why "['one']"
out_has "retains 1 object, 24 bytes (24 B)"
why "['two']"
out_has "retains 4 objects, 96 bytes (96 B)"
why "['two']" left
out_has "retains 15 objects, 360 bytes (360 B)
held by module __main__ .one.left
"
why "['cache']" "['last']" 1
out_has "retains 1 object, 24 bytes"
out_has "held by module __main__ .cache['last'][1]
"
out_has "  ['cache']                 dict "
out_has "  [1]                       Node                  @$id"
why "['cache']" "[7]"
out_has "held by module __main__ .cache[7]
"
why "['ring']" left left
out_has "retains 2 objects, 48 bytes (48 B)
held by module __main__ .ring
"
run "$OURO" heap "$tmp/a.heapsnapshot" why "@$id"
status_is 0

# The largest first; the synthetic nodes are none.
run "$OURO" heap "$tmp/a.heapsnapshot" top 100
status_is 0
out_like '^    24\.0 KiB +1,023 +24 B  @[0-9]+ +Node +module __main__ \.whole$'
printf '%s\n' "$out" | grep -q 'roots' && wrong "a synthetic node" || right
run sh -c "\"$OURO\" heap '$tmp/a.heapsnapshot' top 3 | wc -l | tr -d ' '"
out_is 4

# What has changed: 31 nodes, a list and a bytes are new, the ring of two has gone.
run "$OURO" heap "$tmp/a.heapsnapshot" diff "$tmp/b.heapsnapshot"
status_is 0
out_like '^  Node +31 +2 +\+29 +\+696 B$'
out_like '^  bytes +1 +0 +\+1 +\+1[0-9][0-9] B$'
run "$OURO" heap "$tmp/b.heapsnapshot" diff "$tmp/a.heapsnapshot"
out_like '^  Node +2 +31 +-29 +-696 B$'
run "$OURO" heap "$tmp/a.heapsnapshot" diff "$tmp/a.heapsnapshot"
out_has "no difference"

# Who came where others had died is new.
cat >"$tmp/replaced.py" <<'PY'
import memory, sys
class Node:
    def __init__(self, number): self.number = number
nodes = [Node(i) for i in range(1000)]
memory.snapshot(sys.argv[1])
places = {id(node) for node in nodes[::2]}
del nodes[::2]
nodes += [Node(i) for i in range(500)]
print(len(places & {id(node) for node in nodes}) > 100)
memory.snapshot(sys.argv[2])
PY
run "$OURO" "$tmp/replaced.py" "$tmp/c.heapsnapshot" "$tmp/d.heapsnapshot"
out_is True
run "$OURO" heap "$tmp/c.heapsnapshot" diff "$tmp/d.heapsnapshot"
out_like '^  Node +500 +500 '

# What V8 writes has other types, other fields, and much more to skip.
if command -v node >/dev/null; then
    run node -e "class Foo { constructor(x) { this.x = x } }
        globalThis.keep = Array.from({ length: 500 }, (_, i) => new Foo({ i }));
        require('v8').writeHeapSnapshot('$tmp/v8.heapsnapshot')"
    run "$OURO" heap "$tmp/v8.heapsnapshot"
    status_is 0
    out_like '^  Foo +500 '
    run "$OURO" heap "$tmp/v8.heapsnapshot" top
    status_is 0
    out_has "global .keep"
else
    echo "node isn't installed: what V8 writes is left out."
fi

# Mistakes in files are said with their place; nothing is believed.
meta='"meta":{"node_fields":["type","name","id","self_size","edge_count"],"node_types":[["synthetic","object"],"string"],"edge_fields":["type","name_or_index","to_node"],"edge_types":[["element","property","weak"],"x"]}'
malformed() { # TEXT MESSAGE
    printf '%s' "$1" >"$tmp/bad.heapsnapshot"
    run "$OURO" heap "$tmp/bad.heapsnapshot"
    status_is 1
    out_is ""
    err_is "ouro heap: $tmp/bad.heapsnapshot:$2"
}
head="{\"snapshot\":{$meta,\"node_count\":2,\"edge_count\":1},"
good="$head\"nodes\":[0,0,1,0,1, 1,1,3,16,0],\"edges\":[1,1,5],\"strings\":[\"\",\"x\"]}"
printf '%s' "$good" >"$tmp/good.heapsnapshot"
run "$OURO" heap "$tmp/good.heapsnapshot"
status_is 0
out_has "1 object, 16 B, 1 reference"
malformed "" "1:1: expected '{', but the file ends"
malformed "[1]" "1:1: expected '{', not '['"
malformed "{}" "1:3: this isn't a heap snapshot: there are no nodes"
malformed '{"nodes":[]}' "1:10: 'snapshot' has to come before 'nodes'"
malformed '{"snapshot":{"node_count":1}}' "1:29: the snapshot has no meta"
malformed "{\"snapshot\":{$meta}}" "1:228: 0 nodes and 0 edges can't be read"
malformed "$head
\"edges\":[]}" "2:9: 'nodes' has to come before 'edges'"
malformed "$head
\"nodes\":[0,0,1,0,1,1,1,3,16]}" "2:29: the last row is short"
malformed "$head
\"nodes\":[0,0,1,0,1]}" "2:20: 1 nodes with 1 edges, but the head says otherwise"
malformed "$head
\"nodes\":[0,0,1,0,2]}" "2:19: the nodes have more edges than edge_count"
malformed "$head
\"nodes\":[7,0,1,0,1]}" "2:19: there is no type 7"
malformed "$head
\"nodes\":[0,0,1,-5,1]}" "2:16: expected a number, not '-'"
malformed "$head
\"nodes\":[0,0,1,1.5,1]}" "2:17: expected a whole number"
malformed "$head
\"nodes\":[0,0,99999999999999999999,0,1]}" "2:33: the number is too large"
nodes="$head\"nodes\":[0,0,1,0,1, 1,1,3,16,0],"
malformed "$nodes
\"edges\":[1,1,6]}" "2:15: no node is at 6"
malformed "$nodes
\"edges\":[1,1,10]}" "2:16: no node is at 10"
malformed "$nodes
\"edges\":[9,1,5]}" "2:15: there is no edge type 9"
malformed "$nodes
\"edges\":[1,1,5,1,1,5]}" "2:21: more edges than edge_count"
malformed "$nodes\"edges\":[1,8,5],
\"strings\":[\"\",\"x\"]}" "2:20: edge 0 has a name that isn't there"
malformed "$nodes\"edges\":[1,1,5],
\"strings\":[\"\"]}" "2:16: node 1 has a name that isn't there"
malformed "$nodes\"edges\":[1,1,5],
\"strings\":[\"\",\"\\q\"]}" "2:17: expected an escape, not 'q'"
malformed "$good x" "1:327: expected the end, not 'x'"

# A real one that is cut off, wherever that is; without its last line end it is still whole.
size=$(($(wc -c <"$tmp/a.heapsnapshot") - 1))
at=0
while [ "$at" -lt "$size" ]; do
    head -c "$at" "$tmp/a.heapsnapshot" >"$tmp/cut.heapsnapshot"
    run "$OURO" heap "$tmp/cut.heapsnapshot" top
    status_is 1
    at=$((at + size / 40))
done

# A page about a file, whoever has written it.
for file in a v8 good; do
    [ -e "$tmp/$file.heapsnapshot" ] || continue
    run "$OURO" heap "$tmp/$file.heapsnapshot" page "$tmp/page.html"
    status_is 0
    err_is ""
    run "$OURO" tests/formats/page.py "$tmp/page.html"
    status_is 0
    out_has "right"
done
run "$OURO" heap "$tmp/good.heapsnapshot" page /nowhere/page.html
status_is 1
err_is "ouro heap: can't write '/nowhere/page.html': No such file or directory"

run "$OURO" heap --help
status_is 0
"$OURO" --list-options | sed -n 's/^heap	//p' | while IFS='	' read -r word argument help; do
    printf 'ouro heap FILE %s %-*s %s\n' "$word" $((14 - ${#word})) "$argument" "$help"
done >"$tmp/words"
what='ouro heap --help has all words'
if [ "$(wc -l <"$tmp/words")" -eq 4 ] && printf '%s\n' "$out" |
    sed 's/^ *//' | grep -cxFf "$tmp/words" | grep -qx 4; then right; else wrong "$out"; fi
run "$OURO" heap
status_is 2
run "$OURO" heap "$tmp/good.heapsnapshot" frob
status_is 2
err_is "ouro heap: unknown word 'frob'
Try 'ouro heap --help'."
run "$OURO" heap "$tmp/good.heapsnapshot" tpo
status_is 2
err_has "unknown word 'tpo'; did you mean top?"
run "$OURO" heap top "$tmp/good.heapsnapshot"
status_is 2
err_has "the file comes before 'top'"
run "$OURO" heap --hlep
status_is 2
err_has "unknown option '--hlep'; did you mean --help?"
run "$OURO" heap "$tmp/good.heapsnapshot" why
status_is 2
run "$OURO" heap "$tmp/good.heapsnapshot" why x
status_is 2
run "$OURO" heap "$tmp/good.heapsnapshot" top 0
status_is 2
run "$OURO" heap --frob
status_is 2
run "$OURO" heap "$tmp/good.heapsnapshot" why 9
status_is 1
err_is "ouro heap: $tmp/good.heapsnapshot: no object has the id 9"
run "$OURO" heap /nowhere
status_is 1
err_is "ouro heap: /nowhere: No such file or directory"
run sh -c "\"$OURO\" heap '$tmp/good.heapsnapshot' >/dev/full"
status_is 1
err_is "ouro heap: can't write: No space left on device"

# The cell of a variable is no part of the way, and however long a name is, the columns stay straight.
cat >"$tmp/cell.py" <<'PY'
import memory, sys
class Node: pass
def a_function_with_a_long_name():
    kept = Node()
    kept.next = Node()
    memory.snapshot(sys.argv[1])
    return lambda: kept
a_function_with_a_long_name()
PY
run "$OURO" "$tmp/cell.py" "$tmp/cell.heapsnapshot"
status_is 0
run "$OURO" heap "$tmp/cell.heapsnapshot" top 10000
id=$(printf '%s\n' "$out" | sed -n "s/.* @\([0-9]*\) .*(cell\.py:6) \.next$/\1/p")
run "$OURO" heap "$tmp/cell.heapsnapshot" why "$id"
out=$(printf '%s\n' "$out" | sed 's/@[0-9][0-9]*/@ID/g')
out_is "Node @ID: 16 bytes
retains 1 object, 16 bytes (16 B)
held by local 'kept' in a_function_with_a_long_name (cell.py:6) .next

                                                           (root)                @ID
  [1]                                                      (GC roots)            @ID
  [2]                                                      (stack frames)        @ID
  local 'kept' in a_function_with_a_long_name (cell.py:6)  cell                  @ID
  .cell_contents                                           Node                  @ID
  .next                                                    Node                  @ID"

# Strings that are no UTF-8 are shown, and don't spoil the page.
LC_ALL=C sed 's|"","x"|"","N\xff\xed\xa0\x80\xc2\x9bo"|' "$tmp/good.heapsnapshot" >"$tmp/wrong.heapsnapshot"
run "$OURO" heap "$tmp/wrong.heapsnapshot"
status_is 0
out_has "N�� o "
run "$OURO" heap "$tmp/wrong.heapsnapshot" page "$tmp/wrong.html"
status_is 0
run iconv -f UTF-8 -t UTF-8 -o /dev/null "$tmp/wrong.html"
status_is 0

# What README shows; an id is another number where what comes before it is.
run "$OURO" scripts/heap/page.py "$tmp/page.heapsnapshot"
status_is 0
run "$OURO" heap "$tmp/page.heapsnapshot" top 5000
id=$(printf '%s\n' "$out" | sed -n "s/.* @\([0-9]*\) .*\.cache\['user101'\]$/\1/p")
without_ids() {
    sed 's/@[0-9][0-9]*/@ID/g'
}
run "$OURO" heap "$tmp/page.heapsnapshot" why "$id"
out=$(printf '%s\n' "$out" | without_ids)
out_is "$(sed -n '/^<!-- heap -->/,/^<!-- end -->/{s/^    //p; /^$/p}' README.md | sed 1d | without_ids)"
finish
