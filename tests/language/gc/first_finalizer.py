# Finalizers count from a class's first instance on, however it comes to have one.
import gc

def say(self): print("end of", type(self).__name__)

class Plain: __del__ = say
class Number(int): __del__ = say
class Text(str): __del__ = say
class Failure(Exception): __del__ = say
class Items(list): __del__ = say
print("defined")
# expect: defined
for kind in Plain, Number, Text, Failure, Items: kind()
# expect: end of Plain
# expect: end of Number
# expect: end of Text
# expect: end of Failure
# expect: end of Items

class Late: pass
late, ring = Late(), Late(); ring.me = ring
Late.__del__ = say
del late
# expect: end of Late
del ring; print(gc.collect() > 0)
# expect: end of Late
# expect: True

class Base: pass
class Derived(Base): pass
derived = Derived(); Base.__del__ = say; del derived
# expect: end of Derived

class Other(Base): pass
class Free: pass
class Under(Free): pass
class Bare: pass
class Roof(Bare): pass
roof = Roof(); Roof.__bases__ = (Other,); del roof
# expect: end of Roof
moved = Under(); moved.__class__ = Roof; del moved
# expect: end of Roof

class Meta(type):
    def __call__(cls): return object.__new__(cls)
class Made(metaclass=Meta): __del__ = say
Made()
# expect: end of Made
gone = Plain(); del Plain.__del__; del gone; print("silent")
# expect: silent
