# A finalizer may use globals, create objects and run code.

log = []
class C:
    def __del__(self):
        log.append([i for i in range(3)])
        helper()
def helper():
    log.append("helper")
c = C()
c = None
print(log)    # expect: [[0, 1, 2], 'helper']
