# Groups: what their constructor refuses, split, subgroup, derive.
try: raise ExceptionGroup("x", [1])
except Exception as x: print(x)
# expect: Item 0 of second argument (exceptions) is not an exception
for args in [(), ("a",), ("a", []), (1, [ValueError()]), ("a", 5), ("a", {1}), ("a", [BaseException()]), ("a", [KeyboardInterrupt()]), ("a", (ValueError(),)), ("a", [ValueError], 5), ("a", {}), ("a", "x"), ("a", [ValueError])]:
    for cls in BaseExceptionGroup, ExceptionGroup:
        try: x = cls(*args); print(repr(x), x, x.args, x.message, x.exceptions)
        except Exception as x: print(type(x).__name__, x)
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
        # expect: ValueError second argument (exceptions) must be a non-empty sequence
        # expect: ValueError second argument (exceptions) must be a non-empty sequence
        # expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
        # expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
        # expect: TypeError second argument (exceptions) must be a sequence
        # expect: TypeError second argument (exceptions) must be a sequence
        # expect: TypeError second argument (exceptions) must be a sequence
        # expect: TypeError second argument (exceptions) must be a sequence
        # expect: BaseExceptionGroup('a', [BaseException()]) a (1 sub-exception) ('a', [BaseException()]) a (BaseException(),)
        # expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
        # expect: BaseExceptionGroup('a', [KeyboardInterrupt()]) a (1 sub-exception) ('a', [KeyboardInterrupt()]) a (KeyboardInterrupt(),)
        # expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
        # expect: ExceptionGroup('a', (ValueError(),)) a (1 sub-exception) ('a', (ValueError(),)) a (ValueError(),)
        # expect: ExceptionGroup('a', (ValueError(),)) a (1 sub-exception) ('a', (ValueError(),)) a (ValueError(),)
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (3 given)
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (3 given)
        # expect: TypeError second argument (exceptions) must be a sequence
        # expect: TypeError second argument (exceptions) must be a sequence
        # expect: ValueError Item 0 of second argument (exceptions) is not an exception
        # expect: ValueError Item 0 of second argument (exceptions) is not an exception
        # expect: ValueError Item 0 of second argument (exceptions) is not an exception
        # expect: ValueError Item 0 of second argument (exceptions) is not an exception
eg = ExceptionGroup("eg", [ValueError(1), TypeError(2)])
for cond in [5, None, (), (ValueError,), (5,), [ValueError], lambda e: 1/0, lambda e: True, lambda e: False, ValueError, int, ExceptionGroup, lambda: 1]:
    for meth in "split", "subgroup":
        try: print(meth, getattr(eg, meth)(cond))
        except Exception as x: print(meth, type(x).__name__, x)
        # expect: split TypeError expected a function, exception type or tuple of exception types
        # expect: subgroup TypeError expected a function, exception type or tuple of exception types
        # expect: split TypeError expected a function, exception type or tuple of exception types
        # expect: subgroup TypeError expected a function, exception type or tuple of exception types
        # expect: split (None, ExceptionGroup('eg', [ValueError(1), TypeError(2)]))
        # expect: subgroup None
        # expect: split (ExceptionGroup('eg', [ValueError(1)]), ExceptionGroup('eg', [TypeError(2)]))
        # expect: subgroup eg (1 sub-exception)
        # expect: split TypeError expected a function, exception type or tuple of exception types
        # expect: subgroup TypeError expected a function, exception type or tuple of exception types
        # expect: split TypeError expected a function, exception type or tuple of exception types
        # expect: subgroup TypeError expected a function, exception type or tuple of exception types
        # expect: split ZeroDivisionError division by zero
        # expect: subgroup ZeroDivisionError division by zero
        # expect: split (ExceptionGroup('eg', [ValueError(1), TypeError(2)]), None)
        # expect: subgroup eg (2 sub-exceptions)
        # expect: split (None, ExceptionGroup('eg', [ValueError(1), TypeError(2)]))
        # expect: subgroup None
        # expect: split (ExceptionGroup('eg', [ValueError(1)]), ExceptionGroup('eg', [TypeError(2)]))
        # expect: subgroup eg (1 sub-exception)
        # expect: split TypeError expected a function, exception type or tuple of exception types
        # expect: subgroup TypeError expected a function, exception type or tuple of exception types
        # expect: split (ExceptionGroup('eg', [ValueError(1), TypeError(2)]), None)
        # expect: subgroup eg (2 sub-exceptions)
        # expect: split TypeError <lambda>() takes 0 positional arguments but 1 was given
        # expect: subgroup TypeError <lambda>() takes 0 positional arguments but 1 was given
try: eg.message = 5
except Exception as x: print(type(x).__name__, x)    # expect: AttributeError readonly attribute
try: eg.exceptions = 5
except Exception as x: print(type(x).__name__, x)    # expect: AttributeError readonly attribute
class D(ExceptionGroup):
    def derive(self, e): return 5
try: D("d", [ValueError(), TypeError()]).split(ValueError)
except Exception as x: print(type(x).__name__, x)
# expect: TypeError derive must return an instance of BaseExceptionGroup
class MyB(BaseExceptionGroup): pass
print(repr(MyB("m", [ValueError()])), type(MyB("m", [ValueError()]).subgroup(ValueError)), type(MyB("m", [ValueError(), KeyError()]).subgroup(ValueError)))
# expect: MyB('m', [ValueError()]) <class 'ExceptionGroup'> <class 'ExceptionGroup'>
class MyE(ExceptionGroup, ValueError): pass
try: MyE("m", [KeyboardInterrupt()])
except Exception as x: print(type(x).__name__, x)
# expect: TypeError Cannot nest BaseExceptions in 'MyE'
print(ExceptionGroup.__mro__, ExceptionGroup[int], eg.derive([KeyError()]))
# expect: (<class 'ExceptionGroup'>, <class 'BaseExceptionGroup'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>) ExceptionGroup[int] eg (1 sub-exception)
try: eg.derive([])
except Exception as x: print(type(x).__name__, x)
# expect: ValueError second argument (exceptions) must be a non-empty sequence
