# A finalizer may store its object somewhere. Then the object isn't garbage after all: it lives on,
# and whatever it reaches with it. Its finalizer won't run a second time.

import gc
import weakref

survivors = []


class Phoenix:
    def __init__(self, name):
        self.name = name
        self.nest = [name + "'s nest"]

    def __del__(self):
        print(f"  the finalizer saves {self.name}")
        survivors.append(self)


gc.disable()

print("From plain death:")
bird = Phoenix("Ash")
plain = weakref.ref(bird)
del bird
print("  it lives:", survivors[0].name, survivors[0].nest)
print("  a weak reference to it still works:", plain() is survivors[0])
survivors.clear()
print("  the second death is final:", plain() is None)

print("From a dead cycle:")
bird = Phoenix("Ember")
bird.myself = bird
cyclic = weakref.ref(bird)
del bird
print("  collected:", gc.collect())
print("  it lives:", survivors[0].name, survivors[0].nest)
print("  but weak references to a dead cycle are cleared before finalizers run:", cyclic())
survivors.clear()
print("  collected:", gc.collect())
