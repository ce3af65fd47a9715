# queue and sched.

import queue
import sched

q = queue.Queue(2)
q.put(1)
q.put_nowait(2)
print(q.full(), q.qsize(), q.empty())    # expect: True 2 False
try:
    q.put(3, block=False)
except queue.Full:
    print('full')    # expect: full
print(q.get(), q.get_nowait())    # expect: 1 2
try:
    q.get(timeout=0.001)
except queue.Empty as e:
    print('empty', type(e))    # expect: empty <class '_queue.Empty'>
stack = queue.LifoQueue()
stack.put(1), stack.put(2)
print(stack.get(), stack.get())    # expect: 2 1
first = queue.PriorityQueue()
first.put((2, 'b')), first.put((1, 'a'))
print(first.get())    # expect: (1, 'a')
try:
    first.task_done(), first.task_done(), first.task_done()
except ValueError as e:
    print(e)    # expect: task_done() called too many times
simple = queue.SimpleQueue()
simple.put(5)
print(simple.get(), simple.empty())    # expect: 5 True

now = [0]
s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
s.enter(5, 1, print, ('five',))
event = s.enter(1, 1, print, ('one',))
s.enter(3, 2, print, ('three, second',))
s.enterabs(3, 1, print, ('three, first',), {'end': '!\n'})
s.cancel(event)
print(len(s.queue), s.run(), now, s.empty())
# expect: three, first!
# expect: three, second
# expect: five
# expect: 3 None [5] True
