# sys.exit() and SystemExit(None) end with status 0.

import sys
print("ok")    # expect: ok
sys.exit()
