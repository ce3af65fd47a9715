# path() gives the parts of a path, referrers() every single reference.
# differs: CPython has no module memory
import memory


class Node:
    pass


cache = {"last": [Node()]}
cache["last"][0].next = target = Node()
path = memory.path(target, ignore=[])
print(path == (("module __main__", "module", id(__import__("__main__"))),
               (".target", "Node", id(target))))    # expect: True
path = memory.path(cache["last"][0])
print([part[:2] for part in path])
# expect: [('module __main__', 'module'), ('.cache', 'dict'), ("['last']", 'list'), ('[0]', 'Node')]
print(path[-1][2] == id(cache["last"][0]))    # expect: True


def show(referrers):
    for edge, holder in sorted(referrers, key=lambda pair: pair[0]):
        print(edge, type(holder).__name__)


show(memory.referrers(target))
# expect: .next Node
# expect: .target module
show(memory.referrers(cache["last"]))
# expect: ['last'] dict


def function():
    cell = local = target
    untracked = tuple(["x", 1])

    def inner():
        return cell

    show(memory.referrers(inner.__closure__[0]))
    # expect: [0] tuple
    # expect: local 'cell' in function (path_referrers.py:40) NoneType
    held = ["".join(["te", "xt"])]
    show(memory.referrers(held[0]))    # expect: [0] list
    show(memory.referrers(untracked))    # expect: local 'untracked' in function (path_referrers.py:45) NoneType
    return inner


kept = function()
print(sorted(edge for edge, holder in memory.referrers(target)))
# expect: ['.cell_contents', '.next', '.target']
print(dict(memory.referrers(target))[".cell_contents"] is kept.__closure__[0])    # expect: True
text = "".join(["te", "xt", "text"])
pair = (text, None)
show(memory.referrers(text))
# expect: .text module
# expect: [0] tuple


def generate():
    mine = Node()
    yield mine


generator = generate()
node = next(generator)
show(memory.referrers(node))
# expect: .node module
# expect: local 'mine' generator
print(memory.referrers(5), memory.referrers(None))    # expect: [] []
