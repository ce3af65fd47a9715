# else runs when the iterable is exhausted, not after break.

for i in range(3):
    pass
else:
    print("all", i)    # expect: all 2
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print(i)    # expect: 1
for i in []:
    pass
else:
    print("nothing to do")    # expect: nothing to do
