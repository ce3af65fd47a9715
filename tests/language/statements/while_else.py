# else runs when the condition becomes false, not after break.

n = 3
while n:
    n -= 1
else:
    print("exhausted", n)    # expect: exhausted 0
while True:
    break
else:
    print("never")
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n)
    # expect: 1
    # expect: 3
