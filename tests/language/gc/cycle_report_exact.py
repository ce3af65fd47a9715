# gc.cycle_report looks at a part of the garbage after the first 32,768 objects, unless it is asked
# to be exact.
# differs: CPython has no cycle_report
import gc


class A:
    pass


class B:
    pass


class C:
    pass


def make(cls, count):
    for _ in range(count):
        one, two = cls(), cls()
        one.other, two.other = two, one


def row_of(cls):
    ring = f"{cls.__name__}.other -> {cls.__name__}.other"
    return next(row for row in gc.cycle_report(100) if row["ring"] == ring)


# Up to 16,384 objects may still wait for the next look, or have waited for this one.
def near(number, wanted):
    return abs(number - wanted) <= 8192 + wanted * 0.02


# The first are all counted, collection by collection.
gc.collect()
make(A, 10000)
gc.collect()
row = row_of(A)
size = row["bytes"] // 20000
print(row["count"], row["length"], row["bytes"] == 20000 * size, row["estimated"])
# expect: 10000 2 True False

# Then by samples: of many small collections, ...
make(A, 90000)
gc.collect()
row = row_of(A)
print(near(row["count"], 100000), near(row["bytes"] // (2 * size), 100000), row["estimated"])
# expect: True True True

# ... and of a large one from all over it.
gc.disable()
make(B, 30000)
make(C, 60000)
gc.collect()
gc.enable()
for cls, wanted in (B, 30000), (C, 60000):
    row = row_of(cls)
    print(near(row["count"], wanted), row["estimated"])
    # expect: True True
    # expect: True True

# From now on every ring is counted: what was estimated stays as it is.
print(gc.cycle_report(0, exact=True))    # expect: []
before = row_of(A)["count"]
make(A, 70000)
gc.collect()
print(row_of(A)["count"] - before)    # expect: 70000
gc.cycle_report(exact=None)
make(A, 7)
gc.collect()
print(row_of(A)["count"] - before)    # expect: 70007
gc.cycle_report(exact=False)
make(A, 70000)
gc.collect()
print(near(row_of(A)["count"] - before, 140007))    # expect: True
try:
    gc.cycle_report(1, True)
except TypeError:
    print("exact is a keyword")    # expect: exact is a keyword
