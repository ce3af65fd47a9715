# A decimal literal beyond the limit of digits is a syntax error that says what to do instead.

for count in (4300, 4301, 5000, 33000, 100000):
    try:
        code = compile("x = " + "7" * count, "text", "exec")
        print("compiled")
    except SyntaxError as error:
        print(error.msg)
# expect: compiled
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 33000 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 100000 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.

print(compile("x = 0x" + "7" * 100000, "text", "exec") is not None)    # expect: True

import sys

sys.set_int_max_str_digits(640)
try:
    compile("7" * 641, "text", "eval")
except SyntaxError as error:
    print(error.msg)    # expect: Exceeds the limit (640 digits) for integer string conversion: value has 641 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
sys.set_int_max_str_digits(0)
print(eval("1" + "0" * 20000) == 10**20000)    # expect: True
