# Every function says what its parameters are.
# differs: CPython has no module memory
import inspect

import memory
import memtest

for name in dir(memory):
    if not name.startswith("_"):
        print(f"{name}{inspect.signature(getattr(memory, name))}")
        # expect: census(by='type')
        # expect: cycles(obj=None)
        # expect: diff(mark)
        # expect: dominators(top=20)
        # expect: limit(bytes, hook=None)
        # expect: mark()
        # expect: path(obj, *, ignore=())
        # expect: referrers(obj)
        # expect: retained(obj)
        # expect: since(mark)
        # expect: site(obj)
        # expect: size(obj, deep=False)
        # expect: snapshot(path, obj=None, *, kind='neighbours', depth=2)
        # expect: stats()
        # expect: trim()
        # expect: why(obj, n=None, *, ignore=())
for name in memtest.__all__:
    thing = getattr(memtest, name)
    if not inspect.isclass(thing) or not issubclass(thing, Exception):
        assert inspect.signature(thing) and thing.__doc__, name

# The suffixes and the kinds are in the help.
words = memory.snapshot.__doc__
print([word for word in (".heapsnapshot", ".html", ".dot", ".mmd", "neighbours", "cycle", "path")
       if word not in words])
# expect: []
