# observer.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/observer.py
# expect: A bound method keeps its observer:
# expect:   strong hears of the first event
# expect: A weak method doesn't:
# expect:   strong hears of the second event
# expect:   weak hears of the second event
# expect:   weak is gone
# expect:   strong hears of the third event
# expect: Forgetting the subject leaves a cycle of subject, list, method and observer:
# expect:   strong is gone
# expect:   collected something: True
