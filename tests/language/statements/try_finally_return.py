# finally runs on every way out, and its own return wins.

def a():
    try:
        return "try"
    finally:
        print("cleanup")

def b():
    try:
        return "try"
    finally:
        return "finally"

def c():
    for i in range(3):
        try:
            if i == 1:
                break
            continue
        finally:
            print("round", i)
    return i

def d():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"

def e():
    x = 1
    try:
        return x
    finally:
        x = 2

def f():
    while True:
        try:
            return 1
        finally:
            break
    return 2

print(a(), b(), c(), d(), e(), f())
# expect: cleanup
# expect: round 0
# expect: round 1
# expect: try finally 1 swallowed 1 2
