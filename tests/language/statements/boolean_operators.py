# and / or return the deciding operand and evaluate no further.

def show(value):
    print("eval", value)
    return value

print(show(0) and show(1))
# expect: eval 0
# expect: 0
print(show(0) or show("x"))
# expect: eval 0
# expect: eval x
# expect: x
print(show(1) and show([]) or show("last"))
# expect: eval 1
# expect: eval []
# expect: eval last
# expect: last
print(not show(""), not show(2))
# expect: eval 
# expect: eval 2
# expect: True False
print(None or 0, 1 and 2 and 3, 0 or [] or {})    # expect: 0 3 {}
