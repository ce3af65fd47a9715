# round() of integers rounds half to even.

print(round(5), round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(1250, -2))
# expect: 5 20 20 -20 1200 1200
print(round(1350, -2), round(5, 3), round(-5, -5), round(10 ** 30 + 5, -1), round(5, None))
# expect: 1400 5 0 1000000000000000000000000000000 5
