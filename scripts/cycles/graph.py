# A graph: nodes name each other in every direction, so it is full of cycles.
#
# The collector doesn't look for cycles. For every object it asks: is each of its references
# explained by another object of the same set? What has references left over is held from outside;
# what those objects reach lives, and the rest is garbage, however it hangs together.

import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.neighbours = []


def make_graph(names, edges):
    nodes = {name: Node(name) for name in names}
    for a, b in edges:
        nodes[a].neighbours.append(nodes[b])
        nodes[b].neighbours.append(nodes[a])
    return nodes


def reachable(start):
    seen, waiting = {start}, [start]
    while waiting:
        for node in waiting.pop().neighbours:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return sorted(node.name for node in seen)


def living():
    return sorted(o.name for o in gc.get_objects() if type(o) is Node)


gc.collect()
gc.disable()
# Two islands: a square with a diagonal, and a triangle.
nodes = make_graph("ABCDxyz", ["AB", "BC", "CD", "DA", "AC", "xy", "yz", "zx"])
keep = nodes["C"]
nodes.clear()
print("reachable from C:", reachable(keep))
print("alive before the collection:", living())
print("collected:", gc.collect())    # three nodes and their three lists
print("alive after it:", living())
del keep
print("collected:", gc.collect())
print("alive at the end:", living())
