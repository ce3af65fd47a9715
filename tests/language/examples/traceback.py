# traceback.py of scripts/cycles says what its comments promise.

# run: {ouro} {dir}/../../../scripts/cycles/traceback.py
# expect: keep_the_exception: its variables live on: True
# expect: let_go_of_it: its variables live on: False
# expect: keep_it_without_its_traceback: its variables live on: False
# expect: after a collection any lives on: False
