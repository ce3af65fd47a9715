# generations.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/generations.py
# expect: new: 0
# expect: survived a collection of generation 0: 1
# expect: survived a collection of generation 1: 2
# expect: the old cycle is garbage now
# expect:   collect(0) finds 0
# expect:   collect(1) finds 0
# expect:   collect(2) finds 1
# expect: making 100,000 lists that stay, with thresholds (700, 10, 10)
# expect:   a collection for about every 700 of them: True
# expect:   ten or so of generation 0 to one of generation 1: True
# expect:   fewest of generation 2: True
# moments: it counts collections
