# type(name, bases, namespace) makes a class; type(x) tells one.

def hello(self): return "hello " + self.name
C = type("C", (), {"name": "C!", "hello": hello})
print(C().hello(), C.__name__, type(C()) is C, type(C), type(5), type(type))
# expect: hello C! C True <class 'type'> <class 'int'> <class 'type'>
D = type("D", (C,), {"name": "D!"})
print(D().hello(), D.__mro__[1] is C)    # expect: hello D! True
