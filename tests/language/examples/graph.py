# graph.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/graph.py
# expect: reachable from C: ['A', 'B', 'C', 'D']
# expect: alive before the collection: ['A', 'B', 'C', 'D', 'x', 'y', 'z']
# expect: collected: 6
# expect: alive after it: ['A', 'B', 'C', 'D']
# expect: collected: 8
# expect: alive at the end: []
