# Two names of one object see each other's changes; equal objects stay apart.

a = [1]
b = a
c = a[:]
b.append(2)
print(a, c, a is b, a is c, a == b)    # expect: [1, 2] [1] True False True
def change(x):
    x.append(3)
    x = ["new"]
    return x
print(change(a), a)    # expect: ['new'] [1, 2, 3]
matrix = [[0] * 2] * 2
matrix[0][0] = 1
print(matrix, matrix[0] is matrix[1])    # expect: [[1, 0], [1, 0]] True
t = ([1],)
t[0].append(2)
print(t)    # expect: ([1, 2],)
d = {"k": a}
e = d.copy()
e["k"].append(4)
print(d, id(d["k"]) == id(a))    # expect: {'k': [1, 2, 3, 4]} True
try:
    t[0] += [3]
except TypeError as error:
    print(error, t)    # expect: 'tuple' object does not support item assignment ([1, 2, 3],)
