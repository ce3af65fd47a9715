# resurrection.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/resurrection.py
# expect: From plain death:
# expect:   the finalizer saves Ash
# expect:   it lives: Ash ["Ash's nest"]
# expect:   a weak reference to it still works: True
# expect:   the second death is final: True
# expect: From a dead cycle:
# expect:   the finalizer saves Ember
# expect:   collected: 0
# expect:   it lives: Ember ["Ember's nest"]
# expect:   but weak references to a dead cycle are cleared before finalizers run: None
# expect:   collected: 2
