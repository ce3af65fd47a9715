# Observers: the subject keeps a list of bound methods, each bound method holds its observer, and
# the observer holds its subject. Nobody sees that cycle in the source.
#
# A WeakMethod lets the subject call its observers without keeping them alive.

import gc
import weakref


class Subject:
    def __init__(self):
        self.listeners = []

    def notify(self, event):
        for listener in list(self.listeners):
            call = listener() if isinstance(listener, weakref.WeakMethod) else listener
            if call is not None:
                call(event)


class Observer:
    def __init__(self, name, subject):
        self.name, self.subject = name, subject

    def update(self, event):
        print(f"  {self.name} hears of {event}")

    def __del__(self):
        print(f"  {self.name} is gone")


gc.disable()
subject = Subject()

print("A bound method keeps its observer:")
strong = Observer("strong", subject)
subject.listeners.append(strong.update)
del strong
subject.notify("the first event")

print("A weak method doesn't:")
weak = Observer("weak", subject)
subject.listeners.append(weakref.WeakMethod(weak.update))
subject.notify("the second event")
del weak
subject.notify("the third event")

print("Forgetting the subject leaves a cycle of subject, list, method and observer:")
del subject
print("  collected something:", gc.collect() > 0)
