print("helper runs once")
value = 1
def read():
    return value
class Counter:
    def next(self):
        return value + 100
