# Reversing a list by swapping its items, again and again.

def reverse(items):
    i = 0
    j = len(items) - 1
    while i < j:
        items[i], items[j] = items[j], items[i]
        i += 1
        j -= 1


def run(rounds):
    items = list(range(1000))
    for _ in range(rounds):
        reverse(items)
    return items[0]


print(run(10001))
