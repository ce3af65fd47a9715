import sys
print("main", __name__, __package__, sys.argv[1:])
from . import tool
print(tool.__name__)
