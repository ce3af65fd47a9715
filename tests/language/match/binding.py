# Names are bound when the whole pattern has matched, before the guard; temporaries die at once.


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def whole(value):
    first = second = "unbound"
    match value:
        case [first, 1] if print("guard", first) or False:
            pass
        case [second, 2]:
            pass
    return first, second


print(whole(["a", 1]), whole(["b", 2]), whole(["c", 3]))
# expect: guard a
# expect: ('a', 'unbound') ('unbound', 'b') ('unbound', 'unbound')


def subject_is_rebound(x):
    match x:
        case [x, 5]:
            return "five", x
        case x if len(x) > 2:
            return "long", x
        case y:
            return "rest", y, x


print(subject_is_rebound([1, 5]), subject_is_rebound([1, 2, 3]), subject_is_rebound([1, 2]))
# expect: ('five', 1) ('long', [1, 2, 3]) ('rest', [1, 2], [1, 2])


def dies():
    match Loud("subject"):
        case int():
            print("int")
        case _:
            print("body")


dies()
# expect: del subject
# expect: body


def dies_in_failure(pair):
    match [Loud("one"), Loud("two"), pair]:
        case [a, b, (c, 1)]:
            print("first")
        case [_, b, _] if False:
            print("second")
        case _:
            print("third")


dies_in_failure((1, 2))
# expect: del one
# expect: third
# expect: del two


class Bad:
    def __eq__(self, other):
        raise ValueError("compared")


def raises():
    try:
        match [Loud("kept"), Bad()]:
            case [a, 1]:
                pass
    except ValueError as error:
        print(error)


raises()
# expect: del kept
# expect: compared


class Names(dict):
    def __setitem__(self, key, value):
        print("bind", key)
        super().__setitem__(key, value)


exec("""
match [1, {"k": 2, "more": 3}, 4]:
    case [a, {"k": b, **c}, d as e] as f:
        pass
""", {}, Names())
# expect: bind a
# expect: bind b
# expect: bind c
# expect: bind d
# expect: bind e
# expect: bind f


def closure():
    match [1, 2]:
        case [a, b]:
            def show():
                return a, b
            return show


print(closure()())    # expect: (1, 2)


class Body:
    match 3, 4:
        case x, y:
            pass


print(Body.x, Body.y)    # expect: 3 4


def generator():
    match (yield 1), (yield 2):
        case (a, b) if (yield a):
            yield b
        case _:
            yield "none"


g = generator()
print(next(g), g.send("p"), g.send("q"), g.send(True))    # expect: 1 2 p q
g = generator()
print(next(g), g.send("p"), g.send("q"), g.send(False))    # expect: 1 2 p none


def loop():
    for value in range(10):
        match value:
            case 1 | 3:
                continue
            case 5:
                break
            case n if n % 2:
                print("odd", n)
            case _:
                print("even", value)
        print("next")


loop()
# expect: even 0
# expect: next
# expect: even 2
# expect: next
# expect: even 4
# expect: next


def deep(value):
    match value:
        case [[[[[[a]]]]]] | {"x": {"x": {"x": a}}} | a:
            return a


print(deep([[[[[[1]]]]]]), deep({"x": {"x": {"x": 2}}}), deep(3))    # expect: 1 2 3


def alternatives(value):
    match value:
        case [(1 as a) | (2 | 3 as a), (b, "x") | ("y", b)] | (4 as a, 5 as b) | {"b": b, "a": a}:
            return a, b


for value in [[1, (7, "x")], [3, ("y", 8)], [4, 5], {"a": 1, "b": 2}, [9, 9], [2, (0, "z")]]:
    print(alternatives(value))
    # expect: (1, 7)
    # expect: (3, 8)
    # expect: (4, 5)
    # expect: (1, 2)
    # expect: None
    # expect: None
