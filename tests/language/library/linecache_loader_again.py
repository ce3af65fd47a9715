# Lines that a loader gave are asked for again when the cache is brought up to date.

import linecache


class Loader:
    asked = 0

    def get_source(self, name):
        self.asked += 1
        return f"first {self.asked}\nsecond\n"


loader = Loader()
space = {"__name__": "module", "__loader__": loader}
print(linecache.getline("/no/such/file.py", 1, space), end="")    # expect: first 1
print(linecache.getline("/no/such/file.py", 2), end="")    # expect: second
print(linecache.updatecache("/no/such/file.py", space))    # expect: ['first 2\n', 'second\n']
print(linecache.updatecache("/no/such/file.py", space))    # expect: ['first 3\n', 'second\n']
print(linecache.updatecache("/no/such/file.py"), linecache.getline("/no/such/file.py", 1))
# expect: [] 
linecache.clearcache()
print(linecache.lazycache("/no/such/file.py", space), loader.asked)    # expect: True 3
print(linecache.updatecache("/no/such/file.py"))    # expect: ['first 4\n', 'second\n']
print(linecache.getline("/no/such/file.py", 1), end="")    # expect: first 4
