# Objects, their buffers and large blocks know the line that asked for them.
import gc
import tracemalloc


class Held:
    __slots__ = ("items",)

    def __init__(self):
        self.items = {1, 2, 3}                          # items


def make():
    return Held()                                       # make


with open(__file__) as file:
    source = file.read().splitlines()


def mark(frame):
    line = source[frame.lineno - 1]
    return line.rpartition("#")[2].strip() if line.startswith(" ") else "module"


def line(obj):
    traceback = tracemalloc.get_object_traceback(obj)
    return traceback and mark(traceback[-1])


def rank(*patterns):
    filters = [tracemalloc.Filter(True, __file__)]
    return tracemalloc.take_snapshot().filter_traces(filters)


before = [[]]
print(tracemalloc.is_tracing(), line(before))    # expect: False None
tracemalloc.start()
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())    # expect: True 1
print(line(before), line(before[0]), line(None), line(7))    # expect: None None None None
held = make()
print(line(held), line(held.items))    # expect: make items
text, data = "y" * 100_000, bytearray(200_000)
first = tracemalloc.get_object_traceback(text)[0]
print(first.filename == __file__, mark(first), line(data))    # expect: True module module
print(str(first) == f"{__file__}:{first.lineno}", len(tracemalloc.get_object_traceback(text)))
# expect: True 1

large = [st for st in rank().statistics("lineno") if st.size > 90_000]
print([(st.size // 1000, mark(st.traceback[0])) for st in large])
# expect: [(300, 'module')]
data = None
large = [st for st in rank().statistics("lineno") if st.size > 90_000]
print([st.size // 1000 for st in large])    # expect: [100]

# A buffer that grows belongs to the line that made it grow.
grown = []
old = tracemalloc.take_snapshot()
for i in range(50_000):
    grown.append(None)                                  # grow
new = tracemalloc.take_snapshot()
most = new.compare_to(old, "lineno")[0]
print(mark(most.traceback[0]), most.count_diff, most.size_diff > 400_000, most.size < 500_000)
# expect: grow 1 True True

# What is freed is forgotten; totals go up and down.
size, peak = tracemalloc.get_traced_memory()
print(size <= peak)    # expect: True
grown = old = new = None
gc.collect()
smaller, same = tracemalloc.get_traced_memory()
print(size - smaller > 400_000, same >= peak)    # expect: True True
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < same)    # expect: True

# A great many objects, from pages that were in use before and pages that weren't.
many = [make() for i in range(20_000)]
counts = {mark(st.traceback[0]): st.count for st in rank().statistics("lineno")}
print(counts["make"] >= 20_000, all(line(one) == "make" for one in many[::997]))
# expect: True True
del many[::2]
counts = {mark(st.traceback[0]): st.count for st in rank().statistics("lineno")}
print(10_000 <= counts["make"] < 11_000)    # expect: True
tracemalloc.clear_traces()
print(line(many[3]), line(held), sum(tracemalloc.get_traced_memory()) < 5_000)
# expect: None None True
many = [make() for i in range(3)]
print(line(many[0]), line(many[0].items))    # expect: make items
del many
size = tracemalloc.get_traced_memory()[0]
print(size >= 0, tracemalloc.get_tracemalloc_memory() > 0)    # expect: True True

tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc._get_traces())
# expect: False (0, 0) []
print(tracemalloc.get_tracemalloc_memory() >= 0, line(make()), line(held))
# expect: True None None
again = [make() for i in range(1_000)]
tracemalloc.start()
del again
kept = make()
print(line(kept), line(kept.items))    # expect: make items
try:
    tracemalloc.stop()
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)
    # expect: the tracemalloc module must be tracing memory allocations to take a snapshot
