"""Reads heap snapshots as Chrome's DevTools do, and says what is wrong with one.

    python3.11 tests/formats/heapsnapshot.py FILE       checks it; says how many nodes and edges
    build/ouro tests/formats/heapsnapshot.py FILE       the same

Tests import it for Snapshot, which gives nodes by name and by id.
"""
import json
import sys

from form import check, demand


class Node:
    def __init__(self, snapshot, index, row):
        self.snapshot, self.index = snapshot, index
        kind, name, self.id, self.size, self.edge_count = row[:5]
        self.kind = snapshot.node_kinds[kind]
        self.name = snapshot.strings[name]
        self.first_edge = 0

    def edges(self):
        """(kind, name or index, node) of each."""
        snapshot = self.snapshot
        for k in range(self.first_edge, self.first_edge + self.edge_count):
            kind, name, to = snapshot.edges[3 * k:3 * k + 3]
            kind = snapshot.edge_kinds[kind]
            if kind not in ("element", "hidden"):
                name = snapshot.strings[name]
            yield kind, name, snapshot.nodes[to // snapshot.stride]

    def child(self, wanted):
        for kind, name, node in self.edges():
            if name == wanted:
                return node
        raise KeyError(wanted)

    def __repr__(self):
        return f"<{self.kind} {self.name!r} @{self.id}>"


class Snapshot:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        data = json.loads(self.text)
        self.read_meta(data)
        self.edges = data["edges"]
        self.strings = data["strings"]
        self.read_nodes(data)
        self.check_edges()

    def read_meta(self, data):
        head, meta = data["snapshot"], data["snapshot"]["meta"]
        demand(list(data)[0] == "snapshot" and list(data)[-1] == "strings", "order of the keys")
        demand(meta["node_fields"] == ["type", "name", "id", "self_size", "edge_count",
                                       "trace_node_id", "detachedness"], "node_fields")
        demand(meta["edge_fields"] == ["type", "name_or_index", "to_node"], "edge_fields")
        demand(len(meta["node_types"]) == len(meta["node_fields"]), "node_types")
        demand(len(meta["edge_types"]) == len(meta["edge_fields"]), "edge_types")
        demand(head["trace_function_count"] == 0, "trace_function_count")
        for key in "trace_function_infos", "trace_tree", "samples", "locations":
            demand(data[key] == [], key)
        self.stride = len(meta["node_fields"])
        self.node_kinds, self.edge_kinds = meta["node_types"][0], meta["edge_types"][0]
        demand(len(data["nodes"]) == self.stride * head["node_count"], "length of nodes")
        demand(len(data["edges"]) == 3 * head["edge_count"], "length of edges")

    def read_nodes(self, data):
        rows, stride = data["nodes"], self.stride
        self.nodes = [Node(self, i, rows[i * stride:(i + 1) * stride])
                      for i in range(len(rows) // stride)]
        first = 0
        for node in self.nodes:
            node.first_edge = first
            first += node.edge_count
        demand(3 * first == len(self.edges), "edge_counts don't add up")
        self.by_id = {node.id: node for node in self.nodes}
        demand(len(self.by_id) == len(self.nodes), "ids aren't unique")
        demand(all(0 < node.id < 2 ** 32 for node in self.nodes), "ids beyond 32 bits")
        self.root = self.nodes[0]
        demand(self.root.kind == "synthetic" and self.root.name == "", "the root")

    def check_edges(self):
        for k in range(0, len(self.edges), 3):
            kind, name, to = self.edges[k:k + 3]
            demand(0 <= kind < len(self.edge_kinds), "kind of an edge")
            demand(to % self.stride == 0 and to < len(self.nodes) * self.stride, "to_node")
            if self.edge_kinds[kind] != "element":
                demand(0 <= name < len(self.strings), "name of an edge")
        for node in self.nodes:
            demand(node.kind == "synthetic" or node.size > 0, "an object without a size")
        demand(all(self.reach([self.root])), "something can't be reached from the root")
        self.check_owners()

    def check_owners(self):
        """DevTools leave out references from what no shortcut of the root leads to to what one
        does; and they measure distances from the root's own objects."""
        self.owned = self.reach([to for kind, name, to in self.root.edges() if kind == "shortcut"])
        for node in self.nodes:
            demand(node.index < 3 or self.owned[node.index], f"DevTools ignore what {node} holds")
        mine = [to for kind, name, to in self.root.edges()]
        for kind, name, to in self.group("stack frames").edges():
            demand(to in mine, f"{name} has no distance in DevTools")

    def reach(self, stack):
        """Which nodes these reach by references that aren't weak."""
        seen = [False] * len(self.nodes)
        for node in stack:
            seen[node.index] = True
        while stack:
            node = stack.pop()
            for kind, name, to in node.edges():
                if kind != "weak" and not seen[to.index]:
                    seen[to.index] = True
                    stack.append(to)
        return seen

    def named(self, name):
        return [node for node in self.nodes if node.name == name]

    def group(self, name):
        return self.root.child(1).child({"modules": 1, "stack frames": 2, "interpreter": 3,
                                         "C code": 4, "uncollected cycles": 5}[name])

    def module(self, name):
        return self.group("modules").child(name).child("__dict__")


def describe(path):
    snapshot = Snapshot(path)
    return f"{len(snapshot.nodes)} nodes, {len(snapshot.edges) // 3} edges"


if __name__ == "__main__":
    sys.exit(check(sys.argv[1], describe))
