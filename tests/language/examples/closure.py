# closure.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/closure.py
# expect: [3, 2, 1, 0]
# expect: the function holds 2 variables: ('canary', 'countdown')
# expect: forgotten; the canary lives: True
# expect: collected; the canary lives: False
# expect: [3, 2, 1, 0]
# expect: handed itself instead; the canary lives: False
