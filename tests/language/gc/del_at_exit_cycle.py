# A cycle that is alive at the end is finalized, too.

class C:
    def __del__(self): print("del cycle")
a = C()
a.me = a
print("last line")    # expect: last line
# expect: del cycle
