# := binds in the enclosing function, even from a comprehension.

if (n := len("hello")) > 3:
    print(n)    # expect: 5
print([y := 1, y ** 2, y + 5])    # expect: [1, 1, 6]
total = 0
print([total := total + v for v in range(5)], total)    # expect: [0, 1, 3, 6, 10] 10
print(any((hit := v) > 2 for v in range(9)), hit)    # expect: True 3
def f():
    [last := i for i in range(3)]
    return last
print(f())    # expect: 2
while (n := n - 2) > 0:
    print(n)
    # expect: 3
    # expect: 1
print((x := 1, 2), x)    # expect: (1, 2) 1
x = 10
print(x + (x := 1), x)    # expect: 11 1
