# graph.py: what can't be reached from outside goes, however it hangs together.

from memtest import alive, cases, expect_cycles, gc_manual

from graph import Node, living, make_graph, reachable


def test_one_of_two_islands():
    with gc_manual() as g:
        nodes = make_graph("ABCDxyz", ["AB", "BC", "CD", "DA", "AC", "xy", "yz", "zx"])
        keep = nodes["C"]
        nodes.clear()
        assert alive(Node) == 7
        assert g.collect() == 6                        # three nodes and their three lists
        assert living() == reachable(keep) == ["A", "B", "C", "D"]
        del keep
        assert g.collect() == 8
    assert alive(Node) == 0


@cases(pair=("AB", ["AB"], 1), two_islands=("ABxy", ["AB", "xy"], 2),
       square=("ABCD", ["AB", "BC", "CD", "DA"], 1), three=("ABCDEF", ["AB", "CD", "EF"], 3))
def test_each_island_is_one_group(names, edges, islands):
    with expect_cycles(islands, types={Node, list}) as r:
        make_graph(names, edges)
    assert r.freed == 2 * len(names)
