# An exception climbs through handlers until one matches.

def inner(n):
    try:
        if n == 0:
            raise KeyError("zero")
        if n == 1:
            raise ValueError("one")
        return n
    except KeyError:
        print("inner caught")
        return "k"
    finally:
        print("inner finally")

def outer(n):
    try:
        try:
            return inner(n)
        except KeyError:
            print("not here")
    except ValueError as error:
        print("outer caught", error)
    finally:
        print("outer finally")

for n in range(3):
    print(outer(n))
    # expect: inner caught
    # expect: inner finally
    # expect: outer finally
    # expect: k
    # expect: inner finally
    # expect: outer caught one
    # expect: outer finally
    # expect: None
    # expect: inner finally
    # expect: outer finally
    # expect: 2
