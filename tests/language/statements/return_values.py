# return without a value, and falling off the end, give None.

def nothing():
    return
def falls():
    pass
def pair():
    return 1, 2
def starred(*rest):
    return 0, *rest
print(nothing(), falls(), pair(), starred(3, 4))    # expect: None None (1, 2) (0, 3, 4)
