# Built-in names can be shadowed by globals and come back when those go.

len = lambda x: "mine"
print(len([]))    # expect: mine
del len
print(len([]))    # expect: 0
def print_twice(text):
    print(text)
    print(text)
print_twice("x")
# expect: x
# expect: x
import builtins
builtins.added = "visible everywhere"
print(added)    # expect: visible everywhere
del builtins.added
try:
    added
except NameError as error:
    print(error)    # expect: name 'added' is not defined
