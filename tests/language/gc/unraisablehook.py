# sys.unraisablehook hears of exceptions that can't be raised.

import sys
def hook(info):
    print(info.exc_type.__name__, info.exc_value, info.err_msg, info.object.__qualname__)
sys.unraisablehook = hook
class C:
    def __del__(self): raise ValueError("from del")
C()    # expect: ValueError from del None C.__del__
sys.unraisablehook = sys.__unraisablehook__
print("end")    # expect: end
