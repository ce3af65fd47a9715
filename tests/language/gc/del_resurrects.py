# A finalizer may store its object; it isn't finalized again.

saved = []
class C:
    def __del__(self):
        print("del")
        saved.append(self)
x = C()
x.data = "kept"
del x    # expect: del
print(saved[0].data)    # expect: kept
saved.clear()
print("gone for good")    # expect: gone for good
