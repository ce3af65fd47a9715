# Positional arguments fill parameters in order; defaults fill the rest.

def f(a, b=2, c=3):
    return a, b, c
print(f(1), f(1, 9), f(1, 8, 9))    # expect: (1, 2, 3) (1, 9, 3) (1, 8, 9)
print(f(c=1, a=2), f(1, c=0), f(b=5, a=4))    # expect: (2, 2, 1) (1, 2, 0) (4, 5, 3)
