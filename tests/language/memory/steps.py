# A limit of steps is no interrupt: what looks at a large heap goes on.
# differs: CPython has no module memory
# run: {ouro} --max-steps 2M {file} {tmp}/x.heapsnapshot
import sys

import memory


class Node:
    pass


nodes = [Node() for _ in range(100_000)]
print(memory.census()["Node"][0])    # expect: 100000
print(memory.why(nodes[-1]))    # expect: module __main__ .nodes[99999]
print(memory.retained(nodes)[0])    # expect: 100001
print(memory.dominators(1)[0][1] > 100_000, memory.cycles(nodes))    # expect: True []
memory.snapshot(sys.argv[1])
