# Ten million method calls that change an attribute.

class Counter:
    def __init__(self):
        self.value = 0

    def step(self, by):
        self.value += by


def run(n):
    counter = Counter()
    for i in range(n):
        counter.step(1)
    return counter.value


print(run(10000000))
