# Random graphs of everything that may hold something, changed at random, against a model that knows
# which node refers to which: nothing that can be reached is finalized or loses what it holds, and
# two idle cycles leave nothing else. Run as: random_graph.py SEED OPERATIONS
import gc
import random
import sys
import weakref

KINDS = ["instance", "instance", "instance", "list", "dict", "set", "tuple", "closure"]
ROOTS = 40


class Token:
    # Each node holds one of its own: so many nodes live as there are tokens.
    __slots__ = ("number",)

    def __init__(self, number):
        self.number = number


class Instance:
    def __init__(self, token):
        self.token = token


class Finalized(Instance):
    def __del__(self):
        number = self.token.number
        model.finalized(number)
        if model.is_quiet:
            return
        what = model.random.randrange(6)
        if what == 0:
            model.rescued_numbers.append(number)
            model.rescued.append(self)
        elif what == 1:
            model.edges[number].clear()
            for name in list(vars(self)):
                if name != "token":
                    delattr(self, name)
        elif what == 2:
            model.collect_a_little()
        elif what == 3:
            ring = []
            ring.append(ring)


def make_closure(token):
    value = None

    def access(*new):
        nonlocal value
        if new:
            value = new[0]
        return token, value

    return access


def parts(node):
    # A node's token and what it holds.
    if isinstance(node, Instance):
        held = vars(node)
        return node.token, [held[name] for name in held if name != "token"]
    if isinstance(node, dict):
        return node["token"], [node[key] for key in node if key != "token"]
    if isinstance(node, (list, tuple)):
        return node[0], list(node[1:])
    if isinstance(node, set):
        token = next(thing for thing in node if type(thing) is Token)
        return token, [thing for thing in node if type(thing) is not Token]
    token, value = node()
    return token, [value] if value is not None else []


class Model:
    # What a node holds is written down in `edges` before it loses, and after it has got something:
    # so a finalizer, which may run at any moment, is never told that a dying node can be reached.
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.edges = {}                # number: {slot: number}
        self.roots = [None] * ROOTS
        self.root_numbers = [None] * ROOTS
        self.rescued = []
        self.rescued_numbers = []
        self.weak = {}                 # number of the target: reference
        self.is_quiet = False
        self.next = 0
        self.deaths = 0

    # ---- Knowing ----

    def reachable(self, rescued=True):
        seen = set()
        waiting = [number for number in self.root_numbers if number is not None]
        if rescued:
            waiting.extend(self.rescued_numbers)
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting.extend(self.edges[number].values())
        return seen

    def finalized(self, number):
        # Other garbage may have been rescued just before, and this with it.
        self.deaths += 1
        if self.random.randrange(8) == 0 and number in self.reachable(rescued=False):
            raise SystemExit(f"{number} was finalized though it can be reached")

    def check_structure(self):
        self.is_quiet = True
        waiting = [node for node in self.roots + self.rescued if node is not None]
        seen = set()
        while waiting:
            token, held = parts(waiting.pop())
            if token.number in seen:
                continue
            seen.add(token.number)
            numbers = sorted(parts(node)[0].number for node in held)
            assert numbers == sorted(self.edges[token.number].values()), "a slot has changed"
            waiting.extend(held)
        assert seen == self.reachable(), "something is lost"
        self.is_quiet = False

    def living(self):
        return {thing.number for thing in gc.get_objects() if type(thing) is Token}

    def check_nothing_is_left(self):
        self.is_quiet = True
        self.rescued_numbers.clear()
        self.rescued.clear()
        gc.unfreeze()
        if self.random.randrange(3):
            for _ in range(2):
                while not gc.step(self.random.randrange(1, 3000)):
                    pass
        else:
            gc.collect()
        self.check_structure()
        self.is_quiet = True
        living, reachable = self.living(), self.reachable()
        assert reachable <= living, f"freed: {sorted(reachable - living)[:10]}"
        assert living <= reachable, f"left: {sorted(living - reachable)[:10]}"
        for number in list(self.edges):
            if number not in living:
                del self.edges[number]
                self.weak.pop(number, None)
        self.is_quiet = False

    # ---- Changing ----

    def make(self, kind):
        number = self.next
        self.next += 1
        token = Token(number)
        self.edges[number] = {}
        if kind == "instance":
            return number, (Finalized if self.random.randrange(4) == 0 else Instance)(token)
        if kind == "list":
            return number, [token]
        if kind == "dict":
            return number, {"token": token}
        if kind == "set":
            return number, {token}
        if kind == "closure":
            return number, make_closure(token)
        held = [self.pick() for _ in range(self.random.randrange(3))]
        held = [(other, node) for other, node in held if node is not None]
        node = (token, *[node for _, node in held])
        self.edges[number] = {slot: other for slot, (other, _) in enumerate(held)}
        return number, node

    def pick(self):
        root = self.random.randrange(ROOTS)
        return self.root_numbers[root], self.roots[root]

    def set_root(self, number, node):
        root = self.random.randrange(ROOTS)
        self.root_numbers[root] = number
        self.roots[root] = node

    def connect(self, number, node, other_number, other):
        edges, slot = self.edges[number], self.random.randrange(6)
        if isinstance(node, Instance):
            edges[f"slot{slot}"] = other_number
            setattr(node, f"slot{slot}", other)
        elif isinstance(node, dict):
            edges[slot] = other_number
            node[slot] = other
        elif isinstance(node, list):
            if len(node) > 1 and slot < 3:
                slot = self.random.randrange(1, len(node))
                edges[slot] = other_number
                node[slot] = other
            else:
                times = 5000 if self.random.randrange(200) == 0 else 1
                first = len(node)
                for i in range(times):
                    edges[first + i] = other_number
                node.extend([other] * times)
        elif isinstance(node, set):
            if isinstance(other, Instance):
                edges[other_number] = other_number
                node.add(other)
        elif isinstance(node, tuple):
            pass
        else:
            edges[0] = other_number
            node(other)

    def empty(self, number, node):
        if isinstance(node, (tuple, Instance)):
            return
        token = parts(node)[0]
        self.edges[number].clear()
        if isinstance(node, list):
            del node[1:]
        elif isinstance(node, dict):
            for key in [key for key in node if key != "token"]:
                node.pop(key, None)
        elif isinstance(node, set):
            node.intersection_update({token})
        else:
            node(None)

    def step_down(self):
        number, node = self.pick()
        if node is None:
            return
        held = parts(node)[1]
        if held:
            child = self.random.choice(held)
            self.set_root(parts(child)[0].number, child)

    def watch(self):
        number, node = self.pick()
        if not isinstance(node, Instance) or number in self.weak:
            return

        def died(reference):
            assert reference() is None
            if number in self.reachable():
                raise SystemExit(f"the reference to {number} died though it can be reached")
            self.deaths += 1
            if not self.is_quiet and self.random.randrange(10) == 0:
                self.collect_a_little()

        self.weak[number] = weakref.ref(node, died)

    def ask_weak(self):
        if self.weak:
            number = self.random.choice(list(self.weak))
            node = self.weak[number]()
            if node is not None:
                assert node.token.number == number
                self.set_root(number, node)

    def make_chain(self):
        number, node = self.make("instance")
        first_number, first = number, node
        for _ in range(self.random.randrange(3000)):
            next_number, following = self.make("instance")
            self.edges[next_number]["next"] = number
            following.next = node
            number, node = next_number, following
        self.edges[first_number]["next"] = number
        first.next = node
        self.set_root(number, node)

    def collect_a_little(self):
        what = self.random.randrange(20)
        if what == 0:
            gc.collect()
        elif what == 1:
            gc.collect(self.random.randrange(3))
        elif what == 2:
            gc.set_pace(self.random.randrange(1, 64), exact_below=self.random.choice([0, 0, 2000]))
        elif what == 3:
            gc.set_threshold(self.random.choice([10, 100, 700]), 2, 2)
        elif what == 4:
            gc.freeze()
        elif what == 5:
            gc.unfreeze()
        else:
            gc.step(self.random.randrange(1, 2000))

    def operate(self):
        what = self.random.randrange(100)
        if what < 25:
            number, node = self.make(self.random.choice(KINDS))
            other_number, other = self.pick()
            if other is not None:
                self.connect(number, node, other_number, other)
            self.set_root(number, node)
        elif what < 65:
            number, node = self.pick()
            other_number, other = self.pick()
            if node is not None and other is not None:
                self.connect(number, node, other_number, other)
        elif what < 75:
            self.step_down()
        elif what < 80:
            number, node = self.pick()
            if node is not None:
                self.empty(number, node)
        elif what < 84:
            self.watch()
        elif what < 86:
            self.ask_weak()
        elif what < 90:
            self.collect_a_little()
        elif what < 99:
            self.set_root(None, None)
        elif self.random.randrange(10) == 0:
            self.make_chain()
        else:
            self.rescued_numbers.clear()
            self.rescued.clear()


def complain(unraisable):
    print("unraisable:", repr(unraisable.exc_value))
    sys.stdout.flush()
    import os
    os._exit(1)


sys.unraisablehook = complain
first, operations = int(sys.argv[1]), int(sys.argv[2])
model = Model(first)
gc.set_pace(exact_below=0)
gc.set_threshold(100, 2, 2)
for i in range(operations):
    model.operate()
    if i % 500 == 499:
        model.check_structure()
    if i % 2000 == 1999:
        model.check_nothing_is_left()
assert model.deaths > operations // 100
model.is_quiet = True
print("fine")
