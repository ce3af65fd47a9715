# get_objects lists what is tracked.

import gc
class C: pass
c = C()
l = [c]
objects = gc.get_objects()
print(any(o is c for o in objects), any(o is l for o in objects))    # expect: True True
print(any(o is objects for o in objects), type(objects).__name__)    # expect: False list
gc.collect()
print(any(o is c for o in gc.get_objects(2)), any(o is c for o in gc.get_objects(0)))
# expect: True False
for bad in (3, -1, "x"):
    try:
        gc.get_objects(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: ValueError generation parameter must be less than the number of available generations (3)
        # expect: TypeError argument should be integer or None, not 'str'
