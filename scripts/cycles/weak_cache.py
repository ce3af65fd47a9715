# A cache that holds its values weakly never keeps alive what nobody else uses.

import weakref


class Picture:
    def __init__(self, name):
        print(f"  loading {name}")
        self.name = name

    def __del__(self):
        print(f"  {self.name} is gone")


cache = weakref.WeakValueDictionary()


def load(name):
    picture = cache.get(name)
    if picture is None:
        picture = cache[name] = Picture(name)
    return picture


print("The first use loads, the second finds it:")
first = load("cat.png")
second = load("cat.png")
print("  the same object:", first is second, "- in the cache:", len(cache))

print("One of two users leaves:")
del first
print("  in the cache:", len(cache))

print("The last one leaves:")
del second
print("  in the cache:", len(cache))

print("The next use loads again:")
load("cat.png")
