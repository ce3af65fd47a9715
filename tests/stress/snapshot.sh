#!/bin/sh
# memory.snapshot while any one allocation fails: a file is there whole, or not at all and
# MemoryError says so.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
cat >"$tmp/snapshots.py" <<END
import memory
class Node:
    def __init__(self, next=None): self.next = next
ring = Node(Node())
ring.next.next = ring
memory.snapshot("$tmp/x.heapsnapshot")
memory.snapshot("$tmp/x.html")
memory.snapshot("$tmp/x.dot", ring, kind="cycle")
memory.snapshot("$tmp/x.mmd", ring, kind="path")
memory.snapshot("$tmp/y.dot", ring, depth=1)
END
ends() { # FILE TEXT: what is there ends so
    [ ! -e "$tmp/$1" ] || [ "$(tail -c 40 "$tmp/$1" | tr -d '\n' | tail -c ${#2})" = "$2" ] ||
        wrong "$1 isn't whole"
}
n=1
quiet=0
refused=0
# The first lookups of attributes try again what was refused: hundreds of failures show nothing.
while [ "$quiet" -lt 300 ] && [ "$failed" -lt 5 ]; do
    rm -f "$tmp"/*.heapsnapshot "$tmp"/*.html "$tmp"/*.dot "$tmp"/*.mmd
    run "$OURO" --fail-alloc "$n" "$tmp/snapshots.py"
    case $status in
        0) quiet=$((quiet + 1)) ;;
        1)
            quiet=0
            refused=$((refused + 1))
            err_last_is MemoryError ;;
        *) wrong "exit status $status" ;;
    esac
    ends x.heapsnapshot ']}'
    ends x.html '</html>'
    ends x.dot '}'
    ends y.dot '}'
    ends x.mmd '#1b2430'
    [ -z "$(find "$tmp" -name '*.part')" ] || wrong "a part is left"
    n=$((n + 5))
done
[ "$refused" -gt 120 ] && right || wrong "only $refused allocations were refused"
finish
