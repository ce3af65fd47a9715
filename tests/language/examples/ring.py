# ring.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/ring.py
# expect: holding number 0 holds number 4 too
# expect: letting go:
# expect:   callback: the ring is gone, as None
# expect:   finalizer of 0: next is 1
# expect:   finalizer of 1: next is 2
# expect:   finalizer of 2: next is 3
# expect:   finalizer of 3: next is 4
# expect:   finalizer of 4: next is 0
# expect: found 5
