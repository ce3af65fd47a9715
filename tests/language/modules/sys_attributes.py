# What sys tells about the program and the interpreter.

import sys
print(sys.argv[1:], len(sys.argv), sys.argv[0].endswith("sys_attributes.py"))
# expect: ['one', 'two words', '--three'] 4 True
print(sys.maxsize, sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 8))
# expect: 9223372036854775807 (3, 11) 3 True
print(type(sys.implementation.name).__name__, sys.byteorder, sys.maxunicode)
# expect: str little 1114111
print(isinstance(sys.path, list), isinstance(sys.modules, dict), "sys" in sys.modules)
# expect: True True True
print(sys.modules["sys"] is sys, sys.float_info.max, sys.float_info.epsilon)
# expect: True 1.7976931348623157e+308 2.220446049250313e-16
print(sys.hash_info.modulus == 2 ** 61 - 1)    # expect: True
print(sys.path[0].endswith("modules"), isinstance(sys.version, str), sys.platform)
# expect: True True linux
print(__name__ in sys.modules, sys.modules["__main__"].sys is sys)    # expect: True True
print(isinstance(sys.executable, str), sys.getdefaultencoding())    # expect: True utf-8
# args: one 'two words' --three
