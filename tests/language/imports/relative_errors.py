# Relative imports need a package.

try:
    from . import something
except ImportError as error:
    print(error)    # expect: attempted relative import with no known parent package
try:
    from .x import y
except ImportError as error:
    print(error)    # expect: attempted relative import with no known parent package
