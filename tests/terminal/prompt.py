"""The prompt on a terminal: what a person types, and what is to be seen.

    python3.11 tests/terminal/prompt.py [-v] [TESTS]     all tests, or those of these names
"""

import sys

import editing
import running
from harness import main

if __name__ == '__main__':
    sys.exit(main())
