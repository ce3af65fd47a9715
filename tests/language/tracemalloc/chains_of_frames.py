# With start(n) a trace has the n innermost frames.
import sys
import tracemalloc

with open(__file__) as file:
    text = file.read().splitlines()


def mark(frame):
    line = text[frame.lineno - 1]
    return line.rpartition("#")[2].strip() if line.startswith(" ") else "module"


def marks(obj):
    traceback = tracemalloc.get_object_traceback(obj)
    return " ".join(mark(frame) for frame in traceback if frame.filename == __file__)


def count_frames():
    frame, count = sys._getframe(1), 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count


def inner():
    return {1}                                          # inner


def outer():
    return inner()                                      # outer


def generate():
    yield {1}                                           # generate


def deep(n):
    return deep(n - 1) if n else {n}                    # deep


tracemalloc.start(2)
print(tracemalloc.get_traceback_limit())    # expect: 2
print(marks(outer()))    # expect: outer inner
tracemalloc.start(5)
print(tracemalloc.get_traceback_limit())    # expect: 2
tracemalloc.stop()
print(tracemalloc.get_traceback_limit())    # expect: 2

tracemalloc.start(20)
one = outer()
print(marks(one))    # expect: module outer inner
print(marks(list(generate())[0]))    # expect: module generate
print(marks(deep(7)))    # expect: module deep deep deep deep deep deep deep deep
print(marks(deep(50)) == " ".join(["deep"] * 20))    # expect: True
two = [*map(lambda i: {i}, range(3))]
print(marks(two[2]))    # expect: module module


def chain():
    return (lambda: outer())()                          # chain


same = [chain() for i in range(3)]
print(marks(same[2]))    # expect: module module chain chain outer inner
traces = [trace for trace in tracemalloc._get_traces()
          if trace[2][0][0] == __file__ and text[trace[2][0][1] - 1].endswith("# inner")]
depth = count_frames()
print(len({id(trace[2]) for trace in traces if len(trace[2]) == depth + 5}), len(traces) >= 4)
# expect: 1 True
print(traces[0][0], all(len(trace[2]) == trace[3] for trace in traces))    # expect: 0 True
print(len(tracemalloc.get_object_traceback(same[0])) == depth + 5)    # expect: True
statistics = tracemalloc.take_snapshot().statistics("lineno", True)
frames = [(st.traceback[0], st.count) for st in statistics]
counts = {mark(frame): count for frame, count in frames if frame.filename == __file__}
print(counts["inner"] >= 4, counts["outer"] >= 4, counts["chain"] >= 6)    # expect: True True True
tracemalloc.stop()

# The limits; the number of all frames is known whatever the limit is.
for wrong in 0, -1, 65536, 2 ** 40, 1.0, "1":
    try:
        tracemalloc.start(wrong)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError the number of frames must be in range [1; 65535]
        # expect: ValueError the number of frames must be in range [1; 65535]
        # expect: ValueError the number of frames must be in range [1; 65535]
        # expect: OverflowError Python int too large to convert to C int
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
print(tracemalloc.is_tracing())    # expect: False
tracemalloc.start(65535)
print(marks(outer()))    # expect: module outer inner
tracemalloc.stop()
for limit in 1, 3:
    tracemalloc.start(limit)
    made = deep(10)
    totals = {trace[3] for trace in tracemalloc._get_traces() if trace[2][0][0] == __file__}
    print(marks(made), depth + 11 in totals)
    # expect: deep True
    # expect: deep deep deep True
    tracemalloc.stop()
