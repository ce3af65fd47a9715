# Options of -X stand in sys._xoptions; some of them are seen in sys.flags.
# run: {ouro} -X dev -Xutf8 -X faulthandler -X int_max_str_digits=1000 -X a=b=c -X a -P -s {file} -X no
import sys

print(sys._xoptions)
print(sys.flags.dev_mode, sys.flags.utf8_mode, sys.flags.int_max_str_digits)
print(sys.get_int_max_str_digits())
print(sys.warnoptions[0])
print(sys.flags.safe_path, sys.flags.no_user_site, sys.flags.isolated, sys.flags.debug)
print(sys.argv[1:])
try:
    str(10 ** 1000)
except ValueError as error:
    print(error)
# expect: {'dev': True, 'utf8': True, 'faulthandler': True, 'int_max_str_digits': '1000', 'a': True}
# expect: True 1 1000
# expect: 1000
# expect: default
# expect: True 1 0 0
# expect: ['-X', 'no']
# expect: Exceeds the limit (1000 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
