# -I ignores the environment's variables and the program's folder.
# env: OURO_WARNINGS=error
# env: OURO_PATH={tmp}/nowhere
# run: {ouro} -I {file} one
import os
import sys

print(os.path.dirname(os.path.abspath(__file__)) in sys.path)
print(any("nowhere" in folder for folder in sys.path))
print(sys.warnoptions, sys.argv[1:])
print(sys.flags.isolated, sys.flags.ignore_environment, sys.flags.no_user_site,
      sys.flags.safe_path, sys.flags.no_site)
# expect: False
# expect: False
# expect: [] ['one']
# expect: 1 1 1 True 0
