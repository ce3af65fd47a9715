# runpy runs modules and files; pkgutil lists packages.

import pkgutil
import runpy
import sys

PLACE = __file__.rpartition("/")[0] + "/data/specs"
sys.path.insert(0, PLACE)
print(runpy.run_module("rel")["n"], runpy.run_path(PLACE + "/rel.py")["__name__"])
# expect: 1 <run_path>
try:
    runpy.run_module("nothing_here")
except ImportError as error:
    print(error)    # expect: No module named nothing_here
import pkg    # expect: init pkg pkg
print([module.name for module in pkgutil.walk_packages(pkg.__path__, "pkg.")])
# expect: sub pkg.sub
# expect: ['pkg.mod', 'pkg.sub', 'pkg.sub.deep']
print(pkgutil.get_data("pkg", "sub/deep.py"), pkgutil.resolve_name("os.path:join").__name__)
# expect: b'z=3\n' join
