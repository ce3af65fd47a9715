# A container that was refused memory is as it was, or as it was to be; what it holds is whole.
# differs: CPython has no memtest
# moments: with a collection at every turn it would take minutes
import collections
import memory

METHODS = {
    list: "append(1) pop() pop(0) insert(0,9) remove(0) reverse() extend([1]*50) __iadd__([1]*40) "
          "__imul__(3) __setitem__(slice(1,3),[1]*30) __delitem__(slice(None,None,2)) "
          "__delitem__(slice(1,3)) __delitem__(slice(0,-1)) __delitem__(0) copy() __mul__(3)",
    bytearray: "append(1) pop() pop(0) insert(0,9) extend(b'x'*50) __iadd__(b'a'*100) __imul__(3) "
               "__setitem__(slice(1,3),b'a'*30) __delitem__(slice(None,None,2)) "
               "__delitem__(slice(1,3))",
    collections.deque: "append(1) appendleft(2) pop() popleft() rotate(3) insert(1,9) remove(0) "
                       "__delitem__(0) copy() __add__(box) __mul__(2) reverse()",
    set: "add('a') discard(0) pop() copy() __or__({'a',1}) __and__({0,1,2}) __xor__({0,'a'})",
    dict: "__setitem__('a',1) pop(0) popitem() setdefault('q',[]) copy() __or__({'a':1})",
    collections.OrderedDict: "__setitem__('a',1) pop(0) popitem() popitem(False) move_to_end(0) "
                             "move_to_end(0,False) copy()",
}


def state(box):
    return list(box.items()) if isinstance(box, dict) else sorted(box, key=repr) \
        if isinstance(box, set) else list(box)


def fill(kind, size):
    return kind((n, n) for n in range(size)) if issubclass(kind, dict) else kind(range(size))


def attempt(call, box, n):
    """Whether it was told of a refusal, and whether there was an n-th allocation."""
    is_told = False
    memory._fail_at(n)
    try:
        try:
            call(box)
        except LookupError:
            pass
    except MemoryError:
        is_told = True
    return is_told, memory._fail_at(0)


def sweep(kind, text, size):
    call = eval("lambda box: box." + text)
    wanted = fill(kind, size)
    attempt(call, wanted, 0)
    for n in range(1, 100):
        box = fill(kind, size)
        is_told, has_come = attempt(call, box, n)
        found = state(box)
        expected = [state(wanted)] + [state(fill(kind, size))] * is_told
        assert found in expected, (kind, text, size, n, found)
        assert memory._audit() is None, (kind, text, size, n)
        if not has_come:
            return 1


count = 0
for kind, methods in METHODS.items():
    for text in methods.split(" "):
        for size in (1, 5, 8, 40) if text else ():
            count += sweep(kind, text, size)
print(count)    # expect: 232
