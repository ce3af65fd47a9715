# Hashes of integers are their values, modulo the Mersenne prime 2**61 - 1.

print(hash(0), hash(5), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61))
# expect: 0 5 -2 -2 0 1 -2
print(hash(2 ** 100), hash(True), hash(10 ** 30))    # expect: 549755813888 1 465258685558744706
print(hash(1.5), hash(0.1), hash(-0.0), hash(1e300), hash(float("inf")), hash(float("-inf")))
# expect: 1152921504606846977 230584300921369408 0 1224995262755759164 314159 -314159
print(hash(2.0 ** 61))    # expect: 1
