# __bool__ must return a bool, __len__ a non-negative int.

class Bad:
    def __bool__(self):
        return 1

class Negative:
    def __len__(self):
        return -1

class Text:
    def __len__(self):
        return "3"

for thing in (Bad(), Negative(), Text()):
    try:
        bool(thing)
    except Exception as error:
        print(type(error).__name__, error)
        # expect: TypeError __bool__ should return bool, returned int
        # expect: ValueError __len__() should return >= 0
        # expect: TypeError 'str' object cannot be interpreted as an integer
