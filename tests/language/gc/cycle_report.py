# gc.cycle_report names the rings of what was collected, the most frequent first.

import gc
gc.collect()
class Node:
    def __init__(self): self.next=self.prev=self.parent=None
def tree(n):
    r=Node(); r.kids=[]
    for i in range(n-1):
        k=Node(); k.parent=r; r.kids.append(k)
    return r
for i in range(10): tree(10)
a=[Node() for i in range(5)]
for i in range(4): a[i].next=a[i+1]; a[i+1].prev=a[i]
del a
def f():
    def g(): return g
    return g
f()
l=[]; l.append(l); del l
d={}; d['me']=d; del d
class A: pass
x=A(); x.__dict__; x.self=x; del x
try: 1/0
except Exception as e: err=e
err.me=err; del err
gc.collect()
for row in gc.cycle_report(): print(row["ring"], row["count"], row["length"])
# expect: Node.kids -> list[] -> Node.parent 90 3
# expect: Node.next -> Node.prev 4 2
# expect: A.__dict__ -> dict['self'] 1 2
# expect: ZeroDivisionError.__dict__ -> dict['me'] 1 2
# expect: cell.cell_contents -> function.__closure__ -> tuple[] 1 3
# expect: dict['me'] 1 1
# expect: list[] 1 1
# differs: CPython has no such function
