# global reaches the module's names from any depth.

count = 0

def outer():
    def inner():
        global count, created
        count += 1
        created = "by inner"
    inner()
    inner()

outer()
print(count, created)    # expect: 2 by inner

class Scope:
    global from_class
    from_class = 1

print(from_class, hasattr(Scope, "from_class"))    # expect: 1 False

def remove():
    global created
    del created

remove()
print("created" in globals())    # expect: False
