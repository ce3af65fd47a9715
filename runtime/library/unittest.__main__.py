"""python -m unittest: runs the tests named on the command line."""

import sys
from unittest import main

__unittest = True

if sys.argv[0].endswith("__main__.py"):
    sys.argv[0] = "python -m unittest"
main(module=None)
