# parent_child.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/parent_child.py
# expect: A person that nobody names any more dies at once:
# expect:   Alone is gone
# expect: Parent and child name each other:
# expect:   references to the parent: 2
# expect: The program forgets both, and nothing happens:
# expect: Until the collector comes:
# expect:   Parent is gone
# expect:   Child is gone
# expect:   unreachable objects found: 2
