# A generator runs to its next yield each time it is asked.

def count(n):
    print("start")
    for i in range(n):
        yield i
        print("after", i)
    print("end")
g = count(2)
print(next(g))
# expect: start
# expect: 0
print(next(g))
# expect: after 0
# expect: 1
try:
    next(g)
    # expect: after 1
    # expect: end
except StopIteration as stop:
    print("stop", stop.value)    # expect: stop None
print(next(g, "default"), list(g), iter(g) is g)    # expect: default [] True
print(list(count(0)), type(g).__name__, g.__name__, count.__name__)
# expect: start
# expect: end
# expect: [] generator count count
