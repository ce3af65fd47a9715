# glob: files by patterns.

import glob
import os
import sys

base = os.path.join(sys.argv[1], 'glob')
# args: {tmp}
for name in ['a.py', 'b.txt', '.hidden', 'd/c.py', 'd/e/f.py', 'x[1].py']:
    path = os.path.join(base, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, 'w').close()

def show(pattern, **options):
    print(pattern, sorted(glob.glob(pattern, root_dir=base, **options)))

show('*')    # expect: * ['a.py', 'b.txt', 'd', 'x[1].py']
show('*.py')    # expect: *.py ['a.py', 'x[1].py']
show('.*')    # expect: .* ['.hidden']
show('d/*')    # expect: d/* ['d/c.py', 'd/e']
show('**/*.py', recursive=True)    # expect: **/*.py ['a.py', 'd/c.py', 'd/e/f.py', 'x[1].py']
show('**', recursive=True, include_hidden=True)
# expect: ** ['.hidden', 'a.py', 'b.txt', 'd', 'd/c.py', 'd/e', 'd/e/f.py', 'x[1].py']
show('*/')    # expect: */ ['d/']
show('nothing*')    # expect: nothing* []
show('a.py')    # expect: a.py ['a.py']
show('[ab].*')    # expect: [ab].* ['a.py', 'b.txt']
show(glob.escape('x[1].py'))    # expect: x[[]1].py ['x[1].py']
print(sorted(os.path.basename(p) for p in glob.iglob(os.path.join(base, '*.p?'))), glob.has_magic('a?'))
# expect: ['a.py', 'x[1].py'] True
