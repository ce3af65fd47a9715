# staticmethod and classmethod are filled by __init__, so subclasses can have their own.

s=staticmethod.__new__(staticmethod)
for f in (lambda:s.__get__(1), lambda:classmethod.__new__(classmethod,1,2).__get__(1), lambda:s.__func__, lambda: staticmethod(), lambda:staticmethod(x=1), lambda:s.__init__(3), lambda:s.__func__):
    try: print(f())
    except Exception as e: print(type(e),e)
    # expect: <class 'RuntimeError'> uninitialized staticmethod object
    # expect: <class 'RuntimeError'> uninitialized classmethod object
    # expect: None
    # expect: <class 'TypeError'> staticmethod expected 1 argument, got 0
    # expect: <class 'TypeError'> staticmethod() takes no keyword arguments
    # expect: None
    # expect: 3
class S(staticmethod):
    def __init__(self, f, extra=1): super().__init__(f); self.extra=extra
class X:
    @S
    def f(a): return a
print(X.f(3), X().f(4), X.__dict__['f'].extra)    # expect: 3 4 1
