# Only the chosen side is evaluated.

def show(name):
    print(name)
    return name

print(show("yes") if True else show("no"))
# expect: yes
# expect: yes
print(show("yes") if 0 else show("no"))
# expect: no
# expect: no
print(1 if 0 else 2 if 0 else 3)    # expect: 3
print((lambda: 1) if 0 else 2)    # expect: 2
