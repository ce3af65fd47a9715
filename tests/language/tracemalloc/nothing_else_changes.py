# Collections, weak references and code that dies are as ever while memory is traced.
import gc
import tracemalloc
import weakref


class Node:
    def __init__(self):
        self.me = self


def work():
    gc.collect()
    nodes = [Node() for i in range(10)]
    links = [weakref.ref(node) for node in nodes]
    deaths = []
    weakref.finalize(nodes[3], deaths.append, 3)
    del nodes
    gc.collect()
    return [link() for link in links].count(None), deaths, gc.collect()


print(work())    # expect: (10, [3], 0)
for limit in 1, 4:
    tracemalloc.start(limit)
    print(work())
    tracemalloc.clear_traces()
    print(work())
    tracemalloc.stop()
    # expect: (10, [3], 0)
    # expect: (10, [3], 0)
    # expect: (10, [3], 0)
    # expect: (10, [3], 0)
print(work())    # expect: (10, [3], 0)

# Code that is gone can't be taken for code that comes after it.
tracemalloc.start()
for i in range(200):
    space = {}
    exec(compile("\n" * i + "def f():\n return {1}\n", f"file{i}", "exec"), space)
    made = [space["f"]() for again in range(3)]
    frames = {tracemalloc.get_object_traceback(one)[0] for one in made}
    assert [(frame.filename, frame.lineno) for frame in frames] == [(f"file{i}", i + 2)], frames
    module = weakref.ref(space["f"])
    del space
    gc.collect()
    assert module() is None
print("ok")    # expect: ok

# Finalizers may do with tracing what they like.
class Rude:
    def __init__(self, act):
        self.act = act

    def __del__(self):
        self.act()


for act in tracemalloc.stop, tracemalloc.start, tracemalloc.clear_traces, tracemalloc.take_snapshot:
    one = [Rude(act)]
    one.append([one])
    del one
    gc.collect()
    print(tracemalloc.is_tracing())
    # expect: False
    # expect: True
    # expect: True
    # expect: True
many = [[i, str(i) * 10, {i: i}] for i in range(10_000)]
tracemalloc.stop()
del many[::3]
tracemalloc.start(3)
many += [(i, [i]) for i in range(10_000)]
del many[::2]
print(sum(trace[1] for trace in tracemalloc._get_traces()) > 0)    # expect: True
for i in range(50):
    many.append(bytearray(1000 * i))
    many[-1] += bytes(10_000)
total = tracemalloc.get_traced_memory()[0]
print(total > 1_500_000)    # expect: True
many.clear()
print(total - tracemalloc.get_traced_memory()[0] > 1_500_000)    # expect: True
# Tracing goes on to the end.
