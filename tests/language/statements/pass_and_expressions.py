# An expression statement is evaluated and its value dropped; docstrings are just that.

"module text after the comment"
1 + 1
pass; print("same line"); pass    # expect: same line
if 1: print("inline"); print("again")
# expect: inline
# expect: again
while 0: pass
class Empty: pass
def nothing(): ...
print(nothing())    # expect: None
