# Deleting and adding keep the order of what remains.

d = {i: i for i in range(8)}
for i in (0, 3, 7):
    del d[i]
d[3] = "back"
d[5] = "changed"
print(d)    # expect: {1: 1, 2: 2, 4: 4, 5: 'changed', 6: 6, 3: 'back'}
for i in range(100):
    d[i] = i
for i in range(0, 100, 2):
    d.pop(i)
print(list(d)[:10], len(d), d.popitem(), list(reversed(d))[:3])
# expect: [1, 5, 3, 7, 9, 11, 13, 15, 17, 19] 50 (99, 99) [97, 95, 93]
d = {}
for i in range(1000):
    d[i] = i
    if i >= 5:
        del d[i - 5]
print(d)    # expect: {995: 995, 996: 996, 997: 997, 998: 998, 999: 999}
