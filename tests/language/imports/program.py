# A program of several modules and packages, from the script's own folder.

# run: {ouro} {dir}/data/program/main.py
# expect: helper runs once
# expect: main __main__ 1 1 True helper
# expect: 1 2 2
# expect: 102 True
# expect: package package package
# expect: package package value True
# expect: a package.module_a package
# expect: a package value
# expect: a package.sub.deep
# expect: True
# expect: exported False
# expect: public False
# expect: a starts
# expect: b starts
# expect: a done False
# expect: failed at import
# expect: False True
# expect: cannot import name 'missing' from 'package'
# expect: No module named 'package.nope'
# expect: No module named 'helper.x'; 'helper' is not a package
# expect: invalid syntax 2
