# The line of a frame: where it stands, of one that has ended the last line it ran.

import sys
class Line:
    def __del__(self):
        print(sys._getframe(1).f_lineno)
def temporary():
    x = 1
    Line()
    return x
def plain():
    global frame
    frame = sys._getframe()
    x = 1
def loop():
    global frame
    frame = sys._getframe()
    for x in [1]:
        pass
temporary()    # expect: 9
plain()
print(frame.f_lineno)    # expect: 14
loop()
print(frame.f_lineno)    # expect: 18
