# Modules are found in the folders that OURO_PATH lists.

import helper    # expect: helper runs once
print(helper.read())    # expect: 1
from package import module_a    # expect: package package package
print(module_a.name)    # expect: a
# env: OURO_PATH=/nonexistent:{dir}/data/program
