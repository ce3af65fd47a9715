# A keyword right behind a number is warned about.

x = 1if 1 else 2
# expect-stderr: {dir}/number_warning.py:3: SyntaxWarning: invalid decimal literal
# expect-stderr:   x = 1if 1 else 2
print(x)    # expect: 1
