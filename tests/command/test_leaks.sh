#!/bin/sh
# ouro test: what its reports say of all kinds of leaks.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp

# ---- a test that fails is looked at for leaks, too: not what its exception holds ----
cat >test_failing.py <<'PY'
import asyncio, unittest
from memtest import by, expected_failure, fixture, track

class Node: pass
kept = []

def test_leaks_and_fails():
    n = Node()
    kept.append(Node())
    assert n.__dict__
def test_keeps_its_exception():
    global saved
    try: raise KeyError(Node())
    except KeyError as error: saved = error
    assert saved is None
@by("refcount")
def test_fails():
    n = track(Node())
    n.n = n
    assert n is None
def test_chain():
    n = Node()
    try: n.x
    except AttributeError as error:
        kept_here = error
        raise KeyError(n) from error
def test_group():
    n = Node()
    raise ExceptionGroup("g", [ValueError(n), KeyError(n)])
async def test_tasks():
    async def f():
        n = Node()
        assert n is None
    async with asyncio.TaskGroup() as group:
        group.create_task(f())
        group.create_task(f())
@fixture
def node():
    n = Node()
    yield n
    assert not n
def test_fixture(node): assert not node
class Case(unittest.TestCase):
    def setUp(self): self.n = Node()
    def test_parts(self):
        for i in range(2):
            with self.subTest(i=i): self.assertIs(self.n, i)
def test_closes():
    def g():
        n = Node()
        try: yield n
        finally: raise ValueError(n)
    next(g())
    one = g(); next(one); one.close()
def test_deep():
    n = Node()
    def f(): f()
    f()
@expected_failure
def test_expected():
    n = Node()
    kept.append(Node())
    assert n is None
PY
run "$ouro" test --format text test_failing.py
status_is 1
err_is ""
what='the leaks of tests that fail'
printf '%s\n' "$out" | grep -A3 '  leak:' | sed 's/retains   2.*/retains   (frames, too)/' >leaks
out=$(cat leaks)
out_is "  leak: Node object, made at test_failing.py:9
    held by   module test_failing .kept[0]
    retains   1 object, 16 bytes
    cut it by \`del test_failing.kept[0]\`
--
  leak: KeyError object, made at test_failing.py:13
    held by   module test_failing .saved
    retains   (frames, too)
    cut it by \`del test_failing.saved\`"
run "$ouro" test --format text test_failing.py::test_leaks_and_fails test_failing.py::Case
out_has "    assert n.__dict__
  AssertionError
  {}
    where n.__dict__ = {}

  leak: Node object"
out_has "  in test_parts (test_failing.Case.test_parts) (i=0):
  Traceback (most recent call last):"
out_has "

  in test_parts (test_failing.Case.test_parts) (i=1):
  Traceback (most recent call last):"
out_has "0 passed, 2 failed"
run "$ouro" test --no-leaks test_failing.py::test_leaks_and_fails
status_is 1
case $out in *leak:*) wrong "leaks with --no-leaks" ;; *) right ;; esac

# ---- each kind of leak: what it is, where it was made, the way to it, the ring, what cuts it ----
cat >test_kinds.py <<'PY'
import asyncio, atexit, collections, contextlib, contextvars, functools, logging, queue, sys
import threading, weakref
from memtest import by

class Node:
    def __init__(self, name=None): self.name = name
    def hello(self): pass

cache, items, seen, dq, pending = {}, [], set(), collections.deque([1, 2]), None
dq.popleft()
def lookup(key): return cache.setdefault(key, Node(key))
def make_handler(node): return lambda: node
def counter():
    last = None
    def count(node):
        nonlocal last
        last = node
    return count
count = counter()
def produce():
    node = Node()
    yield node
def echo():
    while True: x = yield
running = echo()
next(running)
class Registry:
    by_name = {}
    current = None
class Slots: __slots__ = ("left",)
root = Slots()
class Service:
    @functools.lru_cache
    def get(self, x): return x
    @functools.cached_property
    def big(self): return [Node()]
service = Service()
@functools.cache
def load(name): return Node(name)
@functools.lru_cache(8)
def load_few(name, *, again=None): return Node(name)
def collect(x, acc=[]): acc.append(x)
def collect_last(x, *, acc={}): acc["x"] = x
class Temperature:
    @property
    def value(self): return self._value
    @value.setter
    def value(self, value): self._value = value
temperature = Temperature()
var, context = contextvars.ContextVar("request"), contextvars.copy_context()
stack, tasks, jobs, local = contextlib.ExitStack(), set(), queue.Queue(), threading.local()
class ListHandler(logging.Handler):
    def __init__(self, node):
        super().__init__()
        self.node = node
observers = weakref.WeakSet()

def test_closure(): cache["handler"] = make_handler(Node())
def test_variable_of_a_closure(): count(Node())
def test_global_cache():
    for key in "a", 10, 9, ("x", (1, None)), "it's": lookup(key)
def test_many():
    for n in range(30): items.append(Node())
def test_keys(): cache[Node()] = 1
def test_set(): seen.update([Node(), Node()])
def test_deque(): dq.append(Node())
def test_deque_anew(): dq.clear(); dq.appendleft([1])
def test_generator():
    global pending
    pending = produce()
    next(pending)
def test_local_of_a_generator(): running.send(Node())
def test_bound_method(): items.append(Node().hello)
def test_class_attributes():
    Registry.by_name["x"] = Node()
    Registry.current = Node()
def test_weak_callback(): items.append(weakref.ref(Node, Node().hello))
def test_slots():
    root.left = Slots()
    root.left.left = {"k": [(Node(),)]}
def test_cached_result(): load("x")
def test_cached_argument(): Service().get(3); load_few(1, again=Node())
def test_cached_property(): service.big
def test_default(): collect(Node())
def test_keyword_default(): collect_last(Node())
def test_property(): temperature.value = Node()
def test_function_attribute(): collect.cache = Node()
def test_context_variable(): var.set(Node())
def test_context(): context.run(var.set, Node())
def test_exit_stack(): stack.callback(print); stack.push(Node().hello)
def test_logging(): logging.getLogger("app").addHandler(ListHandler(Node()))
def test_root_logger(): logging.root.addFilter(Node().hello)
def test_atexit(): atexit.register(print, Node())
def test_finalize(): weakref.finalize(Node, Node().hello)
def test_thread_local(): local.x = Node()
def test_queue(): jobs.put(Node())
def test_hook(): sys.excepthook = lambda *error: None
async def test_task():
    async def work(node): await asyncio.sleep(0)
    tasks.add(asyncio.create_task(work(Node())))
    await asyncio.sleep(0)
def test_tree():
    one = Node()
    one.children = [Node(), Node()]
    one.children[1].parent = one
    items.append(one.children[1])
@by("refcount")
def test_tree_by_refcount():
    one = Node()
    one.child = Node()
    one.child.parent = one
def test_clean_loggers(): logging.getLogger("brand.new").debug("nothing")
def test_clean_weak():
    observers.add(Node())
    node = lookup("a")
    observers.add(node)
    weakref.WeakValueDictionary(x=node)
PY
run "$ouro" test --format text test_kinds.py
status_is 1
err_is ""
# What print was registered for is printed in the end.
printf '%s\n' "$out" | sed '/^<test_kinds.Node object at/d
    s/retains   [0-9][0-9].*/retains   many/' >reports
cat >expected <<'TXT'
FAILED test_kinds.py::test_closure  (test_kinds.py:58)
  leak: function make_handler.<locals>.<lambda>, made at test_kinds.py:12
    held by   module test_kinds .cache['handler']
    retains   4 objects, 152 bytes
    cut it by `del test_kinds.cache['handler']`

FAILED test_kinds.py::test_variable_of_a_closure  (test_kinds.py:59)
  leak: Node object, made at test_kinds.py:59
    held by   module test_kinds .count closure cell 'last' of counter.<locals>.count
    retains   1 object, 16 bytes
    cut it by another value of the variable 'last' of test_kinds.count

FAILED test_kinds.py::test_global_cache  (test_kinds.py:60)
  leak: 5 Node objects, made at test_kinds.py:11
    held by   module test_kinds .cache[9], [10], ["it's"], ['a'], [('x', (1, None))]
    retains   5 objects, 80 bytes
    cut it by `test_kinds.cache.clear()`

FAILED test_kinds.py::test_many  (test_kinds.py:62)
  leak: 30 Node objects, made at test_kinds.py:63
    held by   module test_kinds .items[0], [1], [2], [3], ..., [29]
    cut it by `test_kinds.items.clear()`

FAILED test_kinds.py::test_keys  (test_kinds.py:64)
  leak: Node object, made at test_kinds.py:64
    held by   module test_kinds .cache(key)
    retains   1 object, 16 bytes
    cut it by taking it out of `test_kinds.cache`

FAILED test_kinds.py::test_set  (test_kinds.py:65)
  leak: 2 Node objects, made at test_kinds.py:65
    held by   module test_kinds .seen(item)
    retains   2 objects, 32 bytes
    cut it by `test_kinds.seen.clear()`

FAILED test_kinds.py::test_deque  (test_kinds.py:66)
  leak: Node object, made at test_kinds.py:66
    held by   module test_kinds .dq[1]
    retains   1 object, 16 bytes
    cut it by `del test_kinds.dq[1]`

FAILED test_kinds.py::test_deque_anew  (test_kinds.py:67)
  leak: list of 1, made at test_kinds.py:67
    held by   module test_kinds .dq[0]
    retains   1 object, 40 bytes
    cut it by `del test_kinds.dq[0]`

FAILED test_kinds.py::test_generator  (test_kinds.py:68)
  leak: generator produce, made at test_kinds.py:70
    held by   module test_kinds .pending
    retains   2 objects, 176 bytes
    cut it by `del test_kinds.pending`

FAILED test_kinds.py::test_local_of_a_generator  (test_kinds.py:72)
  leak: Node object, made at test_kinds.py:72
    held by   module test_kinds .running local 'x' in generator echo (test_kinds.py:23)
    retains   1 object, 16 bytes
    cut it by `test_kinds.running.close()`

FAILED test_kinds.py::test_bound_method  (test_kinds.py:73)
  leak: method Node.hello, made at test_kinds.py:73
    held by   module test_kinds .items[30]
    retains   2 objects, 40 bytes
    cut it by `del test_kinds.items[30]`

FAILED test_kinds.py::test_class_attributes  (test_kinds.py:74)
  leak: Node object, made at test_kinds.py:75
    held by   module test_kinds .Registry.by_name['x']
    retains   1 object, 16 bytes
    cut it by `del test_kinds.Registry.by_name['x']`

  leak: Node object, made at test_kinds.py:76
    held by   module test_kinds .Registry.current
    retains   1 object, 16 bytes
    cut it by `del test_kinds.Registry.current`

FAILED test_kinds.py::test_weak_callback  (test_kinds.py:77)
  leak: weak reference with a callback, made at test_kinds.py:77
    held by   module test_kinds .items[31]
    retains   3 objects, 112 bytes
    cut it by `del test_kinds.items[31]`

FAILED test_kinds.py::test_slots  (test_kinds.py:78)
  leak: Slots object, made at test_kinds.py:79
    held by   module test_kinds .root.left
    retains   5 objects, 264 bytes
    cut it by `del test_kinds.root.left`

FAILED test_kinds.py::test_cached_result  (test_kinds.py:81)
  leak: Node object, made at test_kinds.py:39
    held by   the cache of module test_kinds .load
    retains   1 object, 16 bytes
    cut it by `test_kinds.load.cache_clear()`

FAILED test_kinds.py::test_cached_argument  (test_kinds.py:82)
  leak: Service object, made at test_kinds.py:82
    held by   the cache of module test_kinds .Service.get, in an argument
    retains   1 object, 16 bytes
    cut it by `test_kinds.Service.get.cache_clear()`

  leak: Node object, made at test_kinds.py:41
    held by   the cache of module test_kinds .load_few
    retains   1 object, 16 bytes
    cut it by `test_kinds.load_few.cache_clear()`

  leak: Node object, made at test_kinds.py:82
    held by   the cache of module test_kinds .load_few, in an argument
    retains   1 object, 16 bytes
    cut it by `test_kinds.load_few.cache_clear()`

FAILED test_kinds.py::test_cached_property  (test_kinds.py:83)
  leak: list of 1, made at test_kinds.py:36
    held by   module test_kinds .service.big
    retains   2 objects, 56 bytes
    cut it by `del test_kinds.service.big`

FAILED test_kinds.py::test_default  (test_kinds.py:84)
  leak: Node object, made at test_kinds.py:84
    held by   module test_kinds .collect (default of 'acc') [0]
    retains   1 object, 16 bytes
    cut it by None as the default of 'acc' in test_kinds.collect

FAILED test_kinds.py::test_keyword_default  (test_kinds.py:85)
  leak: Node object, made at test_kinds.py:85
    held by   module test_kinds .collect_last (default of 'acc') ['x']
    retains   1 object, 16 bytes
    cut it by None as the default of 'acc' in test_kinds.collect_last

FAILED test_kinds.py::test_property  (test_kinds.py:86)
  leak: Node object, made at test_kinds.py:86
    held by   module test_kinds .temperature._value
    retains   1 object, 16 bytes
    cut it by `del test_kinds.temperature._value`

FAILED test_kinds.py::test_function_attribute  (test_kinds.py:87)
  leak: Node object, made at test_kinds.py:87
    held by   module test_kinds .collect.cache
    retains   1 object, 16 bytes
    cut it by `del test_kinds.collect.cache`

FAILED test_kinds.py::test_context_variable  (test_kinds.py:88)
  leak: Node object, made at test_kinds.py:88
    held by   context variable 'request'
    retains   1 object, 16 bytes
    cut it by reset() of the context variable, with the token of its set()

FAILED test_kinds.py::test_context  (test_kinds.py:89)
  leak: Node object, made at test_kinds.py:89
    held by   module test_kinds .context context variable 'request'
    retains   1 object, 16 bytes

FAILED test_kinds.py::test_exit_stack  (test_kinds.py:90)
  leak: 2 tuple objects, made at test_kinds.py:90
    held by   module test_kinds .stack._exit_callbacks[0], [1]
    retains   many
    cut it by `test_kinds.stack.close()`

FAILED test_kinds.py::test_logging  (test_kinds.py:91)
  leak: ListHandler object, made at test_kinds.py:91
    held by   logging.getLogger('app') .handlers[0]
    retains   3 objects, 112 bytes
    cut it by `logging.getLogger('app').removeHandler()` of it

FAILED test_kinds.py::test_root_logger  (test_kinds.py:92)
  leak: method Node.hello, made at test_kinds.py:92
    held by   logging.getLogger() .filters[0]
    retains   2 objects, 40 bytes
    cut it by `del logging.getLogger().filters[0]`

FAILED test_kinds.py::test_atexit  (test_kinds.py:93)
  leak: Node object, made at test_kinds.py:93
    held by   atexit, for print
    retains   1 object, 16 bytes
    cut it by atexit.unregister() of the function

FAILED test_kinds.py::test_finalize  (test_kinds.py:94)
  leak: finalize object, made at test_kinds.py:94
    held by   what weakref.finalize waits for
    retains   1 object, 16 bytes
    cut it by its detach()

FAILED test_kinds.py::test_thread_local  (test_kinds.py:95)
  leak: Node object, made at test_kinds.py:95
    held by   module test_kinds .local.x
    retains   1 object, 16 bytes
    cut it by `del test_kinds.local.x`

FAILED test_kinds.py::test_queue  (test_kinds.py:96)
  leak: Node object, made at test_kinds.py:96
    held by   module test_kinds .jobs.queue[0]
    retains   1 object, 16 bytes
    cut it by `del test_kinds.jobs.queue[0]`

FAILED test_kinds.py::test_hook  (test_kinds.py:97)
  leak: function test_hook.<locals>.<lambda>, made at test_kinds.py:97
    held by   module sys .excepthook
    retains   1 object, 96 bytes
    cut it by `sys.excepthook = sys.__excepthook__`

FAILED test_kinds.py::test_task  (test_kinds.py:98)
  leak: Task object, made at test_kinds.py:100
    held by   module test_kinds .tasks(item)
    retains   many
    cut it by taking it out of `test_kinds.tasks`

FAILED test_kinds.py::test_tree  (test_kinds.py:102)
  leak: Node object, made at test_kinds.py:104
    held by   module test_kinds .items[32]
    retains   4 objects, 432 bytes
    in a ring Node.parent -> Node.children -> list[1]
    cut it by `del test_kinds.items[32]`

FAILED test_kinds.py::test_tree_by_refcount  (test_kinds.py:107)
  left to the collector: 2 Node, made at test_kinds.py:109, test_kinds.py:110
    in a ring Node.child -> Node.parent
    cut it by making .parent a weak reference, or by clearing it

2 passed, 34 failed
TXT
what='the reports of all kinds of leaks'
if diff expected reports >.err; then right; else
    err=$(cat .err)
    wrong "they differ"
fi

# ---- what is left to the collector, though reference counts alone should free it ----
cat >test_rings.py <<'PY'
import functools
from memtest import by
class Node:
    def __init__(self): self.name = "n"
    def hello(self): pass
@by("refcount")
def test_recursive_closure():
    def fact(n): return n and fact(n - 1)
    fact(3)
@by("refcount")
def test_self_method():
    n = Node(); n.callback = n.hello
@by("refcount")
def test_exception_frame():
    def f():
        try: raise ValueError
        except ValueError as e: error = e
    f()
@by("refcount")
def test_local_class():
    class Local: pass
    Local()
@by("refcount")
def test_dict_self():
    d = {}; d["self"] = d
@by("refcount")
def test_list_self():
    l = []; l.append(l)
@by("refcount")
def test_generator_self():
    def g(box):
        yield
        yield box
    box = []
    it = g(box); next(it); box.append(it)
@by("refcount")
def test_doubly():
    nodes = [Node() for _ in range(5)]
    for a, b in zip(nodes, nodes[1:]): a.next = b; b.prev = a
@by("refcount")
def test_partial():
    n = Node(); n.cb = functools.partial(print, n)
@by("refcount")
def test_lambda():
    n = Node(); n.cb = lambda: n
@by("refcount")
def test_slots():
    class S: __slots__ = ("other",)
    s = S(); s.other = S(); s.other.other = s
@by("refcount")
def test_two():
    a = Node(); a.me = a
    b = {}; b["x"] = [b]
class TreeNode:
    def __init__(self, parent=None): self.children = {}; self.parent = parent
    def add(self, k): self.children[k] = TreeNode(self); return self.children[k]
@by("refcount")
def test_tree():
    t = TreeNode(); t.add("a").add("b"); t.add("c")
PY
run "$ouro" test --format text test_rings.py
status_is 1
out_is 'FAILED test_rings.py::test_recursive_closure  (test_rings.py:6)
  left to the collector: 1 cell, 1 function, 1 tuple, made at test_rings.py:8
    in a ring cell.cell_contents -> function.__closure__ -> tuple[0]
    cut it by `fact = None` at the end of test_recursive_closure

FAILED test_rings.py::test_self_method  (test_rings.py:10)
  left to the collector: 1 Node, 1 method, made at test_rings.py:12
    in a ring Node.callback -> method.__self__
    cut it by making .callback a weak reference, or by clearing it

FAILED test_rings.py::test_exception_frame  (test_rings.py:13)
  left to the collector: 1 ValueError, 1 frame, 1 traceback, made at test_rings.py:16
    in a ring ValueError.__traceback__ -> traceback.tb_frame -> frame.local '"'"'error'"'"'
    cut it by `del error` at the end of test_exception_frame.<locals>.f

FAILED test_rings.py::test_dict_self  (test_rings.py:23)
  left to the collector: 1 dict, made at test_rings.py:25
    in a ring dict['"'"'self'"'"']

FAILED test_rings.py::test_list_self  (test_rings.py:26)
  left to the collector: 1 list, made at test_rings.py:28
    in a ring list[0]

FAILED test_rings.py::test_generator_self  (test_rings.py:29)
  left to the collector: 1 generator, 1 list, made at test_rings.py:34, test_rings.py:35
    in a ring generator.local '"'"'box'"'"' -> list[0]
    cut it by close() of the generator test_generator_self.<locals>.g

FAILED test_rings.py::test_doubly  (test_rings.py:36)
  left to the collector: 5 Node, made at test_rings.py:38, test_rings.py:39
    in a ring Node.next -> Node.prev
    cut it by making .prev a weak reference, or by clearing it

FAILED test_rings.py::test_partial  (test_rings.py:40)
  left to the collector: 1 Node, 1 partial, 1 tuple, made at test_rings.py:42
    in a ring Node.cb -> partial.args -> tuple[0]
    cut it by making .cb a weak reference, or by clearing it

FAILED test_rings.py::test_lambda  (test_rings.py:43)
  left to the collector: 1 Node, 1 cell, 1 function, 1 tuple, made at test_rings.py:45
    in a ring Node.cb -> function.__closure__ -> tuple[0] -> cell.cell_contents
    cut it by making .cb a weak reference, or by clearing it

FAILED test_rings.py::test_slots  (test_rings.py:46)
  left to the collector: 2 test_slots.<locals>.S, made at test_rings.py:49
    in a ring S.other -> S.other
    cut it by making .other a weak reference, or by clearing it

FAILED test_rings.py::test_two  (test_rings.py:50)
  left to the collector: 1 Node, made at test_rings.py:52
    in a ring Node.me
    cut it by making .me a weak reference, or by clearing it

  left to the collector: 1 list, made at test_rings.py:53
    in a ring dict['"'"'x'"'"'] -> list[0]

FAILED test_rings.py::test_tree  (test_rings.py:57)
  left to the collector: 4 TreeNode, made at test_rings.py:55, test_rings.py:56, test_rings.py:59
    in a ring TreeNode.children -> dict['"'"'a'"'"'] -> TreeNode.parent
    cut it by making .parent a weak reference, or by clearing it

1 passed, 12 failed'

# What a test hangs at a module of the library is its own, but not what the library makes for itself.
cat >test_library.py <<'PY'
import os
class Node: pass
def test_node(): os.kept = Node()
def test_patch(): os.listdir = lambda path: []
def test_own():
    import json, random, re
    assert random.random() < 1 and re.compile("a(b)c") and json.loads("[1]")
    os.named = Node.__name__
def test_nameless():
    class Nameless: __module__ = []
    os.nameless = Nameless()
PY
run "$ouro" test --format text test_library.py
status_is 1
out_is 'FAILED test_library.py::test_node  (test_library.py:3)
  leak: Node object, made at test_library.py:3
    held by   module os .kept
    retains   1 object, 16 bytes
    cut it by `del os.kept`

FAILED test_library.py::test_patch  (test_library.py:4)
  leak: function test_patch.<locals>.<lambda>, made at test_library.py:4
    held by   module os .listdir
    retains   1 object, 96 bytes
    cut it by `del os.listdir`

2 passed, 2 failed'
finish
