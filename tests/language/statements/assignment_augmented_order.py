# The container and the index of an augmented target are evaluated once, before the right side.

def show(name, value):
    print(name)
    return value

data = [1, 2]
show("container", data)[show("index", 0)] += show("value", 5)
# expect: container
# expect: index
# expect: value
print(data)    # expect: [6, 2]
