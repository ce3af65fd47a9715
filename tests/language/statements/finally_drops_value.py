# A value on its way to the caller dies when `finally` goes another way.

class Value:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("dies:", self.name)
def by_return():
    try:
        return Value("returned")
    finally:
        return "other"
def by_break():
    while True:
        try:
            return Value("broken")
        finally:
            break
    return "behind"
def by_continue():
    for i in range(2):
        try:
            return Value(i)
        finally:
            print("round", i)
            if i == 0:
                continue
def nested():
    for i in range(2):
        try:
            try:
                return Value("inner")
            finally:
                print("first")
        finally:
            for j in range(3):
                try:
                    return Value("outer")
                finally:
                    if i == 0:
                        break
            if i == 0:
                continue
def by_exception():
    try:
        try:
            return Value("raised")
        finally:
            1 / 0
    except ZeroDivisionError:
        return "handled"
class Manager:
    def __enter__(self):
        return self
    def __exit__(self, *details):
        print("exit", details[0])
        raise KeyError("exit")
def with_failing_exit():
    try:
        with Manager():
            return Value("with")
    except KeyError:
        return "caught"
for function in (by_return, by_break, by_exception, with_failing_exit):
    print(function())
    # expect: dies: returned
    # expect: other
    # expect: dies: broken
    # expect: behind
    # expect: dies: raised
    # expect: handled
    # expect: exit None
    # expect: dies: with
    # expect: caught
print(by_continue().name)
# expect: round 0
# expect: dies: 0
# expect: round 1
# expect: dies: 1
# expect: 1
print(nested().name)
# expect: first
# expect: dies: outer
# expect: dies: inner
# expect: first
# expect: dies: inner
# expect: dies: outer
# expect: outer
