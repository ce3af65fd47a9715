# The tables of a code object go with its lines and columns.

def f(x):
    try:
        return x / 0
    except ZeroDivisionError:
        return "caught"


code = f.__code__
print({line for _, _, line in code.co_lines()} >= {5, 6, 7})    # expect: True
print((5, 5, 15, 20) in list(code.co_positions()))    # expect: True
print(list(code.co_lines())[-1][1] == len(code.co_code))    # expect: True
print(bool(code.co_exceptiontable), bool(code.co_linetable))    # expect: True True
copy = code.replace(co_name="g", co_consts=tuple("seen" if c == "caught" else c
                                                 for c in code.co_consts))
f.__code__ = copy
print(f(1), f.__name__, f.__code__.co_name)    # expect: seen f g
