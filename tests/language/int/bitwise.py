# Bitwise operators act on two's complement of unlimited width.

print(5 & 3, 5 | 3, 5 ^ 3, -5 & 3, -5 | 3, -5 ^ 3, -5 & -3, -5 | -3, -5 ^ -3)
# expect: 1 7 6 3 -5 -8 -7 -1 6
print(1 << 0, 1 << 100, -1 << 3, 5 >> 1, -5 >> 1, -1 >> 100, 5 >> 100, 1 << 62, 1 << 63)
# expect: 1 1267650600228229401496703205376 -8 2 -3 -1 0 4611686018427387904 9223372036854775808
print(1 << 64, 0 << 1000, 0 >> 5)    # expect: 18446744073709551616 0 0
print(True & False, True | False, True ^ True, type(True & True).__name__, True & 1)
# expect: False True False bool 1
print(type(True & 1).__name__, True << 2)    # expect: int 4
print((2 ** 70 + 5) & 7, -(2 ** 70) & (2 ** 71 - 1), (2 ** 64 - 1) ^ (2 ** 65 - 1))
# expect: 5 1180591620717411303424 18446744073709551616
