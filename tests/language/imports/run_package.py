# -m runs a package's __main__ and a module as __main__.

# run: cd {dir}/data && {ouro} -m runnable a b && {ouro} -m runnable.tool x
# expect: init runnable
# expect: main __main__ runnable ['a', 'b']
# expect: tool runnable.tool ['a', 'b']
# expect: runnable.tool
# expect: init runnable
# expect: tool __main__ ['x']
