# weak_cache.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/weak_cache.py
# expect: The first use loads, the second finds it:
# expect:   loading cat.png
# expect:   the same object: True - in the cache: 1
# expect: One of two users leaves:
# expect:   in the cache: 1
# expect: The last one leaves:
# expect:   cat.png is gone
# expect:   in the cache: 0
# expect: The next use loads again:
# expect:   loading cat.png
# expect:   cat.png is gone
