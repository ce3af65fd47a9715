# return, break and continue leave a with block through __exit__.

class Manager:
    def __enter__(self):
        print("enter")
    def __exit__(self, *details):
        print("exit", details)

def f():
    with Manager():
        return "returned"

print(f())
# expect: enter
# expect: exit (None, None, None)
# expect: returned
for i in range(3):
    with Manager():
        if i == 0:
            continue
        break
        # expect: enter
        # expect: exit (None, None, None)
        # expect: enter
        # expect: exit (None, None, None)
print(i)    # expect: 1
