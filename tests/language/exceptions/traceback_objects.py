# Traceback objects, and the exception that a generator handles.
import sys, types
def gen():
    try: yield
    except ValueError as e: print(sys.exc_info()[0], repr(e.__context__)); yield; print(sys.exc_info()[1])
try: raise KeyError(1)
except KeyError:
    g = gen(); next(g); g.throw(ValueError("thrown"))    # expect: <class 'ValueError'> None
    print(repr(sys.exc_info()[1]))    # expect: KeyError(1)
    try: next(g)    # expect: thrown
    except StopIteration: pass
print(sys.exc_info(), sys.exception())    # expect: (None, None, None) None
try: 1/0
except ZeroDivisionError as e: tb = e.__traceback__
for at in "tb_lineno", "tb_lasti", "tb_frame":
    try: setattr(tb, at, 5)
    except Exception as x: print(type(x).__name__, x)
    # expect: AttributeError readonly attribute
    # expect: AttributeError readonly attribute
    # expect: AttributeError readonly attribute
try: del tb.tb_next
except Exception as x: print(type(x).__name__, x)
# expect: TypeError can't delete tb_next attribute
for args in [(), (None,), (None, sys._getframe(), 1), (1, sys._getframe(), 1, 2), (None, 5, 1, 2), (None, sys._getframe(), "x", 2)]:
    try: print(type(types.TracebackType(*args)))
    except Exception as x: print(type(x).__name__, x)
    # expect: TypeError TracebackType() missing required argument 'tb_next' (pos 1)
    # expect: TypeError TracebackType() missing required argument 'tb_frame' (pos 2)
    # expect: TypeError TracebackType() missing required argument 'tb_lineno' (pos 4)
    # expect: TypeError expected traceback object or None, got 'int'
    # expect: TypeError TracebackType() argument 'tb_frame' must be frame, not int
    # expect: TypeError 'str' object cannot be interpreted as an integer
print(dir(tb), type(tb).__name__, type(tb).__module__)
# expect: ['tb_frame', 'tb_lasti', 'tb_lineno', 'tb_next'] traceback builtins
