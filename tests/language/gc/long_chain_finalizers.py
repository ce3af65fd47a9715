# Finalizers of a chain run from head to tail.

order = []
class Node:
    def __init__(self, n, next): self.n, self.next = n, next
    def __del__(self): order.append(self.n)
head = None
for n in range(2000):
    head = Node(n, head)
head = None
print(order == list(range(1999, -1, -1)), len(order))    # expect: True 2000
