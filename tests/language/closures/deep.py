# A variable can be captured through several levels of functions.

def a():
    x = 1
    def b():
        def c():
            def d():
                nonlocal x
                x += 1
                return x
            return d
        return c
    return b()()
d = a()
print(d(), d())    # expect: 2 3
