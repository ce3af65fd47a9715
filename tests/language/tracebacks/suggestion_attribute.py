# A misspelt attribute is answered with the nearest one.

class Robot:
    def __init__(self):
        self.battery = 1
    def charge(self):
        return self.batery
Robot().charge()
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 8, in <module>
# expect-stderr:     Robot().charge()
# expect-stderr:   File "{file}", line 7, in charge
# expect-stderr:     return self.batery
# expect-stderr:            ^^^^^^^^^^^
# expect-stderr: AttributeError: 'Robot' object has no attribute 'batery'. Did you mean: 'battery'?
# expect-exit: 1
