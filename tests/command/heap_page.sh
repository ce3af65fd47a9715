#!/bin/sh
# memory.snapshot("x.html"), .dot and .mmd: what the programs make of them that show such files.
cd "$(dirname "$0")/../.." || exit 2
OURO=${OURO:-build/ouro}
shots=$(mktemp -d) || exit 2
cat >"$shots/known.py" <<'PY'
import gc, memory, sys
class Node:
    def __init__(self, next=None, text=None):
        self.next = next
        self.text = text
class Tree:
    def __init__(self, parent, depth):
        self.parent = parent
        self.children = [Tree(self, depth - 1) for _ in range(3)] if depth else []
def counter():
    def increment():
        return increment
    return increment
gc.disable()
folder = sys.argv[1]
tree = Tree(None, 5)
ring = Node(Node(Node()))
ring.next.next.next = ring
counters = [counter() for _ in range(50)]
named = {'<b> & "': ["%d of many" % i * 9 for i in range(4000)]}
def garbage():
    for _ in range(25):
        a = Node(Node()); a.next.next = a
garbage()
memory.snapshot(folder + "/page.html")
memory.snapshot(folder + "/cycle.dot", ring, kind="cycle")
memory.snapshot(folder + "/path.dot", ring.next.next, kind="path")
memory.snapshot(folder + "/around.dot", tree.children[0], depth=2)
memory.snapshot(folder + "/around.mmd", tree.children[0], depth=2)
PY
"$OURO" "$shots/known.py" "$shots" || exit 1
# The browser wants more addresses than the checks below are given.
browser=$(command -v chromium)
# In a narrow window nothing but the treemap is wider than it, and that scrolls within its card.
if [ -n "$browser" ]; then
    sed 's|</body>|<script>document.title = [document.documentElement.scrollWidth <= innerWidth,\
        ...[...document.querySelectorAll(".card")].map(c => c.scrollWidth > c.clientWidth)];\
        </script></body>|' "$shots/page.html" >"$shots/narrow.html"
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$shots/profile" \
        --window-size=500,900 --dump-dom "file://$shots/narrow.html" 2>"$shots/narrow.log" |
        sed -n 's|.*<title>\(.*\)</title>.*|\1|p' | head -1 >"$shots/narrow"
fi
for scheme in light dark; do
    [ -n "$browser" ] || break
    flag=
    [ "$scheme" = dark ] && flag=--force-dark-mode
    # shellcheck disable=SC2086
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars $flag \
        --user-data-dir="$shots/profile" --window-size=1280,1600 --screenshot="$shots/$scheme.png" \
        "file://$shots/page.html" >"$shots/$scheme.log" 2>&1
done
. tests/shell
trap 'rm -rf "$tmp" "$shots"' EXIT

for python in /usr/bin/python3.11 "$OURO"; do
    [ -x "$python" ] || continue
    run "$python" tests/formats/page.py "$shots/page.html"
    status_is 0
    out_has "right"
    run "$python" tests/formats/dot.py "$shots/cycle.dot" "$shots/path.dot" "$shots/around.dot" \
        "$shots/around.mmd"
    status_is 0
    out_has "3 nodes, 3 edges: right"
done
page_has() { # TEXT
    run grep -cF "$1" "$shots/page.html"
    out_is 1
}
page_has '<b>25 cycles</b><span class="badge warn">uncollected</span>'
page_has '<b>50 cycles</b><span class="badge">alive</span>'
page_has "<code>module __main__ .named['&lt;b&gt; &amp; &quot;']</code>"
page_has '>.__closure__</text>'

if [ -n "$browser" ]; then
    run cat "$shots/narrow"
    out_is "true,true,false,false"
fi

# The picture has many colours, and is dark for those who want it dark.
if [ -n "$browser" ]; then
    cat >"$tmp/png.py" <<'PY'
import struct, sys, zlib
def pixels(path):
    data = open(path, "rb").read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR": width, height, depth, colour = struct.unpack(">IIBB", data[at + 8:at + 18])
        if kind == b"IDAT": packed += data[at + 8:at + 8 + length]
        at += 12 + length
    assert depth == 8 and colour in (2, 6)
    step, rows, raw = 3 + (colour == 6), [], zlib.decompress(packed)
    size, before = width * step, bytes(width * step)
    for y in range(height):
        kind, row = raw[y * (size + 1)], bytearray(raw[y * (size + 1) + 1:(y + 1) * (size + 1)])
        for x in range(size):
            a, b, c = row[x - step] if x >= step else 0, before[x], before[x - step] if x >= step else 0
            p = a + b - c
            paeth = a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c
            row[x] = row[x] + (0, a, b, (a + b) // 2, paeth)[kind] & 255
        before = bytes(row)
        rows.append([before[x:x + 3] for x in range(0, size, step)])
    return rows
for path in sys.argv[1:]:
    rows = pixels(path)
    colours = {colour for row in rows for colour in row}
    paper = rows[5][5]
    drawn = sum(colour != paper for row in rows for colour in row) / (len(rows) * len(rows[0]))
    print(len(rows[0]), len(rows), len(colours) > 200, 0.2 < drawn < 0.95, "dark" if sum(paper) < 200 else "light")
PY
    run /usr/bin/python3.11 "$tmp/png.py" "$shots/light.png" "$shots/dark.png"
    status_is 0
    out_is "1280 1600 True True light
1280 1600 True True dark"
else
    echo "chromium isn't installed: the page's picture is left out."
fi

if command -v dot >/dev/null; then
    for name in cycle path around; do
        run dot -Tsvg "$shots/$name.dot" -o "$tmp/$name.svg"
        status_is 0
        err_is ""
        nodes=$(grep -c '\[label=.*\];$' "$shots/$name.dot")
        edges=$(grep -c ' -> ' "$shots/$name.dot")
        run grep -c 'class="node"' "$tmp/$name.svg"
        out_is $((nodes - edges))
        run grep -c 'class="edge"' "$tmp/$name.svg"
        out_is "$edges"
    done
else
    echo "graphviz isn't installed: its pictures are left out."
fi
finish
