# OrderedDict: its order changes at either end, whatever lies between, however large it is.
from collections import OrderedDict
import random
d = OrderedDict.fromkeys("abcde")
d.move_to_end("b"); print("".join(d)); d.move_to_end("b", last=False); print("".join(d))
# expect: acdeb
# expect: bacde
d.move_to_end("e", False); d.move_to_end("e", False); d.move_to_end("d", last=True); d.move_to_end("d"); print("".join(d))
# expect: ebacd
for key in ("x", 5):
    try: d.move_to_end(key)
    except KeyError as error: print("KeyError", error)
# expect: KeyError 'x'
# expect: KeyError 5
try: d.move_to_end([])
except TypeError as error: print(error)
# expect: unhashable type: 'list'
print(d.popitem(), d.popitem(last=False), d.popitem(False), "".join(d))
# expect: ('d', None) ('e', None) ('b', None) ac
while d: d.popitem(last=False)
for last in True, False:
    try: d.popitem(last)
    except KeyError as error: print(error)
# expect: 'dictionary is empty'
# expect: 'dictionary is empty'
d["z"] = 1; d["y"] = 2; d.move_to_end("y", False); print(d)
# expect: OrderedDict([('y', 2), ('z', 1)])
class Mine(OrderedDict):
    def pop(self, key, *rest): print("pop", key); return super().pop(key, *rest)
m = Mine(a=1, b=2, c=3); m.move_to_end("a"); print(m.popitem(last=False), m.popitem())
# expect: ('b', 2) ('a', 1)

chance, ring, plain = random.Random(7), OrderedDict(), []
for step in range(30000):
    what, key = chance.randrange(8), chance.choice((chance.randrange(400), "k%d" % chance.randrange(400), (step % 50, 1)))
    if what < 3:
        if key not in ring: plain.append(key)
        ring[key] = step
    elif what == 3 and key in ring: ring.move_to_end(key); plain.remove(key); plain.append(key)
    elif what == 4 and key in ring: ring.move_to_end(key, last=False); plain.remove(key); plain.insert(0, key)
    elif what == 5 and plain: assert ring.popitem(last=False)[0] == plain.pop(0)
    elif what == 6 and plain and step % 3 == 0: assert ring.popitem()[0] == plain.pop()
    elif what == 7 and key in ring: del ring[key]; plain.remove(key)
    if step % 5000 == 4999:
        assert list(ring) == plain and list(reversed(ring)) == plain[::-1] and all(key in ring for key in plain)
        while len(ring) > 20: ring.popitem(last=False); plain.pop(0)
print(list(ring) == plain, len(ring) == len(plain))
# expect: True True
# A queue that is emptied from the front, and one that is filled from there, take linear time.
queue = OrderedDict.fromkeys(range(100000))
while len(queue) > 1: queue.popitem(last=False)
print(queue)
# expect: OrderedDict([(99999, None)])
queue = OrderedDict.fromkeys(range(30000))
for key in range(30000): queue.move_to_end(key, last=False)
print(list(queue)[:3], list(queue)[-2:], 29999 in queue, queue.popitem())
# expect: [29999, 29998, 29997] [1, 0] True (0, None)
queue = {key: key for key in range(50)}
for key in range(49): del queue[key]
queue[0] = "again"; print(queue, list(queue), queue.popitem(), queue)
# expect: {49: 49} [49, 0] (0, 'again') {49: 49}
