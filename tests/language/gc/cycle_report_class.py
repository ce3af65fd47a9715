# A ring through a class is named by its __class__, in instances of every layout.
# differs: CPython has no cycle_report
import gc

gc.collect()


def ring_of(base):
    class Holder(base):
        pass
    Holder.held = Holder()


for base in object, list, dict, set, Exception:
    ring_of(base)
gc.collect()
for row in sorted(gc.cycle_report(), key=lambda row: row["ring"]):
    print(row["count"], row["ring"])
    # expect: 5 Holder.__class__ -> type.__dict__ -> dict['held']
    # expect: 4 dict['__dict__'] -> getset_descriptor.__objclass__ -> type.__dict__
    # expect: 4 dict['__weakref__'] -> getset_descriptor.__objclass__ -> type.__dict__
    # expect: 5 tuple[] -> type.__mro__
