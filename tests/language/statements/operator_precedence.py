# Operators bind as the language reference says.

print(2 + 3 * 4 ** 2 // 5 % 7)    # expect: 4
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2)    # expect: -4 4 0.5 512
print(not 1 == 2, not (1 == 2) and False)    # expect: True False
print(1 | 2 ^ 3 & 4 << 1 >> 1, ~5 & 0xf)    # expect: 3 10
print(10 - 4 - 3, 100 // 7 // 2, 7 % 4 * 3)    # expect: 3 7 9
print(1 + 2 << 3, 1 << 2 + 1, 5 & 6 == 6)    # expect: 24 8 False
print(-3 % 5, -(3 % 5), +-+3)    # expect: 2 -3 -3
print("a" "b" 'c' * 2)    # expect: abcabc
print([*range(3), *"ab"], (*[1], 2), {*(1, 1)}, {**{"a": 1}, "b": 2, **{"a": 3}})
# expect: [0, 1, 2, 'a', 'b'] (1, 2) {1} {'a': 3, 'b': 2}
