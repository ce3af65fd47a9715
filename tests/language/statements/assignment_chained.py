# A chained assignment binds every target to the one value, from left to right.

a = b = c = [1]
a.append(2)
print(a is b, b is c, c)    # expect: True True [1, 2]
i = 0
values = [0, 0, 0]
i = values[i] = 2
print(i, values)    # expect: 2 [0, 0, 2]
