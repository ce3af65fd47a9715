# What has died too deep in one go waits for its end. A finalizer that runs meanwhile doesn't meet
# it, but does meet what only such an object holds.
# differs: CPython has no module memory
import memory
import weakref


class Target:
    pass


class Asker:
    def __init__(self, question):
        self.question = question

    def __del__(self):
        answers.add(self.question())


def ask_at_each_depth(question, make, count=100):
    """Makes lists whose last items end first, so that others wait while the question is asked."""
    answers.clear()
    for depth in range(60):
        end = [make() for _ in range(count)]
        for _ in range(depth):
            end = [end]
        both = [Asker(question), end]
        end = both = None
    return sorted(answers)


def lists_that_refer_to_it():
    return sum(type(holder) is list for _, holder in memory.referrers(target))


def make_list():
    return [target]


target = Target()
answers = set()
print(ask_at_each_depth(lists_that_refer_to_it, make_list))    # expect: [0, 100]
print(ask_at_each_depth(lambda: memory.retained(target)[0], make_list))    # expect: [1]
print(ask_at_each_depth(lambda: memory.path(target)[-1][0], make_list))    # expect: ['.target']
print(ask_at_each_depth(lambda: len(memory.cycles()), make_list))    # expect: [0]
known = memory.census()["list"][0]
before = ask_at_each_depth(lambda: memory.census()["list"][0] - known > 90, make_list)
print(before)    # expect: [False, True]


# The same for weak references: they may end before what they refer to.
def make_reference():
    return weakref.ref(target, print)


print(ask_at_each_depth(lambda: type(target.__weakref__).__name__, make_reference, 1))
# expect: ['NoneType', 'ReferenceType']
print(target.__weakref__)    # expect: None
