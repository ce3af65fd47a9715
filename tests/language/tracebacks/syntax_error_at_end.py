# A script that ends where a block should begin: no caret.
# run: printf 'x = 1\nfor i in [x]:\n' | {ouro}
# expect-stderr:   File "<stdin>", line 2
# expect-stderr:     for i in [x]:
# expect-stderr: IndentationError: expected an indented block after 'for' statement on line 2
# expect-exit: 1
