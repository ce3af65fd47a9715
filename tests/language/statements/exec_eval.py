# eval computes an expression, exec runs statements, in the given namespaces.

print(eval("1 + 2 * 3"), eval("[i for i in range(3)]"))    # expect: 7 [0, 1, 2]
space = {"a": 5}
exec("b = a * 2\ndef f(): return b", space)
print(space["b"], space["f"]())    # expect: 10 10
print(eval("a + b", space), eval("x", {}, {"x": 9}))    # expect: 15 9
code = compile("1 + 1", "<text>", "eval")
print(eval(code))    # expect: 2
def local():
    v = 3
    return eval("v + 1")
print(local())    # expect: 4
try:
    eval("1 +")
except SyntaxError as error:
    print(error)    # expect: invalid syntax (<string>, line 1)
