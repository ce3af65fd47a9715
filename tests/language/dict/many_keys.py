# Thousands of keys of every kind, found again.

d = {}
for i in range(5000):
    d[i] = i
    d[str(i)] = -i
    d[i + 0.5] = "f"
    d[(i, str(i))] = "t"
print(len(d),
      all(d[i] == i and d[str(i)] == -i and d[i + 0.5] == "f" and d[i, str(i)] == "t" for i in range(5000)),
      5000 in d, "5000" in d, d[4999.0])    # expect: 20000 True False False 4999
class Same:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return self.n == o.n
c = {Same(i): i for i in range(200)}
print(len(c), all(c[Same(i)] == i for i in range(200)), Same(200) in c)    # expect: 200 True False
