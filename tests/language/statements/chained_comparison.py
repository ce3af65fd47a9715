# a < b < c evaluates b once and stops at the first false comparison.

def show(value):
    print("eval", value)
    return value

print(show(1) < show(2) < show(3))
# expect: eval 1
# expect: eval 2
# expect: eval 3
# expect: True
print(show(3) < show(2) < show(1))
# expect: eval 3
# expect: eval 2
# expect: False
print(1 < 2 > 1 != 3 == 3 in [3] not in [4])    # expect: True
print(1 < 3 in [3], (1 < 3) in [3], [1] in [[1]] == True)    # expect: True False False
