# gc.collect returns the number of unreachable objects, for every kind of cycle.

import gc
gc.collect()
gc.disable()
class C: pass
def instance():
    c = C(); c.me = c
def with_dict():
    c = C(); c.me = c; c.__dict__
def two():
    a, b = C(), C(); a.b, b.a = b, a
def ring(n=5):
    items = [C() for _ in range(n)]
    for i in range(n):
        items[i].next = items[(i + 1) % n]
def list_self():
    l = []; l.append(l)
def dict_self():
    d = {}; d["me"] = d
def tuple_list():
    l = []; t = (l,); l.append(t)
def list_list():
    a, b = [], []; a.append(b); b.append(a)
def nested():
    l = [[], {}, [1, 2]]; l.append(l)
def function_self():
    def f(): return f
def lambda_list():
    l = []; l.append(lambda: l)
def bound_method():
    c = C(); c.m = C.__init__.__get__(c)
def class_cycle():
    class K: pass
def class_with_method():
    class K:
        def m(self): pass
def class_slots():
    class K: __slots__ = ("a",)
def slots_instance():
    global S
    s = S(); s.a = s
class S: __slots__ = ("a",)
def generator_self():
    def g(): yield me
    me = g(); next(me)
def set_instance():
    c = C(); c.s = {c}
def property_cycle():
    class K:
        @property
        def p(self): return 1
def exception_frame():
    try:
        raise ValueError
    except ValueError as e:
        kept = e
def partial_garbage():
    l = [C(), C()]; l.append(l); l[0].x = C()
for make in (instance, with_dict, two, ring, list_self, dict_self, tuple_list, list_list, nested,
             function_self, lambda_list,
             bound_method, class_cycle, class_with_method, class_slots, slots_instance,
             generator_self, set_instance, property_cycle, exception_frame, partial_garbage):
    make()
    print(make.__name__, gc.collect())
    # expect: instance 1
    # expect: with_dict 2
    # expect: two 2
    # expect: ring 5
    # expect: list_self 1
    # expect: dict_self 1
    # expect: tuple_list 2
    # expect: list_list 2
    # expect: nested 3
    # expect: function_self 3
    # expect: lambda_list 4
    # expect: bound_method 2
    # expect: class_cycle 6
    # expect: class_with_method 7
    # expect: class_slots 5
    # expect: slots_instance 1
    # expect: generator_self 0
    # expect: set_instance 2
    # expect: property_cycle 8
    # expect: exception_frame 3
    # expect: partial_garbage 4
