# Calls: the naive Fibonacci function makes seven million of them.

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(32))
