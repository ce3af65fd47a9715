# A break, continue or return in a finally drops the value that was about to be returned.

class D:
    def __del__(self): print("del")
def f():
    while True:
        try:
            return D()
        finally:
            break
    print("after")
    return 2
def g(c):
    for i in range(2):
        try:
            return [i]
        finally:
            if c: continue
    return "end"
def h():
    try:
        return D()
    finally:
        return 3
print(f(), g(True), g(False), h())
# expect: del
# expect: after
# expect: del
# expect: 2 end [0] 3
