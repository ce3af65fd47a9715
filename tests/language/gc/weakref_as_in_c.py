# Weak references and proxies refuse what CPython's refuse: pickling, assignment to __callback__, being
# walked backward.

import pickle
import weakref


class Node:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return index


def refused(function, *arguments):
    try:
        print(function(*arguments))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


node = Node()
reference = weakref.ref(node)
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    refused(pickle.dumps, reference, protocol)
    # expect: TypeError cannot pickle 'ReferenceType' object
    # expect: TypeError cannot pickle 'ReferenceType' object
    # expect: TypeError cannot pickle 'weakref.ReferenceType' object
    # expect: TypeError cannot pickle 'weakref.ReferenceType' object
    # expect: TypeError cannot pickle 'weakref.ReferenceType' object
    # expect: TypeError cannot pickle 'weakref.ReferenceType' object
refused(setattr, reference, "__callback__", None)    # expect: AttributeError readonly attribute
refused(delattr, reference, "__callback__")    # expect: AttributeError readonly attribute
proxy = weakref.proxy(node)
refused(reversed, proxy)    # expect: AttributeError 'Node' object has no attribute '__reversed__'
print(list(reversed(node)), len(proxy), proxy[5])    # expect: [1, 0] 2 5
