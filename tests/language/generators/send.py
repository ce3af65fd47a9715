# send resumes the generator with a value for its yield.

def average():
    total = count = 0
    value = None
    while True:
        value = yield value
        total += value
        count += 1
        value = total / count
g = average()
print(next(g), g.send(10), g.send(20), g.send(3))    # expect: None 10.0 15.0 11.0
def echo():
    while True:
        got = yield
        print("got", got)
e = echo()
try:
    e.send(1)
except TypeError as error:
    print(error)    # expect: can't send non-None value to a just-started generator
print(e.send(None), e.send("x"), next(e))
# expect: got x
# expect: got None
# expect: None None None
