# doubly_linked_list.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/doubly_linked_list.py
# expect: With strong links back:
# expect:   forgotten, and all still there
# expect:   node 0 is gone
# expect:   node 1 is gone
# expect:   node 2 is gone
# expect:   collected: 3
# expect: With weak links back:
# expect:   second node's neighbour: 0
# expect:   node 0 is gone
# expect:   node 1 is gone
# expect:   node 2 is gone
# expect:   collected: 0
