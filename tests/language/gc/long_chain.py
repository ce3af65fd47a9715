# A chain of a hundred thousand links is released without deep recursion.

class Node:
    def __init__(self, next): self.next = next
head = None
for _ in range(100000):
    head = Node(head)
head = None
l = []
for _ in range(100000):
    l = [l]
del l
t = ()
for _ in range(100000):
    t = (t,)
t = None
d = {}
for _ in range(100000):
    d = {0: d}
d = None
print("alive")    # expect: alive
