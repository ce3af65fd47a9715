import helper
from helper import value as v, Counter
import helper as again
print("main", __name__, helper.value, v, again is helper, helper.__name__)
helper.value += 1
print(v, helper.value, helper.read())
print(Counter().next(), helper.Counter is Counter)
import package
print(package.__name__, package.inside, package.__path__ != [])
import package.module_a
print(package.module_a.name, package.module_a.__name__, package.module_a.__package__)
from package import module_b
print(module_b.from_a, module_b.parent_value)
from package.sub import deep
print(deep.up, deep.__name__)
import package.sub.deep as d
print(d is deep, package.sub is sys.modules["package.sub"]) if "sys" in globals() else print(d is deep)
from package import *
print(exported, "hidden" in globals())
from stars import *
print(public, "_private" in globals())
import circular_a
print(circular_a.done, circular_a.circular_b.saw)
try:
    import failing
except ValueError as error:
    print("failed", error)
import sys
print("failing" in sys.modules, "helper" in sys.modules)
try:
    from package import missing
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    import package.nope
except ModuleNotFoundError as error:
    print(error)
try:
    import helper.x
except ModuleNotFoundError as error:
    print(error)
try:
    import bad_syntax
except SyntaxError as error:
    print(error.msg, error.lineno)
