# A bound built-in method calls itself by the class of its object.

class Numbers(list):
    pass
class Table(dict):
    pass
append = Numbers().append
print(append.__qualname__, Numbers.append.__qualname__, Table.fromkeys.__qualname__)
# expect: Numbers.append list.append Table.fromkeys
for call in (append, Numbers().append, lambda: Numbers().append(), lambda: append(x=1),
             lambda: Table.__init_subclass__(1)):
    try:
        call()
    except TypeError as error:
        print(error)
        # expect: Numbers.append() takes exactly one argument (0 given)
        # expect: Numbers.append() takes exactly one argument (0 given)
        # expect: list.append() takes exactly one argument (0 given)
        # expect: Numbers.append() takes no keyword arguments
        # expect: Table.__init_subclass__() takes no arguments (1 given)
