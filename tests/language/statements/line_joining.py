# Brackets and backslashes join lines; comments may stand inside brackets.

total = (1 +   # one
         2 +   # two

         3)
print(total)    # expect: 6
x = 1 + \
    2
print(x)    # expect: 3
names = [
    "a",
    "b",
]
print(names)    # expect: ['a', 'b']
if (x == 3
        and total == 6):
    print("joined")    # expect: joined
