# Locks, events and the like, as far as one thread can use them.

import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
# expect: True True False False
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)    # expect: release unlocked lock
with threading.RLock() as held, lock:
    print(held, lock.locked())    # expect: True True
event = threading.Event()
print(event.is_set(), event.wait(0.01))    # expect: False False
event.set()
print(event.wait())    # expect: True
semaphore = threading.BoundedSemaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False))
# expect: True True False
semaphore.release(2)
try:
    semaphore.release()
except ValueError as error:
    print(error)    # expect: Semaphore released too many times
print(threading.current_thread().name, threading.active_count(), threading.current_thread() is threading.main_thread())
# expect: MainThread 1 True
data = threading.local()
data.x = 1
print(data.x, threading.current_thread().is_alive())    # expect: 1 True
condition = threading.Condition()
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: 5))    # expect: False 5
try:
    condition.wait(0.01)
except RuntimeError as error:
    print(error)    # expect: cannot wait on un-acquired lock
thread = threading.Thread(target=print, args=("run",))
print(thread.name, thread.daemon, thread.is_alive())    # expect: Thread-1 (print) False False
thread.run()    # expect: run
