# An integer loop: compare, add, jump.

def count(n):
    i = 0
    total = 0
    while i < n:
        total += i
        i += 1
    return total


print(count(20000000))
