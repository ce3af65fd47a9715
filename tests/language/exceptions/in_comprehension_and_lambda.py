# Exceptions pass through every kind of frame.

def check(n):
    if n > 2:
        raise ValueError(n)
    return n
attempts = [
    lambda: [check(i) for i in range(5)], lambda: {check(i) for i in range(5)},
    lambda: {check(i): 1 for i in range(5)}, lambda: sum(check(i) for i in range(5)),
    lambda: list(map(check, range(5))), lambda: sorted([1, 5], key=check),
]
for attempt in attempts:
    try:
        attempt()
    except ValueError as error:
        print(error)
        # expect: 3
        # expect: 3
        # expect: 3
        # expect: 3
        # expect: 3
        # expect: 5
