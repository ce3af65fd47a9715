# The same seed gives the numbers that CPython gives.

import copy
import random

random.seed(42)
print([random.random() for _ in range(3)])
# expect: [0.6394267984578837, 0.025010755222666936, 0.27502931836911926]
print([random.randrange(100) for _ in range(5)], random.randint(1, 6), random.randrange(0, 100, 7))
# expect: [28, 17, 94, 13, 86] 6 98
print(random.getrandbits(1), random.getrandbits(32), random.getrandbits(100), random.getrandbits(0))
# expect: 1 373399426 2518083635803577543239042153 0
items = list(range(10))
random.shuffle(items)
print(items, random.choice(items), random.sample(items, 3), random.sample(range(10**6), 4))
# expect: [5, 7, 2, 9, 0, 6, 4, 8, 3, 1] 9 [8, 0, 5] [795667, 844962, 167414, 732052]
print(random.choices("abc", k=5), random.choices("abc", [1, 0, 5], k=5))
# expect: ['b', 'a', 'a', 'c', 'a'] ['c', 'c', 'c', 'c', 'a']
print(random.sample("ab", 3, counts=[2, 3]))    # expect: ['b', 'a', 'a']
for name, arguments in (("uniform", (1, 2)), ("triangular", ()), ("gauss", ()), ("gauss", (1, 2)),
                        ("normalvariate", ()), ("lognormvariate", (0, 1)), ("expovariate", (2,)),
                        ("vonmisesvariate", (0, 4)), ("gammavariate", (2, 1)), ("gammavariate", (0.5, 1)),
                        ("betavariate", (2, 3)), ("paretovariate", (3,)), ("weibullvariate", (1, 2))):
    print(name, round(getattr(random, name)(*arguments), 12))
    # expect: uniform 1.078800198078
    # expect: triangular 0.382869613189
    # expect: gauss -1.437945804044
    # expect: gauss -2.010534918151
    # expect: normalvariate -0.29387842258
    # expect: lognormvariate 0.686440228169
    # expect: expovariate 0.898216466355
    # expect: vonmisesvariate 0.130165068093
    # expect: gammavariate 3.278375794334
    # expect: gammavariate 0.007146380479
    # expect: betavariate 0.435643981284
    # expect: paretovariate 2.375399216155
    # expect: weibullvariate 1.07947733811
for seed in (0, 1, -1, 2**32, 2**64 + 5, 10**30, "text", b"bytes", bytearray(b"bytes"), 1.5, True):
    print(repr(seed), random.Random(seed).random(), random.Random(seed).getrandbits(64))
    # expect: 0 0.8444218515250481 7106521602475165645
    # expect: 1 0.13436424411240122 10499958131665514997
    # expect: -1 0.13436424411240122 10499958131665514997
    # expect: 4294967296 0.11299430095636409 6480552028864852439
    # expect: 18446744073709551621 0.5105783769365112 13251147426698707891
    # expect: 1000000000000000000000000000000 0.9341508484568806 9023313761299366534
    # expect: 'text' 0.8711565613554825 7331205974797327822
    # expect: b'bytes' 0.37075677971469856 11324517610708134540
    # expect: bytearray(b'bytes') 0.37075677971469856 11324517610708134540
    # expect: 1.5 0.551763726942059 15181219473869792044
    # expect: True 0.13436424411240122 10499958131665514997
r = random.Random(7)
state = r.getstate()
numbers = [r.random() for _ in range(1000)]
r.setstate(state)
print(numbers == [r.random() for _ in range(1000)], copy.copy(r).random() == r.random())
# expect: True True
print(len(state[1]), state[0], state[2])    # expect: 625 3 None
random.seed("a", version=1)
print(random.random(), random.randbytes(5))    # expect: 0.8615004237012702 b'\xa3\x89\x95\xa1\x88'


class Half(random.Random):
    def random(self):
        return 0.5


print(Half().randrange(10), Half().choice("abc"))    # expect: 6 b
for refused in (lambda: random.choice([]), lambda: random.sample({1, 2}, 1), lambda: random.sample([1], 2),
                lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.randint(2, 1),
                lambda: random.randrange(1, 2, 0), lambda: random.getrandbits(-1), lambda: random.seed([]),
                lambda: random.setstate((9, (), None)), lambda: r.setstate((3, (1, 2), None)),
                lambda: random.choices("ab", [0, 0]), lambda: random.choices("ab", [1])):
    try:
        print(refused())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: IndexError Cannot choose from an empty sequence
        # expect: TypeError Population must be a sequence.  For dicts or sets, use sorted(d).
        # expect: ValueError Sample larger than population or is negative
        # expect: ValueError empty range for randrange()
        # expect: ValueError empty range for randrange() (5, 5, 0)
        # expect: ValueError empty range for randrange() (2, 2, 0)
        # expect: ValueError zero step for randrange()
        # expect: ValueError number of bits must be non-negative
        # expect: TypeError The only supported seed types are: None,
        # expect: int, float, str, bytes, and bytearray.
        # expect: ValueError state with version 9 passed to Random.setstate() of version 3
        # expect: ValueError state vector is the wrong size
        # expect: ValueError Total of weights must be greater than zero
        # expect: ValueError The number of weights does not match the population
print(0 <= random.SystemRandom().random() < 1, random.SystemRandom().randrange(1))
# expect: True 0
