# self_list.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/self_list.py
# expect: [[...]]
# expect: references to it: 2
# expect: the same all the way down: True
# expect: objects found: 1
# expect: ([(...)],)
# expect: objects found: 2
# expect: {'me': {...}}
# expect: objects found: 1
