# importlib: specs, loaders, finders in sys.meta_path, reloading; errors of imports.

import importlib, importlib.util, importlib.machinery, importlib.abc, sys, math
PLACE = __file__.rpartition('/')[0] + '/data/specs'
sys.path.insert(0, PLACE)
import pkg.mod
# expect: init pkg pkg
# expect: sub pkg.sub
print(pkg.mod.sub.deep.z, pkg.__spec__.name, pkg.__spec__.parent, pkg.__spec__.origin.endswith('pkg/__init__.py'), pkg.__spec__.submodule_search_locations == pkg.__path__)
# expect: 3 pkg pkg True True
print(type(pkg.__loader__).__name__, pkg.mod.__spec__.parent)    # expect: SourceFileLoader pkg
try: import circ_a
except ImportError as e: print(str(e).replace(PLACE + '/', ''))
# expect: cannot import name 'A' from partially initialized module 'circ_a' (most likely due to a circular import) (circ_a.py)
import rel; print(rel.n); importlib.reload(rel); print(rel.n)
# expect: 1
# expect: 2
import nsp.inner; print(type(nsp.__loader__).__name__, nsp.__spec__.origin, nsp.__file__ if hasattr(nsp, '__file__') else 'nofile')
# expect: NamespaceLoader None None
print(importlib.import_module('.mod', 'pkg') is pkg.mod, importlib.util.find_spec('nothing'), importlib.util.find_spec('pkg.mod').name)
# expect: True None pkg.mod
try: importlib.import_module('.mod')
except TypeError as e: print(e)
# expect: the 'package' argument is required to perform a relative import for '.mod'
spec = importlib.util.spec_from_file_location("fresh", PLACE + "/rel.py")
m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m); print(m.n, m.__name__, 'fresh' in sys.modules, m.__file__ == spec.origin)
# expect: 1 fresh False True
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == 'magic': return importlib.util.spec_from_loader(name, Loader())
class Loader(importlib.abc.Loader):
    def exec_module(self, module): module.answer = 42
sys.meta_path.insert(0, Finder())
import magic; print(magic.answer, magic.__spec__.name, type(magic.__loader__).__name__)
# expect: 42 magic Loader
sys.meta_path.pop(0)
sys.modules['faked'] = None
try: import faked
except ImportError as e: print(e)    # expect: import of faked halted; None in sys.modules
try: from pkg import nope
except ImportError as e: print(str(e).split('(')[0], e.name)
# expect: cannot import name 'nope' from 'pkg'  pkg
try: import pkg.mod.nothing
except ImportError as e: print(e)
# expect: No module named 'pkg.mod.nothing'; 'pkg.mod' is not a package
try: exec("from . import x", {'__name__': 'a'})
except ImportError as e: print(e)
# expect: attempted relative import with no known parent package
print(importlib.util.resolve_name('.a', 'b'))    # expect: b.a
saved = sys.meta_path[:]; sys.meta_path[:] = []
sys.modules.pop('rel')
try: import rel
except ImportError as e: print(e)    # expect: No module named 'rel'
sys.meta_path[:] = saved
print(importlib.reload(math) is math)    # expect: True
