# A for loop over a range.

def count(n):
    total = 0
    for i in range(n):
        total += i
    return total


print(count(20000000))
